import type { Messages } from './en.ts';

export default {
  title: 'बाद के लिए टालें',
  until: '{time} तक टाली गई',
  untilAnswer: 'उनके लिखने तक टाली गई',
} satisfies Messages;
