/** The source: the other locales must have the same keys and placeholders, and none a plural: numbers stand apart. */
export default {
  // A message that is too long.
  tooLong: 'Too long for one message by {n} characters.',
  inParts: 'Send in {n} parts',
  // When shall we ring? The parts of a day.
  night: 'Night',
  morning: 'Morning',
  afternoon: 'Afternoon',
  evening: 'Evening',
  // The promise of a call.
  yours: 'your time',
  city: '{time} in {city}',
  calendar: 'Add to calendar',
  link: 'Link to this call',
  move: 'Move the call',
  moveTo: 'Move to {time}',
  cancel: 'Cancel the call',
  sure: 'Cancel the call?',
  keep: 'Keep {time}',
  // The thanks for a letter.
  answer: 'We will reply to {reach}',
  another: 'Write again',
  // Nobody is there.
  leave: '{when}. Write, and we will answer',
  // Waiting for an answer.
  place: 'Thank you for waiting. Your place in line: {n}',
  next: 'Thank you for waiting. You are next',
  about: '{where}. About {time}',
  stuck: 'Still waiting for somebody to be free. You need not stay: your words are kept',
  // How it was.
  rateChat: 'How was the chat?',
  rateCall: 'How was the call?',
  score1: 'Bad',
  score2: 'Poor',
  score3: 'All right',
  score4: 'Good',
  score5: 'Very good',
  rateWord: 'A word about it, if you like',
  rateNo: 'Not now',
  rated: 'Thank you for telling us',
  // Having it by mail, once it is over.
  talkSend: 'Send me this conversation',
  talkMail: 'Your e-mail',
  talkSent: 'It is on its way to {to}',
  talkReturned: 'Mail to {to} came back before. Write to us with another address',
  talkFull: 'It was sent often enough for today. Please try again tomorrow',
  // Files.
  attach: 'Attach files',
  remove: 'Remove {name}',
  uploaded: '{name} is uploaded',
  photo: 'Photo: {name}',
  unkeptFiles: 'This browser can not keep files: leave the page open until they are sent.',
  FILE_LOST: 'This file is no longer in the browser. Please choose it again',
  FILE_TOO_LARGE: 'This file is too large, {size} at most',
  FILES_TOO_MANY: 'Too many files for one message, {n} at most',
  FILE_KIND: 'This kind of file is not taken here',
  FILES_FULL: 'There is no room for more files here now',
  FILES_OFF: 'Files are not taken here',
  // What goes wrong with a whole page.
  unkept: 'This browser can not keep your words: leave the page open until they are sent.',
  unset: 'Chat is not set up on this website yet',
  // Mistakes that only the server sees, by their codes.
  PHONE_INVALID: 'This number can not be rung. Try + and the country code',
  nextChosen: 'That time was just taken. The next free one is chosen: press the button to take it, or choose another.',
  SLOT_TAKEN: 'That time was just taken. Please choose another',
  CALLBACK_PENDING: 'You have a call coming. Move or cancel it',
};
