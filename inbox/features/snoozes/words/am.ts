import type { Messages } from './en.ts';

export default {
  title: 'ለጊዜው ያቆዩ',
  until: 'እስከ {time} ቆይቷል',
  untilAnswer: 'እስኪጽፉ ቆይቷል',
} satisfies Messages;
