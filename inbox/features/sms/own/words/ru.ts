import type { Messages } from './en.ts';

export default {
  lead: 'Сюда приходят уведомления по SMS, если вы выберете этот способ.',
  phone: 'Номер телефона',
  sendCode: 'Прислать код',
  codeSent: 'Код отправлен на {number}. Он действует десять минут.',
  code: 'Код',
  confirm: 'Подтвердить',
  sendAgain: 'Прислать новый код',
  confirmed: 'Подтверждён: {number}',
  another: 'Указать другой номер',
  remove: 'Удалить номер',
  didRemove: 'Номер удалён',
  wrongCode: 'Код неверный или устарел. После пяти попыток нужен новый.',
} satisfies Messages;
