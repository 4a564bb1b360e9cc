import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  deliverAgain: 'Deliver again',
  didDeliverAgain: 'It is being delivered again',
  didForget: 'Removed',
  mail: 'E-mail',
  push: 'Notices on devices',
  telegram: 'Telegram',
  sms: 'SMS',
};
export default en;
export type Messages = MessagesOf<typeof en>;
