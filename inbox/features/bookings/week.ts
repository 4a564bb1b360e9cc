/** On which day weeks begin, as people count them where their language is spoken. */
import { currentTag } from '../../shell/locale.ts';

/** Browsers have it as a method, or not yet. */
interface KnowsWeeks extends Pick<Intl.Locale, 'language'> {
  getWeekInfo?(): { firstDay: number };
}

/** For browsers that do not know it: where most speak it. Elsewhere it is Monday. */
const ELSE: Record<string, number> = { ar: 6, am: 7, hi: 7 };

/** For the agent who looks. @returns 1 for Monday to 7 for Sunday */
export function firstWeekday(): number {
  const locale: KnowsWeeks = new Intl.Locale(currentTag());
  return locale.getWeekInfo?.().firstDay ?? ELSE[locale.language] ?? 1;
}
