import type { Locale } from '../protocol/wire/fields.ts';
import { LOCALES } from '../protocol/wire/limits.ts';

/**
 * The nearest of our languages to what a browser says: one tag (`ru-RU`) or an Accept-Language header
 * (`de, mn;q=0.8, en;q=0.5`), best first. Unknown and malformed parts are passed over.
 */
export function nearestLocale(tags: string | undefined, fallback: Locale = LOCALES[0]): Locale {
  const wishes = (tags ?? '')
    .slice(0, 500)
    .split(',')
    .map(part => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map(each => each.trim()).find(each => each.startsWith('q='));
      return { language: tag.split(/[-_]/)[0], weight: weight ? Number(weight.slice(2)) : 1 };
    })
    .filter(wish => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wishes) {
    const known = LOCALES.find(each => each === language);
    if (known) return known;
  }
  return fallback;
}
