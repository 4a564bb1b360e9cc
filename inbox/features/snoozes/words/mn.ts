import type { Messages } from './en.ts';

export default {
  title: 'Хойшлуулах',
  until: 'хойшилсон: {time}',
  untilAnswer: 'бичих хүртэл хойшилсон',
} satisfies Messages;
