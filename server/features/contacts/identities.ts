/** By what a contact is known: the list beside its name, address and number, kept in step with them. Pure. */
import { domainToASCII } from 'node:url';
import type { Contact, Identity, IdentityName } from '../../../protocol/contacts.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';

/** An address as addresses are compared: in lower case, with its domain in ASCII. */
export function emailKey(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 0) return address.toLowerCase();
  const domain = address.slice(at + 1);
  return `${address.slice(0, at).normalize('NFC').toLowerCase()}@${domainToASCII(domain) || domain.toLowerCase()}`;
}

/** One text for each identity. */
export function identityKey({ kind, scope, value }: IdentityName): string {
  return `${kind} ${scope} ${value}`;
}

/** Digits by which a number is known in whatever form: no two countries' lengths differ behind them. */
const TAIL_DIGITS = 8;

/** The end of a number, or of an account that is one; undefined: it is none. Who shares it is suggested, and never joined. */
export function tailOf({ kind, value }: Pick<Identity, 'kind' | 'value'>): string | undefined {
  return kind === 'phone' || kind === 'whatsapp' ? value.slice(-TAIL_DIGITS) : undefined;
}

/** The name under which the end of a number is looked for. */
export function tailKey(tail: string): string {
  return `tail  ${tail}`;
}

/** Whether an identity can only be one contact's: it was proven, or a program gave it. What is typed is a claim, and families share numbers. */
export function isSole({ kind, isVerified }: Pick<Identity, 'kind' | 'isVerified'>): boolean {
  return isVerified || (kind !== 'phone' && kind !== 'email');
}

/** The kinds whose primary value stands in a field of its own. */
export const REACHES = ['email', 'phone'] as const;
export type ReachKind = (typeof REACHES)[number];

/** A number or address as a name to look for. @param word E.164, or an address as it was written */
export function reachName(kind: ReachKind, word: string): IdentityName {
  return { kind, scope: '', value: kind === 'email' ? emailKey(word) : word };
}

/** With one more, or with what is now known of one that is there: proven stays proven. Of too many the oldest claim goes. */
export function withIdentity(identities: readonly Identity[], added: Identity): Identity[] {
  const key = identityKey(added);
  const known = identities.find(each => identityKey(each) === key);
  const one = known ? { ...known, isVerified: known.isVerified || added.isVerified } : added;
  const next = known ? identities.map(each => (each === known ? one : each)) : [...identities, one];
  const primary = added.isPrimary ? withPrimary(next, one) : next;
  if (primary.length <= LIMITS.identities) return primary;
  const oldest = primary.findIndex(each => !isSole(each) && !each.isPrimary);
  return primary.toSpliced(Math.max(oldest, 0), 1);
}

/** With another one of its kind as the primary one. */
export function withPrimary(identities: readonly Identity[], name: IdentityName): Identity[] {
  const key = identityKey(name);
  return identities.map(each => (each.kind === name.kind ? { ...each, isPrimary: identityKey(each) === key } : each));
}

export function withoutIdentity(identities: readonly Identity[], name: IdentityName): Identity[] {
  const key = identityKey(name);
  return identities.filter(each => identityKey(each) !== key);
}

/**
 * A contact after a change, with its identities, the times of its facts and its version brought up to date.
 * What was corrected or cleared by an agent is no claim any more; what the person typed otherwise stays one.
 * @param before as it was; null: it is new
 */
export function noted(before: Contact | null, after: Contact): Contact {
  const at = after.updatedAt;
  const changedAt = { ...after.changedAt };
  const next = { ...after, changedAt };
  if (after.name !== (before?.name ?? '')) changedAt.name = at;
  for (const kind of REACHES) {
    const [was, is, source] = [before?.[kind] ?? '', after[kind], after.sources[kind] ?? 'typed'];
    const claim = { source, firstAt: at, isVerified: source === 'signed', isPrimary: true };
    if (was !== is) changedAt[kind] = at;
    if (was !== '' && was !== is && (is === '' || source === 'agent')) dropWrong(next, reachName(kind, was), is === '');
    const isNew = was !== is || source !== (before?.sources[kind] ?? 'typed');
    if (is !== '' && (isNew || (claim.isVerified && !isProven(next, kind, is)))) {
      next.identities = withIdentity(next.identities, { ...reachName(kind, is), ...claim });
    }
    const typed = after.typed[kind];
    if (typed && typed !== before?.typed[kind]) {
      const other = { ...claim, source: 'typed', isVerified: false, isPrimary: false } as const;
      next.identities = withIdentity(next.identities, { ...reachName(kind, typed), ...other });
    }
    // Whoever clears one of several has the next one.
    const rest = is === '' && was !== '' ? next.identities.find(each => each.kind === kind) : undefined;
    if (rest) {
      next.identities = withPrimary(next.identities, rest);
      next[kind] = rest.value;
      if (rest.source === 'typed' || rest.source === 'signed' || rest.source === 'agent') {
        next.sources = { ...next.sources, [kind]: rest.source };
      }
    }
  }
  if (after.externalId !== null && after.externalId !== before?.externalId) {
    const name = { kind: 'external', scope: after.siteId ?? '', value: after.externalId } as const;
    next.identities = withIdentity(next.identities, {
      ...name,
      ...{ source: 'signed', firstAt: at, isVerified: true, isPrimary: false },
    });
  }
  const isSame = next.identities === after.identities && sameTimes(changedAt, after.changedAt);
  return isSame ? after : { ...next, version: (before ?? after).version + 1 };
}

function isProven({ identities }: Contact, kind: ReachKind, word: string): boolean {
  const key = identityKey(reachName(kind, word));
  return identities.some(each => each.isVerified && identityKey(each) === key);
}

function dropWrong(next: Contact, name: IdentityName, isCleared: boolean): void {
  const wrong = next.identities.find(each => identityKey(each) === identityKey(name));
  // What is proven is theirs, whatever they are to be written by.
  if (wrong && (isCleared || !wrong.isVerified)) next.identities = withoutIdentity(next.identities, wrong);
}

function sameTimes(a: Contact['changedAt'], b: Contact['changedAt']): boolean {
  return Object.keys(a).every(fact => a[fact] === b[fact]);
}
