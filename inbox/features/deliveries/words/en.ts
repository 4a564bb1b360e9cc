import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  deliverAgain: 'Deliver again',
  didDeliverAgain: 'It is being delivered again',
  didForget: 'Removed',
  notSent: 'What did not leave',
  notSentLead: 'Given up: deliver it again when the cause is mended, or remove it.',
  mail: 'E-mail',
  push: 'Notices on devices',
  telegram: 'Telegram',
  sms: 'SMS',
};
export default en;
export type Messages = MessagesOf<typeof en>;
