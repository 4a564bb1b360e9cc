import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  new: 'New',
  talking: 'Talking',
  offered: 'Offered',
  bought: 'Bought',
  regular: 'Regular',
  lost: 'Lost',
  service: 'Bad service',
  price: 'Too expensive',
  elsewhere: 'Bought elsewhere',
  need: 'No need any more',
  silent: 'Does not answer',
  other: 'Another reason',
  stage: 'Stage',
  noStage: 'None yet',
  whyLost: 'Why is {name} lost?',
  reason: 'Reason',
  choose: 'Choose…',
  reasonText: 'In a few words',
  isMoved: '{stage}: {name} moved there',
  tookFaster: 'A colleague was faster: {name} stands elsewhere by now.',
  notMoved: '{name} was not moved: {why}',
  movedTo: 'Moved to {stage}',
  movedFrom: 'from {stage}',
  begins: 'Came to {stage}',
  submission: 'by their first words',
  answer: 'by the first answer',
  purchase: 'by a purchase',
  silence: 'by silence',
};
export default en;
export type Messages = MessagesOf<typeof en>;
