/** Mail addresses as people write them. Pure. */
import { isEmail } from '../../../protocol/emails.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { withoutMarks } from './marks.ts';

/** An address to write to, and whether the text says more than it: another address, a name. */
export interface ReadEmail {
  address: string;
  saysMore: boolean;
}

/** A field may hold several addresses with names; what is longer is a text, and not worth the search. */
const MAX_CHARS = 4 * LIMITS.emailChars;

/**
 * The first address in a text, or null. Marks that can not be seen, no-break spaces, `mailto:` and a full stop behind it
 * are taken off; `Ann <ann@example.com>` and lists of addresses are read. A list with anything else in it is a typing
 * mistake: "ann,lee@example.com" must not become somebody else's address.
 */
export function readEmail(typed: string): ReadEmail | null {
  if (typed.length > MAX_CHARS) return null;
  const whole = bare(withoutSpaces(typed));
  if (isEmail(whole)) return { address: whole, saysMore: false };
  const text = bare(typed);
  const named = inAngles(text);
  if (named !== null) return isEmail(named) ? { address: named, saysMore: true } : null;
  const listed = text
    .split(/[,;|/\n]+/)
    .filter(part => part.trim() !== '')
    .flatMap(part => inAngles(part.trim()) ?? part.trim().split(/\s+/).map(bare));
  if (listed.length < 2 || !listed.every(each => each.includes('@'))) return null;
  const address = listed.find(isEmail);
  return address === undefined ? null : { address, saysMore: true };
}

/** No address has a space that does not break: such ones come with copying. Plain ones may be typing mistakes, and stay. */
function withoutSpaces(typed: string): string {
  return typed.replace(/[\u00a0\u2007\u202f]/g, '');
}

function bare(typed: string): string {
  return withoutQuestion(withoutMarks(typed).replace(/^mailto:/i, ''))
    .replace(/＠/g, '@')
    .replace(/(?<![\s.,;])[\s.,;]+$/, '');
}

/** What a `mailto:` link says beside its address: `?subject=…`, to the end of the text. */
function withoutQuestion(text: string): string {
  const at = text.indexOf('@');
  const asked = text.slice(at).search(/\?(?:subject|body|cc|bcc)=/i);
  const begins = at + asked;
  return at < 0 || asked < 0 || text.includes('\n', begins) ? text : text.slice(0, begins);
}

/** `Ann Lee <ann@example.com>` */
function inAngles(text: string): string | null {
  return /^[^<>@]*<([^<>]+)>$/.exec(text)?.[1]?.trim() ?? null;
}
