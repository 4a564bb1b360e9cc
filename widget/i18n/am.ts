import type { Locale } from '../../protocol/wire/fields.ts';
import type { Messages } from './index.ts';

export const code: Locale = 'am';
export const later = () => import('./later/am.ts');

/** Browsers do not know the hours of Ethiopia. */
export const calendar = () => import('../../protocol/calendar/am.ts');

export default {
  chat: 'ውይይት',
  callback: 'ይደውሉልኝ',
  contact: 'ይጻፉልን',
  booking: 'ቀጠሮ',
  close: 'ይዝጉ',
  sound: 'ድምፅ',
  unread: 'ውይይት፣ {n} አዲስ',
  here: '{name} እዚህ አሉ',
  soon: '{name} እዚህ አሉ፣ በ{time} ገደማ ይመልሳሉ',
  away: 'ለጊዜው የለንም',
  back: '{time} እንመለሳለን',
  until: 'እስከ {time} እንደውላለን',
  write: 'መልእክት ይጻፉ',
  send: 'ይላኩ',
  sending: 'በመላክ ላይ…',
  sent: 'ተልኳል',
  seen: 'ታይቷል',
  failed: 'አልተላከም',
  retry: 'እንደገና ይሞክሩ',
  offline: 'ግንኙነት የለም። የጻፉት ተቀምጧል፣ ሲመለስ ይላካል።',
  later: 'ግንኙነት ሲመለስ ይላካል',
  typing: '{name} እየጻፉ ነው…',
  joined: '{name} ተቀላቅለዋል',
  closed: 'ውይይቱ ተዘግቷል',
  fresh: 'አዳዲስ መልእክቶች',
  name: 'ስምዎ',
  optional: 'ግዴታ አይደለም',
  phone: 'ስልክ ቁጥርዎ',
  country: '{country}፤ ለሌላ አገር በ+ ይጀምሩ',
  when: 'መቼ እንደውል?',
  now: 'አሁን',
  soonest: 'በተቻለ ፍጥነት',
  in: 'በ{time} ገደማ',
  callIn: 'በ{time} ገደማ ይደውሉልኝ',
  callAt: 'ይደውሉልኝ፦ {time}',
  topic: 'ስለ ምንድን ነው?',
  reach: 'ኢሜይል ወይም ስልክ',
  subject: 'ርዕስ',
  message: 'መልእክት',
  thanks: 'እናመሰግናለን፣ ደርሶናል',
  promise: 'እንደውልልዎታለን',
  cancelled: 'ጥሪው ተሰርዟል',
  FIELD_REQUIRED: 'እባክዎ ይሙሉ',
  EMAIL_INVALID: 'አድራሻው አልተሟላም። ምሳሌ፦ name@example.com',
  TEXT_TOO_LONG: 'ይህ በጣም ረጅም ነው፣ ያሳጥሩት',
  CONSENT_REQUIRED: 'እባክዎ መጀመሪያ ይስማሙ',
  wrong: 'አልተሳካም። እባክዎ እንደገና ይሞክሩ',
} satisfies Messages;
