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
  webhookAdded: 'People who are new: somebody has a name, a number or an address',
  webhookPerson: 'People whose card changed',
  webhookMerged: 'Cards that became one, or two again',
  webhookImport: 'Imports that ended',
  webhookPurchases: 'New purchases',
  webhookPurchasesChanged: 'Purchases that changed',
  webhookComplaints: 'New complaints',
  webhookComplaintsChanged: 'Complaints that changed',
  webhookCallStarted: 'A call begins',
  webhookCallEnded: 'A call is over',
  webhookStages: 'Stages: somebody moved',
  deskLead:
    'What happens with people is told here, and what happens on all your sites. Each program gets a signed message at its address, again until it takes it.',
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
