/** The language that the panel speaks now. */
import type { Locale } from '../protocol/wire/fields.ts';
import { formatTag, type Messages } from './i18n/index.ts';
import type { DateWords, Words } from './options.ts';

export let code: Locale;
export let t: Messages;
/** For `Intl`: the visitor's own variant of the language. */
export let tag: string;
export let intl: DateWords;

export function speak(words: Words): void {
  code = words.code;
  t = words.default;
  intl = words.intl || Intl;
  tag = formatTag(code, navigator.languages);
}
