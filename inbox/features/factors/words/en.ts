import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  code: 'Code',
  codeHint: 'Six digits that your app shows now.',
  recoveryCode: 'Recovery code',
  useRecovery: 'Use a recovery code instead',
  useApp: 'Use the code of the app instead',
};
export default en;
export type Messages = MessagesOf<typeof en>;
