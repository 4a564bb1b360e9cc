/**
 * The words of letters, until an owner changes them: of each its subject, its body, what its button says and why it came. Names
 * in double braces are the letter's, those in single ones are filled in here. The source of the other languages.
 */
export const en = {
  invitationSubject: '{{inviter}} invites you to the inbox',
  invitationBody:
    '{{inviter}} invites you to answer the people who write on the website.\n\nOpen the link and choose a password. It works once, until {{until}}.',
  invitationButton: 'Join the inbox',
  invitationWhy:
    'You get this mail because a colleague typed your address. If you do not know them, do nothing: there is no account of yours.',
  passwordSubject: 'A new password for your inbox',
  passwordBody:
    'Hello {{name}}, somebody asked for a new password for your account. If it was you, open the link and choose one. It works once, for an hour.\n\nIf it was not you, do nothing: your password stays as it is.',
  passwordButton: 'Choose a password',
  passwordWhy: 'You get this mail because you sign in to the inbox with this address.',
  passwordChangedSubject: 'Your password was changed',
  passwordChangedBody:
    'Hello {{name}}, your password was changed by a link from a mail, and you were signed out everywhere.\n\nIf it was not you, tell an owner of the inbox at once.',
  passwordChangedWhy: 'You get this mail because you sign in to the inbox with this address.',
  noticeSubject: '{{title}}',
  noticeBody: '{{body}}',
  noticeButton: 'Open the conversation',
  noticeWhy: 'You get this mail because you want to be told so. That is changed in the settings of the inbox.',
  transcriptSubject: 'Your conversation with {{site}}',
  transcriptBody: 'This is what was said.\n\n{{talk}}',
  transcriptWhy:
    'You get this mail because you left this address at {site}, and your conversation was to be sent to you.',
  answersSubject: '{{site}} answered you',
  answersBody: '{{talk}}\n\nOpen the conversation to read all of it and to write back.',
  answersButton: 'Open the conversation',
  answersWhy:
    'You get this mail because you wrote to {site} and left this address. The link opens your conversation in one browser, for 30 days: keep it to yourself.',
  receivedSubject: '{{site}} has your message',
  receivedBody: 'Thank you. Your message has arrived, and we will answer to this address.',
  receivedWhy: 'You get this mail because a form of {site} was sent with this address. If it was not you, do nothing.',
  ratingSubject: 'How was it? A question from {{site}}',
  ratingBody: 'You were in touch with us lately. How was it? One press is enough, and a word is welcome.',
  ratingButton: 'Say how it was',
  ratingWhy: 'You get this mail once, because you talked with {site} and left this address.',
  visitRatingSubject: 'How was it at {{site}}?',
  visitRatingBody: 'You were with us: {{services}}.\n\nHow was it? One press is enough, and a word is welcome.',
  visitRatingButton: 'Say how it was',
  visitRatingWhy: 'You get this mail once, because you booked a visit to {site} and left this address.',
  returnSubject: '{{site}} would be glad to see you again',
  returnBody: 'It has been a while since you were with us: {{services}}.\n\nWe would be glad to see you again.',
  returnButton: 'Come again',
  returnWhy: 'You get this mail because you agreed to letters from {site}.',
  balanceSubject: 'Your bonus at {{site}}',
  balanceBody:
    'By this link you see your bonus: how much there is, until when, and what it came of. It is yours alone.',
  balanceButton: 'See your bonus',
  balanceWhy: 'You get this mail because you asked {site} where you see your bonus.',
  complaintSubject: '{{site}}: was it put right?',
  complaintBody:
    'You were not content: {{subject}}.\n\nThis is what we did about it:\n\n{{answer}}\n\nWas it put right? One press is enough.',
  complaintButton: 'Answer',
  complaintWhy:
    'You get this mail because {site} had a complaint of yours and you left this address. Its link works for 30 days.',
  waitingSubject: 'A place is free at {{site}}',
  waitingBody:
    'You are on the waiting list, and a place has become free:\n\n{{visit}}\n\nIt is kept for you until {{until}}. Nobody else is asked before then, so please take it, or say that you do not want it.',
  waitingButton: 'Take it or decline',
  waitingWhy:
    'You get this mail because you put yourself on a waiting list of {site} and left this address. The link is for you alone.',
  answerSubject: '{{subject}}',
  answerBody: '{{answer}}\n\n{{agent}}, {{site}}',
  answerButton: 'Open the conversation',
  answerWhy: 'You get this mail because you wrote to {site}. Answer it like any other mail.',
  bookedSubject: '{{site}} expects you: {{when}}',
  bookedBody: 'This is when we expect you.\n\n{{visit}}\n\nWith this mail comes a file for your calendar.',
  bookedButton: 'I will come',
  bookedWhy:
    'You get this mail because a visit to {site} was booked with this address. Keep its links to yourself: whoever has them can change the visit.',
  movedSubject: '{{site}}: your visit is now at another time, {{when}}',
  movedBody:
    'Your visit was moved. It is now at this time:\n\n{{visit}}\n\nWith this mail comes a file that moves it in your calendar, too.',
  movedButton: 'I will come',
  movedWhy:
    'You get this mail because your visit to {site}, which was booked with this address, was moved. Keep its links to yourself: whoever has them can change the visit.',
  cancelledSubject: '{{site}}: your visit is cancelled, {{when}}',
  cancelledBody:
    'We are sorry: this visit is cancelled, and we do not expect you then.\n\n{{visit}}\n\n{{reason}}\n\nYou are welcome at another time. With this mail comes a file that takes the visit out of your calendar.',
  cancelledButton: 'Book again',
  cancelledWhy: 'You get this mail because a visit to {site} was booked with this address.',
  reminderSubject: '{{site}} expects you: {{when}}',
  reminderBody: 'A short reminder of your visit.\n\n{{visit}}',
  reminderButton: 'I will come',
  reminderWhy:
    'You get this mail once before your visit to {site}. Keep its links to yourself: whoever has them can change the visit.',
  testSubject: 'Mail from your inbox arrives',
  testBody: 'Hello {{name}}, this is the test that you asked for. Where it has arrived, other letters arrive too.',
  testWhy: 'You get this mail because you asked for a test in the settings of the inbox.',
  trialSubject: 'Does mail to this address arrive?',
  trialBody: 'The inbox has mailed this to its own address, to see whether it comes back. Nothing is to be done.',

  inviterElse: 'A colleague',
  untilElse: 'next week',
  nameElse: 'colleague',
  siteElse: 'our website',
  titleElse: 'Somebody is waiting',
  bodyElse: 'Open the inbox to see what it is.',
  talkElse: 'Nothing has been said yet.',
  subjectElse: 'Your message',
  servicesElse: 'your visit',
  agentElse: 'Your team',
  answerElse: '…',
  whenElse: 'your visit',
  visitElse: 'Your visit',
  titleSample: 'Bat · Flower shop',
  bodySample: 'is waiting for an answer',
  talkSample: 'You · Tuesday, 14:20\nDo you deliver to Darkhan?\n\nSarnai · Tuesday, 14:21\nOn Tuesdays and Fridays.',
  subjectSample: 'Re: Do you deliver to Darkhan?',
  servicesSample: 'Haircut, colouring',
  agentSample: 'Sarnai',
  answerSample: 'Yes, on Tuesdays and Fridays.',
  whenSample: 'Friday 6 March, 14:30 (Ulaanbaatar Standard Time)',
  visitSample: 'Cut, Colour · Oyuna\n\nFriday 6 March, 14:30–16:00 (Ulaanbaatar Standard Time)',
  reasonSample: 'Oyuna is ill today.',

  moveLink: 'Move the visit',
  cancelLink: 'Cancel the visit',
  linkHint: 'If the button does nothing, open this address:',
  stop: 'No more such letters',
  you: 'You',
  wantsCall: 'A call was asked for: {time}',
  file: 'File: {name}',
  fileLinked: '{name} is too large for a mail: open the conversation to get it.',
  earlier: 'Earlier words are left out here.',
} as const;

export type Messages = Record<keyof typeof en, string>;
