/** The words of this chunk, each language in a file of its own. */
import type { Locale } from '../../../protocol/wire/fields.ts';
import type en from '../../i18n/waiting/en.ts';
import { language } from '../../panel/language.ts';
import { createLazy, type Lazy } from '../../panel/lazy.ts';

type Words = Record<keyof typeof en, string>;

const FILES: Record<Locale, () => Promise<{ default: Words }>> = {
  en: () => import('../../i18n/waiting/en.ts'),
  ru: () => import('../../i18n/waiting/ru.ts'),
  mn: () => import('../../i18n/waiting/mn.ts'),
  ar: () => import('../../i18n/waiting/ar.ts'),
  am: () => import('../../i18n/waiting/am.ts'),
  hi: () => import('../../i18n/waiting/hi.ts'),
};

const lazies: Partial<Record<Locale, Lazy<{ default: Words }>>> = {};

/** Undefined until they are there; then what watches the language is drawn anew. */
export function waitingWords(): Words | undefined {
  const { code } = language.now;
  if (!lazies[code]) {
    const made = createLazy(`waiting-${code}`, FILES[code]);
    made.loaded.watchers.add(() => language.change({}));
    lazies[code] = made;
  }
  lazies[code].load();
  return lazies[code].loaded.now.chunk?.default;
}
