/** Who is somebody, and what a list shows of them: pure, used by both stores, so that they can not differ (SPEC PE1). */
import type { Card, Contact } from '../../../protocol/contacts.ts';
import type { Person } from '../../../protocol/people.ts';
import { tag } from '../../../protocol/tags.ts';
import { folded, searchablePerson } from '../search/rules.ts';

/** What rooms know of one contact, or of all of one card. */
export interface Figures {
  /** Conversations that are shown, and those in quarantine. */
  talks: number;
  held: number;
  /** When they last said something, ms; null: never. */
  heardAt: number | null;
  purchases: number;
  /** By currency, minor units. */
  spent: Record<string, number>;
  lastPurchaseAt: number | null;
  openComplaints: number;
  /** Where they stand in the funnel, and since when. */
  stage: { id: string; since: number } | null;
}

/**
 * What is known of a card by all rooms. Where it stands is what the root itself does, as the card says it, and only else what somebody
 * does who was joined.
 * @param root what each room knows of its root
 * @param others the same of those who were joined
 */
export function cardFigures(root: readonly Partial<Figures>[], others: readonly Partial<Figures>[]): Figures {
  const all = figuresOf([...root, ...others]);
  return { ...all, stage: figuresOf(root).stage ?? all.stage };
}

/** What is known by all rooms, from what each knows of each of some contacts. */
export function figuresOf(parts: readonly Partial<Figures>[]): Figures {
  const all: Figures = {
    talks: 0,
    held: 0,
    heardAt: null,
    purchases: 0,
    spent: {},
    lastPurchaseAt: null,
    openComplaints: 0,
    stage: null,
  };
  for (const part of parts) {
    all.talks += part.talks ?? 0;
    all.held += part.held ?? 0;
    all.purchases += part.purchases ?? 0;
    all.openComplaints += part.openComplaints ?? 0;
    all.heardAt = later(all.heardAt, part.heardAt);
    all.lastPurchaseAt = later(all.lastPurchaseAt, part.lastPurchaseAt);
    for (const [currency, sum] of Object.entries(part.spent ?? {}))
      all.spent[currency] = (all.spent[currency] ?? 0) + sum;
    if (part.stage && part.stage.since >= (all.stage?.since ?? 0)) all.stage = part.stage;
  }
  return all;
}

function later(one: number | null, other: number | null | undefined): number | null {
  return other === null || other === undefined ? one : Math.max(one ?? other, other);
}

/**
 * The row of a card. Null: it is nobody's. A browser that said nothing and left no name is no person, and neither is who
 * only stands in quarantine (SPEC PE1).
 */
export function personOf(card: Card, figures: Figures): Person | null {
  const { talks, held, heardAt, stage, ...bought } = figures;
  const isKnown = card.name !== '' || card.email !== '' || card.phone !== '' || card.identities.length > 0;
  if (talks === 0 && (held > 0 || !isKnown)) return null;
  const { id, name, callMe, phone, email, locale, timeZone, fields, siteIds, createdAt } = card;
  return {
    ...{ id, name, callMe, phone, email, locale, timeZone, fields, siteIds, ...bought },
    tags: [...new Set(card.tags.map(each => tag.safeParse(each).data ?? each))],
    consents: consentedTo(card.consents),
    stage: stage?.id ?? null,
    firstAt: createdAt,
    lastAt: heardAt,
  };
}

/** Channels by which somebody may be written to for at least one purpose: of each the newest word counts, and "no" wins ties. */
function consentedTo(consents: Card['consents']): string[] {
  const newest = new Map<string, Card['consents'][number]>();
  for (const each of consents) {
    // What only a file says counts for nothing (SPEC IM4).
    if (each.isCarried) continue;
    const key = `${each.channel} ${each.purpose}`;
    const before = newest.get(key);
    if (!before || each.at > before.at || (each.at === before.at && !each.isGiven)) newest.set(key, each);
  }
  const given = [...newest.values()].filter(each => each.isGiven);
  return [...new Set(given.map(each => each.channel))].sort();
}

/** Characters of a name that order it; names that agree so far stand by id. */
const KEY_CHARS = 60;
/** Stands after every letter: who has no name comes last. */
const NAMELESS = '\uffff';

/** What a name is ordered by. */
export function nameKey({ name }: Pick<Person, 'name'>): string {
  return folded(name).trim().slice(0, KEY_CHARS) || NAMELESS;
}

/** What search looks through in a card: all its names, addresses and numbers, and its tags; folded, a line each. */
export function searchableCard({ callMe, tags, identities }: Card, contacts: readonly Contact[]): string {
  const known = identities.map(({ kind, value }) => (kind === 'phone' ? value.replace(/\D/g, '') : value));
  const words = [...contacts.map(searchablePerson), ...[callMe, ...tags, ...known].map(folded)];
  return [...new Set(words.join('\n').split('\n'))].filter(Boolean).join('\n');
}
