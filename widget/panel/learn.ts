/** Another language than the panel began with: a page that wants one says so after it has come. */
import type { Locale } from '../../protocol/wire/fields.ts';
import type { Words } from '../i18n/index.ts';
import { tryChunk } from './chunks.ts';
import { language, speak } from './language.ts';

const LOCALES: Partial<Record<string, () => Promise<Words>>> = {
  en: () => import('../i18n/en.ts'),
  ru: () => import('../i18n/ru.ts'),
  mn: () => import('../i18n/mn.ts'),
  ar: () => import('../i18n/ar.ts'),
  am: () => import('../i18n/am.ts'),
  hi: () => import('../i18n/hi.ts'),
} satisfies Record<Locale, () => Promise<Words>>;

/** Speaks the language of a tag such as `mn-MN` once its words are there. One that we do not speak changes nothing. */
export async function learn(tag = ''): Promise<void> {
  const locale = tag.split('-')[0]!;
  const load = LOCALES[locale];
  if (!load || locale === language.now.code) return;
  const its = await tryChunk(locale, load);
  if (its) await speak(its);
}
