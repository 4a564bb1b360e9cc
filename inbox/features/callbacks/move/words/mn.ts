import type { Messages } from './en.ts';

export default {
  callMoveTo: 'Шинэ цаг (таны цагаар)',
  callMoveSave: 'Дуудлагыг шилжүүлэх',
  callInMinutes: 'Одоо + {time}',
  callPast: 'Өнгөрөөгүй цаг сонгоно уу.',
} satisfies Messages;
