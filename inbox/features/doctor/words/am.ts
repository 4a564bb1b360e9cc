import type { Messages } from './en.ts';

export default {
  lead: 'መልእክቶች እንዲደርሱ የሚያስፈልገውን ሁሉ በቀን አንድ ጊዜ ይፈትሻል፤ የተበላሸውንም ለባለቤቶች ይናገራል።',
  checkAgain: 'እንደገና ይፈትሹ',
  checking: 'በመፈተሽ ላይ…',
  since: 'ከ{time} ጀምሮ',
  fine: 'ደህና',
  broken: 'የሚስተካከል',
  off: 'አልተፈተሸም',
  openSettings: 'ቅንብሩን ይክፈቱ',
  broke: '{what}፦ የሆነ ነገር ተበላሽቷል። ምን እንደሚደረግ ቅንብሮች → ሐኪም ይናገራል።',
  mended: '{what}፦ እንደገና ይሠራል',
  late: 'ዘግይቶ የሚወጣው',
  lateLead: 'እስካሁን አልተወሰደም፤ በራሱ እንደገና ይሞከራል።',
} satisfies Messages;
