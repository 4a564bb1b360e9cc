/** The language that the panel speaks now. */
import type { Locale } from '../protocol/entities.ts';
import { formatTag, type Messages } from './i18n/index.ts';
import type { Words } from './options.ts';

export let code: Locale;
export let t: Messages;
/** For `Intl`: the visitor's own variant of the language. */
export let tag: string;

export function speak(words: Words): void {
  code = words.code;
  t = words.default;
  tag = formatTag(code, navigator.languages);
}
