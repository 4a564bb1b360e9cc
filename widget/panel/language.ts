/** The language that the panel speaks now. Whoever draws watches it at the top, so everything below is drawn with it. */
import { type DateWords, formatTag } from '../../protocol/calendar/date-words.ts';
import type { Locale } from '../../protocol/wire/fields.ts';
import type { LaterMessages, Messages, Words } from '../i18n/index.ts';
import { tryChunk } from './chunks.ts';
import { createLazy, type Lazy } from './lazy.ts';
import { createValue } from './value.ts';

interface Language {
  code: Locale;
  /** The panel's words, by key. */
  t: Messages;
  /** The words of what is loaded later, in a file of their own: the first click does not wait for them. */
  later: Lazy<{ default: LaterMessages }>;
  /** For `Intl`: the visitor's own variant of the language. */
  tag: string;
  /** `Intl`, or what stands in for it. */
  intl: DateWords;
  /** What was made of it for this language, by its options (times.ts). */
  made: Record<string, unknown>;
}

export const language = createValue({} as Language);

/** The panel's words in that language. */
export const words = (): Messages => language.now.t;

/** Those of what is loaded later, once they are there. */
export function laterWords(): LaterMessages | undefined {
  const { later } = language.now;
  later.load();
  return later.loaded.now.chunk?.default;
}

export async function speak({ code, default: t, later: load, calendar }: Words): Promise<void> {
  const later = createLazy(`later-${code}`, load);
  later.loaded.watchers.add(() => language.change({}));
  language.change({ code, t, later, tag: formatTag(code, navigator.languages), intl: Intl, made: {} });
  const standIn = calendar && (await tryChunk(`calendar-${code}`, calendar));
  if (standIn && language.now.code === code) language.change({ intl: standIn.default, made: {} });
}
