import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  savedAnswers: 'Saved answers',
  savedAnswersNone: 'No saved answer starts like that. Add one in the settings.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
