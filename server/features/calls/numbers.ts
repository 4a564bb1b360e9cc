/** Numbers as telephone systems write them. Pure. */
import { LIMITS } from '../../../protocol/wire/limits.ts';
import type { PhoneHints } from '../contacts/home.ts';
import { asciiDigits, withoutMarks } from '../contacts/marks.ts';
import { readPhone } from '../contacts/phones.ts';

/** The other's number. */
export interface CallNumber {
  /** E.164; empty: it is hidden, or none that can be rung, such as an extension. */
  number: string;
  /** As it came, for people to read; empty: it is hidden. */
  shownNumber: string;
}

/** What stands for a number that is not to be known. `anonymous` and its kin: RFC 3323; the others are those of switches. */
const HIDDEN =
  /^(?:anonymous|anonymous\.invalid|unknown|<unknown>|private|restricted|withheld|unavailable|suppressed|hidden|blocked|null|undefined|none|asterisk|-+|0+)?$/i;
/** Whole digits without a plus, as E.164 has at most fifteen; shorter ones are somebody's extension. */
const WHOLE = /^[1-9]\d{8,14}$/;

/**
 * Reads the other's number of a call (SPEC CL5). One of a person at hand: no short one, and no hidden one, is anybody's.
 * @param said a number, a `sip:` or `tel:` address, or one of the words for a hidden one
 * @param hints.isWhole the telephone system writes numbers with their country and without a plus
 */
export function readCallNumber(
  said: string,
  { isWhole = false, ...hints }: PhoneHints & { isWhole?: boolean },
): CallNumber {
  const text = asciiDigits(withoutMarks(withoutAddress(said.slice(0, 300)))).trim();
  if (HIDDEN.test(text)) return { number: '', shownNumber: '' };
  const shownNumber = text.replace(/[\p{Cc}\s]+/gu, ' ').slice(0, LIMITS.phoneChars);
  const read = (isWhole && WHOLE.test(text) ? readPhone(`+${text}`, hints) : null) ?? readPhone(text, hints);
  return { number: read?.number ?? '', shownNumber };
}

/** `"Bat" <sip:+97699112233@pbx.example;user=phone>`: the part that is a number. */
function withoutAddress(said: string): string {
  const inside = /<\s*((?:sips?|tel):[^<>]*)>/i.exec(said)?.[1] ?? said.trim();
  if (!/^(?:sips?|tel):/i.test(inside)) return inside;
  const bare = inside.replace(/^(?:sips?|tel):(?:\/\/)?/i, '').replace(/[;?].*$/s, '');
  return bare.replace(/@.*$/s, '').replace(/%2B/gi, '+').replace(/%20/g, ' ');
}
