import type { Messages } from './en.ts';

const am: Messages = {
  any: 'ማንኛውም',
  known: 'የታወቀ',
  unknown: 'ያልታወቀ',
  last: { one: 'ባለፈው {n} ቀን', other: 'ባለፉት {n} ቀናት' },
  notFor: { one: 'ለ{n} ቀን የለም', other: 'ለ{n} ቀናት የለም' },
  atLeast: '{what}፣ ቢያንስ',
  from: '{what}፣ ከዚህ ቀን ጀምሮ',
  sumAtLeast: 'ድምር፣ ቢያንስ ({currency})',
  open: 'አሉ',
  none: 'የሉም',
  consentBy: 'ሊጻፍለት የሚችልበት',
  viewNameHint: 'ስም ከሰጡት ከማጣሪያዎችዎ ጋር ይቀመጣል።',
  didRemove: 'ማጣሪያ ተወግዷል፦ {name}',
};
export default am;
