import type { Messages } from './en.ts';

export const mn: Messages = {
  message: 'хариу хүлээж байна',
  form: 'маягт илгээлээ',
  callback: 'залгаж өгөхийг хүслээ',
  callbackDue: 'одоо залгах цаг боллоо',
  late: 'хэт удаан хүлээж байна',
  mention: '{by} тэмдэглэлд таныг дурдлаа',
  rating: 'доогуур үнэлгээ өглөө',
  handover: '{by} энэ яриаг танд шилжүүллээ',
  woken: 'хойшлуулсан яриа буцаж ирлээ',
  failed: 'таны хариуг хүлээж аваагүй',
  visitor: 'Зочин',
  many: { one: '{n} яриа таныг хүлээж байна', other: '{n} яриа таныг хүлээж байна' },
  others: { one: 'бас {n}', other: 'бас {n}' },
  testBody: 'Танд ингэж мэдэгдэнэ.',
};
