import type { Messages } from './en.ts';

export default {
  callMoveTo: 'አዲስ ጊዜ፣ በእርስዎ ሰዓት',
  callMoveSave: 'ጥሪውን ያዛውሩ',
  callInMinutes: 'ከ{time} በኋላ',
  callPast: 'ያላለፈ ጊዜ ይምረጡ።',
} satisfies Messages;
