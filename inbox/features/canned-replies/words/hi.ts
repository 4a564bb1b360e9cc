import type { Messages } from './en.ts';

export default {
  savedAnswers: 'सहेजे जवाब',
  savedAnswersNone: 'ऐसे शुरू होने वाला कोई सहेजा जवाब नहीं। सेटिंग में बनाएँ।',
} satisfies Messages;
