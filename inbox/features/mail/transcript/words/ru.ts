import type { Messages } from './en.ts';

const ru: Messages = {
  send: 'Отправить диалог по почте',
  queued: 'Письмо на {to} отправляется',
  suppressed: 'Не отправлено: письма на {to} возвращались.',
  nobody: 'Не отправлено: нет адреса почты.',
  off: 'Не отправлено: почта на этом сервере выключена.',
};
export default ru;
