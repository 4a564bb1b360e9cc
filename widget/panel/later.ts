/** The words of what is loaded later: in a file of their own for each language, so that the first click does not wait for them. */
import type { LaterMessages, Words } from '../i18n/index.ts';
import { tryChunk } from './chunks.ts';
import { language } from './language.ts';
import { createValue } from './value.ts';

/** Those that are there, perhaps still of the language before. What draws them watches this. */
export const later = createValue<{ t?: LaterMessages }>({});

let asked: Words['later'] | undefined;

/** The words, once they are there; asks for them in the panel's language where they are not. */
export function laterWords(): LaterMessages | undefined {
  ask();
  return later.now.t;
}

async function ask() {
  const { code, later: load } = language.now;
  if (asked === load) return;
  asked = load;
  const its = await tryChunk(`later-${code}`, load);
  if (asked !== load) return;
  if (its) later.change({ t: its.default });
  else asked = undefined;
}
