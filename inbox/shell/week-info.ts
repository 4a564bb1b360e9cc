import { currentTag } from './locale.ts';

/** Days are 1 for Monday to 7 for Sunday, as ISO 8601 counts. */
interface WeekInfo {
  firstDay: number;
  weekend: readonly number[];
}

/** Where the browser does not say. */
const MOST: WeekInfo = { firstDay: 1, weekend: [6, 7] };

/** On which day a week begins where the reader is, and on which days few shops are open: in Cairo on Saturday, and on Friday and Saturday. */
export function weekInfo(): WeekInfo {
  const locale: Intl.Locale & { getWeekInfo?(): WeekInfo; weekInfo?: WeekInfo } = new Intl.Locale(currentTag());
  return locale.getWeekInfo?.() ?? locale.weekInfo ?? MOST;
}
