import type { Locale } from '../../protocol/wire/fields.ts';
import { t } from './words/index.ts';

const NAMES = {
  en: 'languageEn',
  ru: 'languageRu',
  mn: 'languageMn',
  ar: 'languageAr',
  am: 'languageAm',
  hi: 'languageHi',
} as const satisfies Record<Locale, string>;

/** The name of a person's language in the agent's. `Intl.DisplayNames` has no Mongolian in Chromium. */
export function languageName(locale: Locale): string {
  return t(NAMES[locale]);
}
