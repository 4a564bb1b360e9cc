import type { Messages } from './en.ts';

export default {
  ratedChat: 'चैट की रेटिंग: 5 में से {score}',
  ratedCall: 'कॉल की रेटिंग: 5 में से {score}',
  ratedVisit: 'आने की रेटिंग: 5 में से {score}',
  low: 'कम',
  with: '{name} के साथ',
} satisfies Messages;
