import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  lead: 'Whoever is not answered is brought up again, step by step: first to the agent, then to the others, then to the owner. Somebody who is alone is told once.',
  isOn: 'Bring up whoever waits too long',
  messages: 'Messages',
  forms: 'Forms',
  callbacks: 'Callbacks',
  messagesHint: 'Minutes since they came; only time in which you are open counts.',
  callbacksHint: 'Minutes from the promised time; with a minus, before it.',
  reminded: 'Remind the agent',
  offered: 'Offer to others',
  owner: 'Tell the owner',
  timesWrong: 'Whole minutes are wanted, each step later than the one before, within a week.',
  figures: 'The last 30 days',
  figuresNone: 'Nobody waited too long.',
  figuresLine: 'Reminded {reminded}, offered to others {offered}, told to the owner {owner}.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
