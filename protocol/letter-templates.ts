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
  'complaint',
  'waiting',
  'transcript',
  'booked',
  'reminder',
  'answer',
  'test',
] as const;
export type LetterTemplate = (typeof LETTER_TEMPLATES)[number];
