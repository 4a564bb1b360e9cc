import type { Messages } from './en.ts';

export default {
  noSubject: '(ያለ ርዕስ)',
  knownAddress: 'ይህን አድራሻ እናውቀዋለን፤ ግን ያው ሰው መሆኑ አልተረጋገጠም።',
  leftOut: 'እዚህ ያልተወሰዱ፦ {names}',
  whole: 'ሙሉው ኢሜይል',
  wholeFailed: 'ኢሜይሉን መጫን አልተቻለም።',
  cut: 'ይቀጥላል፤ የተቀመጠው መጀመሪያው ብቻ ነው።',
  returned: 'ይህ መልስ {address} ላይ አልደረሰም፦ ኢሜይሉ ተመለሰ',
  returnedNobody: 'መልስ አልደረሰም፦ ኢሜይሉ ተመለሰ',
  automatic: 'በ{from} ስም ፕሮግራም መልሷል፦ {subject}',
} satisfies Messages;
