import type { Messages } from './en.ts';

export default {
  known: { zero: 'لا أحد', one: 'شخص واحد', two: 'شخصان', few: '{n} أشخاص', many: '{n} شخصًا', other: '{n} شخص' },
} satisfies Messages;
