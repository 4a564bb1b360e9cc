/** On which day weeks begin, as people count them where their language is spoken. */
import { currentTag } from '../../shell/locale.ts';

/** Browsers have it as a method, as a value, or not at all yet. */
interface KnowsWeeks {
  getWeekInfo?(): { firstDay: number };
  weekInfo?: { firstDay: number };
}

/** Where weeks begin on Saturday, and on Sunday, by the CLDR: for browsers that do not know it. Elsewhere it is Monday. */
const SATURDAY = 'AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY';
const SUNDAY =
  'AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW';

/** @param tag of a language, such as `ar-EG` @returns 1 for Monday to 7 for Sunday */
export function firstWeekday(tag: string): number {
  const locale = new Intl.Locale(tag);
  const known = locale as KnowsWeeks;
  return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? firstDayThere(locale.maximize().region ?? '');
}

function firstDayThere(region: string): number {
  if (region === '') return 1;
  if (SATURDAY.includes(region)) return 6;
  return SUNDAY.includes(region) ? 7 : 1;
}

/** For the agent who looks. */
export function ownFirstWeekday(): number {
  return firstWeekday(currentTag());
}
