/**
 * What visitors read on pages that work without JavaScript, and the sentences for refusals. The source of the other
 * languages: same keys, same placeholders in braces.
 */
export const en = {
  formTitle: 'Write to {site}',
  formLead: 'Leave an e-mail address or a phone number, and we will get back to you.',
  callbackTitle: 'Get a call from {site}',
  callbackLead: 'Leave your number and choose when we should ring.',
  name: 'Your name',
  email: 'E-mail',
  phone: 'Phone number',
  phoneHint: 'With the country code, for example +44 20 7946 0018',
  subject: 'Subject',
  message: 'Message',
  topic: 'What is it about?',
  time: 'When shall we ring?',
  asap: 'As soon as possible',
  asapBy: 'The soonest is by about {time}.',
  taken: '{time}, taken',
  timesIn: 'Time zone: {zone}',
  optional: 'optional',
  send: 'Send message',
  call: 'Ask for a call',

  formThanks: 'We have your message',
  answerByEmail: 'We will answer to {address}.',
  answerByPhone: 'We will ring you at {address}.',
  callbackThanks: 'We will ring you',
  yourTime: 'your time',
  weRing: 'The call comes to {address}.',
  addToCalendar: 'Add to calendar',
  filesLeftOut: 'Files can not be sent this way; everything else has arrived.',
  back: 'Back to {place}',

  mistake: 'Not sent yet. Please look at the marked fields.',
  mistakeMark: 'Please correct: {title}',
  failed: 'This did not work',
  fieldRequired: 'Please fill this in.',
  wayBackRequired: 'Please give an e-mail address or a phone number, so that we can answer.',
  fieldInvalid: 'This can not be read. Please correct it.',
  textTooLong: 'This is too long. Please shorten it to {limit} characters.',
  phoneInvalid:
    'This number can not be rung. Please check the digits and the country code, for example +44 20 7946 0018.',
  emailInvalid: 'This is not a whole e-mail address. It should look like name@example.com.',
  consentRequired: 'Please tick this box; we may not answer without it.',
  slotTaken: 'This time is no longer free. Please choose another.',
  callbackPending: 'You have calls coming already. Move or cancel one.',
  rateLimited: 'That was a lot in a short time. Please send it again in {wait}. Nothing you typed is lost.',
  unavailable: 'We can not take this right now. Please send it again in a moment. Nothing you typed is lost.',
  siteUnknown: 'There is no such site. The address of this form is out of date.',
  originRefused: 'Forms on that page are not taken here. Please write from the website itself.',
  channelOff: 'This form is switched off at the moment.',
  tooLarge: 'This is too much to send at once. Please leave out files and shorten the text.',
  notFound: 'There is nothing at this address.',
  broken: 'Something broke on our side. Please try again in a moment.',
} as const;

export type Messages = Record<keyof typeof en, string>;
