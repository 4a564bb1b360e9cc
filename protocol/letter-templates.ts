/** What letters are about. Imports nothing: pages list them, too. */
export const LETTER_TEMPLATES = [
  'invitation',
  'password',
  'passwordChanged',
  'notice',
  'answers',
  'received',
  'rating',
  'visitRating',
  'return',
  'balance',
  'complaint',
  'waiting',
  'transcript',
  'booked',
  'moved',
  'cancelled',
  'reminder',
  'answer',
  'test',
] as const;
export type LetterTemplate = (typeof LETTER_TEMPLATES)[number];
