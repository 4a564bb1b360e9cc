import type { Messages } from './en.ts';

export default {
  savedAnswers: 'Бэлэн хариултууд',
  savedAnswersNone: 'Ингэж эхэлсэн бэлэн хариулт алга. Тохиргоонд нэмээрэй.',
} satisfies Messages;
