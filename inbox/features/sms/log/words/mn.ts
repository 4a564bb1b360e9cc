import type { Messages } from './en.ts';

export default {
  failed: 'SMS хүрсэнгүй',
  off: 'SMS илгээхийг унтраасан',
  stopped: 'энэ дугаар дахиж зурвас авахгүй гэсэн',
  tooLong: 'бичвэр хэт урт',
  dayFull: 'өдрийн хязгаар дууссан',
  numberFull: 'энэ дугаарын өдрийн хязгаар дууссан',
  tooLate: 'нэг хоногоос удаан хүлээсэн',
  noNumber: 'дугаар алга',
} satisfies Messages;
