import type { Messages } from './en.ts';

export default {
  visit: 'زيارة',
  pages: { zero: 'بلا صفحات', one: 'صفحة واحدة', two: 'صفحتان', few: '{n} صفحات', many: '{n} صفحة', other: '{n} صفحة' },
  on: 'على {site}',
  more: {
    zero: 'ولا غيرها',
    one: 'وواحدة أخرى',
    two: 'واثنتان أخريان',
    few: 'و{n} أخرى',
    many: 'و{n} أخرى',
    other: 'و{n} أخرى',
  },
} satisfies Messages;
