import type { Messages } from './en.ts';

const ar: Messages = {
  somebody: 'أحدهم',
  opened: 'شكوى من {who}: {about}',
  again: 'فُتحت شكوى {who} من جديد: {about}',
  given: 'أُسندت إليك شكوى {who}: {about}',
  untaken: 'لا أحد يتولى شكوى {who}: {about}',
  late: 'تأخرت شكوى {who}: {about}',
};
export default ar;
