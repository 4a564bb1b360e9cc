import type { Messages } from './en.ts';

export default {
  ratedChat: 'ውይይቱን ገመገሙ፦ {score} ከ5',
  ratedCall: 'ጥሪውን ገመገሙ፦ {score} ከ5',
  ratedVisit: 'ጉብኝቱን ገመገሙ፦ {score} ከ5',
  low: 'ዝቅተኛ',
  with: 'ከ{name} ጋር',
} satisfies Messages;
