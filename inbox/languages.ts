import type { Locale } from '../protocol/wire/fields.ts';
import { type TextKey, t } from './i18n/index.ts';

const NAMES: Record<Locale, TextKey> = {
  en: 'languageEn',
  ru: 'languageRu',
  mn: 'languageMn',
  ar: 'languageAr',
  am: 'languageAm',
  hi: 'languageHi',
};

/** The name of a person's language in the agent's. `Intl.DisplayNames` has no Mongolian in Chromium. */
export function languageName(locale: Locale): string {
  return t(NAMES[locale]);
}
