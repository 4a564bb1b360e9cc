import type { Locale } from '../../protocol/wire/fields.ts';

export const code: Locale = 'en';
export const later = () => import('./later/en.ts');

/** The source: the other locales must have the same keys and placeholders. Warm, short, says what happens next. */
export default {
  chat: 'Chat',
  callback: 'Call me',
  contact: 'Write to us',
  booking: 'Book',
  close: 'Close',
  sound: 'Sound',
  unread: 'Chat, {n} new',
  // The line under the site's name.
  here: '{name} is here',
  soon: '{name} is here, answers in about {time}',
  away: 'Away for a moment',
  back: 'Back {time}',
  until: 'We call until {time}',
  // The conversation.
  write: 'Write a message',
  send: 'Send',
  sending: 'Sending…',
  sent: 'Sent',
  seen: 'Seen',
  failed: 'Not sent',
  retry: 'Try again',
  offline: 'No connection. Your words are kept, and go out when it is back.',
  later: 'Goes out when the connection is back',
  typing: '{name} is typing…',
  joined: '{name} joined',
  closed: 'Conversation closed',
  fresh: 'New messages',
  // Forms.
  name: 'Your name',
  optional: 'optional',
  phone: 'Your number',
  country: '{country}; begin with + for another country',
  when: 'When shall we ring?',
  now: 'Now',
  soonest: 'Soonest',
  in: 'in about {time}',
  callIn: 'Call me in about {time}',
  callAt: 'Call me: {time}',
  topic: 'What is it about?',
  reach: 'E-mail or phone',
  subject: 'Subject',
  message: 'Message',
  thanks: 'Thank you, we have it',
  // The promise.
  promise: 'We will ring you',
  cancelled: 'Call cancelled',
  // Mistakes, by their codes; what the server alone can say comes later.
  FIELD_REQUIRED: 'Please fill this in',
  EMAIL_INVALID: 'This address is not whole, it should look like name@example.com',
  TEXT_TOO_LONG: 'This is too long, please shorten it',
  CONSENT_REQUIRED: 'Please agree first',
  wrong: 'That did not work. Please try again',
};
