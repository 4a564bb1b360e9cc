import type { Messages } from './en.ts';

const mn: Messages = {
  send: 'Яриаг имэйлээр илгээх',
  queued: '{to} руу илгээж байна',
  suppressed: 'Илгээсэнгүй: {to} руу явуулсан захидал буцаж ирсэн.',
  nobody: 'Илгээсэнгүй: имэйл хаяг алга.',
  off: 'Илгээсэнгүй: энэ сервер дээр имэйл унтраалттай.',
};
export default mn;
