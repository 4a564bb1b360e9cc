import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  askedChat: 'Asked how the chat with {name} was',
  askedCall: 'Asked how {name}’s call was',
  rated: '{score} of 5 for {name}',
  told: '{names} told as owner',
  declined: 'Would rather not rate it',
  lowFrom: '{name} gave a low rating',
  lowSpoken: '{name} gave a low rating.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
