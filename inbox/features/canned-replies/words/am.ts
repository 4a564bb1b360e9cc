import type { Messages } from './en.ts';

export default {
  savedAnswers: 'የተቀመጡ መልሶች',
  savedAnswersNone: 'እንዲህ የሚጀምር የተቀመጠ መልስ የለም። በቅንብሮች ውስጥ ይጨምሩ።',
} satisfies Messages;
