import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  people: { one: '{n} person', other: '{n} people' },
  figures: 'this month: {won} bought, {lost} lost',
  whose: 'Whose',
  mine: 'Mine',
  everybody: 'Everybody',
  editStages: 'Stages…',
  moveTo: 'Move {name} to…',
  writeAgain: 'write again',
  callback: 'callback {time}',
  waits: 'waits for an answer, {time}',
  silentFor: 'silent for {time}',
  nothingSaid: 'nothing said yet',
  emptyBoard:
    'Nobody is here yet. Whoever writes comes to the first column by themselves; from a person’s card you can put them into any.',
  emptyMine: 'You look after nobody yet. Whom you answer first, or move, is yours.',
  shown: 'Shown column',
  stagesLead: 'People come through them from left to right. Where somebody stands, a stage can not be removed.',
  stageName: 'Name of stage {n}',
  kind: 'What it means',
  open: 'On the way',
  won: 'Bought',
  lost: 'Lost',
  addStage: 'Add a stage',
  newStage: 'New stage',
  silentDays: '“Write again” after so many days of silence',
  regularAt: 'A regular from which purchase on',
  isSilence: 'Move who says nothing',
  silenceDays: 'After so many days',
  silenceTo: 'To',
  stagesWrong:
    'Each stage needs a name, and at least one of each meaning is needed. One in which somebody stands can not go.',
  moveUp: 'Move {name} up',
  moveDown: 'Move {name} down',
  removeStage: 'Remove {name}',
};
export default en;
export type Messages = MessagesOf<typeof en>;
