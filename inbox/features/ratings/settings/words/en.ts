import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  lead: 'A minute after a chat is closed or a call was made, the person is asked how it was: one to five stars, and a word if they like. They see it in the chat, and on the page of their call.',
  isOn: 'Ask how it was',
  low: 'A low rating is',
  lowHint: 'It opens the conversation again for an owner, and every owner is told.',
  orLess: '{n} or less',
  only: 'only {n}',
  notTags: 'Never with these tags',
  notTagsHint: 'Conversations with one of them are not asked, such as complaints. Put commas between tags.',
  tagsWrong: 'At most 20 tags are wanted, each of up to 40 characters.',
  figures: 'What people said',
  days: 'Time',
  lastDays: 'Last {n} days',
  score: 'Rating',
  any: 'Any',
  none: 'No ratings in this time.',
  line: '{average} of 5 on average, from {count} ratings.',
  agent: 'Agent',
  team: 'Team',
  average: 'Average',
  count: 'Number',
  everybody: 'Everybody',
  ofFive: '{n} of 5',
  ofChat: 'Chat',
  ofCall: 'Call',
  visits: 'Visits',
  employee: 'Employee',
  talks: 'Chats and calls',
  visitLine: '{average} of 5 on average, from {count} visits.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
