import type { Messages } from './en.ts';

export default {
  gone: { one: '{n} цуцалсан', other: '{n} цуцалсан' },
  reason: 'Цуцалсан шалтгаан',
  reasonHint: 'Хүсвэл бичнэ. Зөвхөн ажилтнуудад харагдана.',
  takeBack: 'Захиалгыг сэргээх',
  prepaid: 'Төлсөн',
  pay_asking: 'Төлбөрийг асууж байна',
  pay_awaited: 'Төлөх хугацаа: {time}',
  pay_paid: 'Урьдчилж төлсөн',
  pay_unasked: 'Төлбөрийг асууж чадсангүй',
  pay_lapsed: 'Хугацаандаа төлөөгүй',
} satisfies Messages;
