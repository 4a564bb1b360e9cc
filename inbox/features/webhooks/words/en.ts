import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  webhooksLead:
    'Programs of your own hear what happens on your site. Each gets a signed message at its address, again until it takes it.',
  addWebhook: 'Add a webhook',
  webhookUrl: 'Address',
  webhookUrlHint: 'It begins with https://',
  webhookEvents: 'What it is told of',
  webhookEntries: 'Everything in conversations: messages, forms, notes, events',
  webhookConversations: 'Conversations that begin, change hands, close or reopen',
  webhookCallbacks: 'Callbacks: asked for, tried, moved, ended',
  webhookNotices: 'Agents who are told of something and want it this way',
  eventsNone: 'Leave at least one on.',
  webhookTest: 'Test',
  webhookTestDone: 'The test has arrived.',
  webhookTestFailed: 'The test was not taken: {problem}',
  webhookRotate: 'Make a new secret',
  webhookFailing: 'Takes nothing since {time}',
  webhookBothUntil: 'The old secret works until {time}',
  webhookOnce: 'With this secret your program checks the signatures. It is shown only now.',
  webhookSecret: 'Secret of {url}',
  deadLetters: 'Not delivered',
  deadLettersLead: 'Given up after two days of trying, kept for 30 days.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
