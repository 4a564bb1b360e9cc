/** The words by which people say that they want no more messages, or want them again. Pure. */

/** English ones are those that operators ask for (CTIA Messaging Principles, section 5.1.2); people write Latin letters too. */
const STOP = [
  ...['stop', 'stopall', 'stop all', 'unsubscribe', 'cancel', 'end', 'quit', 'optout', 'opt out', 'revoke'],
  ...['стоп', 'отписка', 'отписаться', 'отмена', 'отказ', 'отказаться', 'хватит'],
  ...['зогс', 'зогсоо', 'зогсооно уу', 'боль', 'болиулах', 'цуцлах', 'zogs', 'zogsoo'],
  ...['توقف', 'قف', 'إيقاف', 'ايقاف', 'إلغاء', 'إلغاء الاشتراك', 'كفى'],
  ...['አቁም', 'አቁሙ', 'ይቁም', 'ሰርዝ'],
  ...['बंद', 'बंद करें', 'रोकें', 'रोको', 'रुकें', 'रद्द', 'रद्द करें', 'स्टॉप'],
];
const START = [
  ...['start', 'unstop', 'resume', 'subscribe', 'optin', 'opt in'],
  ...['старт', 'подписаться', 'начать', 'возобновить'],
  ...['эхлэх', 'эхэл', 'эхлүүл', 'эхлүүлэх', 'ekhlekh', 'ehleh'],
  ...['ابدأ', 'بدء', 'اشتراك', 'استئناف'],
  ...['ጀምር', 'ጀምሩ', 'ቀጥል'],
  ...['शुरू', 'शुरू करें', 'चालू', 'चालू करें', 'स्टार्ट'],
];

const stops = new Set(STOP.map(folded));
const starts = new Set(START.map(folded));

/** What a whole message says; null: something else, however often it has the word in it. */
export function wishIn(text: string): 'stop' | 'start' | null {
  const word = folded(text);
  if (stops.has(word)) return 'stop';
  return starts.has(word) ? 'start' : null;
}

/** Without case, signs around, and the marks over Arabic letters that few people write. */
function folded(text: string): string {
  return text
    .slice(0, 100)
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u064b-\u065f\u0640]/g, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
