import type { Messages } from './en.ts';

const mn: Messages = {
  send: 'Яриаг захидлаар илгээх',
  queued: '{to} руу илгээж байна',
  suppressed: 'Илгээсэнгүй: {to} руу явуулсан захидал буцаж ирсэн.',
  nobody: 'Илгээсэнгүй: захидлын хаяг алга.',
  off: 'Илгээсэнгүй: энэ сервер дээр захидал унтраалттай.',
};
export default mn;
