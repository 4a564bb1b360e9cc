import type { Messages } from './en.ts';

export default {
  title: 'Яриаг шилжүүлэх',
  to: 'Хэнд',
  note: 'Мэдэх хэрэгтэй зүйл',
  noteHint: 'Зөвхөн хамтран ажиллагсад харна, зочин хэзээ ч харахгүй. Ctrl+Enter дарж шилжүүлнэ.',
  handOver: 'Шилжүүлэх',
} satisfies Messages;
