import type { CardAnswer } from '../../../../../protocol/cards.ts';
import type { Card, Identity, Merge } from '../../../../../protocol/contacts.ts';
import { START } from '../../../fixtures.ts';

export const DAY = 24 * 3_600_000;

export function identity(change: Partial<Identity> & Pick<Identity, 'kind' | 'value'>): Identity {
  return { scope: '', source: 'typed', firstAt: START, isVerified: false, isPrimary: false, ...change };
}

/** Two were put together because both left the same number. */
export const BY_NUMBER: Merge = {
  ...{ id: 'm1', winnerId: 'bolormaa', loserId: 'guest', reason: 'number', isVerified: false, choices: {}, by: null },
  at: START - DAY,
};

/** Bolormaa, of whom much is known. */
export function card(change: Partial<Card> = {}): Card {
  return {
    ...{ id: 'bolormaa', siteId: 'site', name: 'Bolormaa', callMe: 'Bolor', email: 'b@x.example' },
    ...{ phone: '+97699112233', birthday: '--03-14', tags: ['wedding'], fields: {}, externalId: null },
    identities: [
      identity({ kind: 'phone', value: '+97699112233', source: 'call', isVerified: true, isPrimary: true }),
      identity({ kind: 'phone', value: '+97688110022' }),
      identity({ kind: 'email', value: 'b@x.example', isPrimary: true }),
    ],
    addresses: [{ label: '', text: 'Zaisan, tower 3' }],
    notes: [{ id: 'n1', text: 'No lilies', by: { id: 'temuulen', name: 'Temuulen' }, at: START - 40 * DAY }],
    consents: [],
    ...{ isVerified: false, sources: {}, typed: {}, changedAt: {}, attributes: {}, locale: 'mn' },
    ...{ timeZone: 'Asia/Ulaanbaatar', mergedInto: null, card: null, version: 3 },
    ...{ createdAt: START - 800 * DAY, updatedAt: START, ids: ['bolormaa'], siteIds: ['site'], merges: [] },
    ...change,
  };
}

export function answerOf(change: Partial<CardAnswer> = {}): CardAnswer {
  return {
    card: card(),
    since: START - 800 * DAY,
    heardAt: START - 21 * DAY,
    conversationId: 'a',
    promises: [],
    hints: [],
    glances: {},
    suggestions: 0,
    ...change,
  };
}

/** All rooms keep something of her. */
export const GLANCES: CardAnswer['glances'] = {
  purchases: {
    count: 14,
    sums: [{ currency: 'MNT', total: 112_000_000, count: 14 }],
    firstAt: START - 740 * DAY,
    last: { at: START - 16 * DAY, currency: 'MNT', total: 4_500_000, lines: [{ name: 'tulips' }] },
    usual: 'peonies',
  },
  complaints: {
    open: 1,
    complaints: [{ about: { name: 'late delivery' }, asked: '', createdAt: START - 2 * DAY, untilAt: null }],
  },
  stage: { stage: { id: 'regular', kind: 'won', name: '' }, since: START - 100 * DAY },
};
