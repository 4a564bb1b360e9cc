import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  title: 'Away',
  why: 'Why',
  noReason: 'No reason',
  note: 'For colleagues',
  finishFirst: 'First finish what I have: nothing new comes, and I am away when nobody waits for me',
  quarter: 'For 15 minutes',
  half: 'For 30 minutes',
  hour: 'For an hour',
  untilSaid: 'Until I say so',
  other: 'Another time, by your clock',
  submit: 'Set me away',
  past: 'Choose a time to come, within a month.',
  hint: 'When the time has come you are asked. You are not put back by the clock, so that nobody is given to an empty chair.',
  due: 'You meant to be back {time}.',
  longer: '15 minutes more',
};
export default en;
export type Messages = MessagesOf<typeof en>;
