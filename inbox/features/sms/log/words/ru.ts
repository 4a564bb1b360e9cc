import type { Messages } from './en.ts';

export default {
  failed: 'SMS не доставлено',
  off: 'отправка SMS выключена',
  stopped: 'с этого номера попросили больше не писать',
  tooLong: 'текст слишком длинный',
  dayFull: 'дневной лимит исчерпан',
  numberFull: 'дневной лимит на этот номер исчерпан',
  tooLate: 'прошло больше суток',
  noNumber: 'нет номера',
} satisfies Messages;
