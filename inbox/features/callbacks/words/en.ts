import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  callIn: 'call in {time}',
  callNow: 'call now',
  callLate: '{time} late',
  callTitleIn: 'Call back in {time}',
  callTitleNow: 'Call back now',
  callTitleLate: 'Call back: {time} late',
  callTitleAt: 'Call back: {time}',
  callReached: 'Reached',
  callNoAnswer: 'No answer',
  callWrongNumber: 'Wrong number',
  callCancelled: 'Call cancelled',
  callAsap: 'as soon as possible',
  callTheirTime: '{time} their time',
  callSameTime: 'same time for them',
  call: 'Call',
  callMove: 'Move',
  callNote: 'What was said? Only for us, optional',
  callSave: 'Save: {outcome}',
  callAttempt: '{outcome} · {name} · {time}',
  callPending: 'A call is promised: {time}',
  show: 'Show',
  eventReached: '{by} called: reached',
  eventNoAnswer: '{by} called: no answer',
  eventWrongNumber: '{by} called: wrong number',
  eventMoved: '{by} moved the call to {time}',
  eventCancelled: '{by} cancelled the call',
};
export default en;
export type Messages = MessagesOf<typeof en>;
