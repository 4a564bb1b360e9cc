import type { Agent, Me } from '../../protocol/agents.ts';
import { ANSWER_DEFAULTS } from '../../protocol/answers.ts';
import type { Callback } from '../../protocol/callbacks.ts';
import type { Contact, ContactSummary } from '../../protocol/contacts.ts';
import type { Conversation, ConversationDetail } from '../../protocol/conversations.ts';
import type { Entry, EntryBody } from '../../protocol/entries.ts';
import { LADDER_DEFAULTS } from '../../protocol/ladder.ts';
import { SITE_NOTICE_DEFAULTS } from '../../protocol/notices.ts';
import { FIRST_RETENTION } from '../../protocol/privacy.ts';
import { RATING_DEFAULTS } from '../../protocol/ratings.ts';
import { ROUTING_DEFAULTS } from '../../protocol/routing.ts';
import type { Site } from '../../protocol/sites.ts';
import { SPAM_DEFAULTS } from '../../protocol/spam.ts';
import type { ViewCounts } from '../../protocol/views.ts';
import type { Visitor } from '../../protocol/visitors.ts';
import { NOTHING_KNOWN } from '../../server/features/contacts/rules.ts';

/** The beginning of these tests' time: a Tuesday, 24 November 2026, 06:00 UTC. */
export const START = Date.UTC(2026, 10, 24, 6);

export function agent(change: Partial<Agent> = {}): Agent {
  return {
    id: 'sarnai',
    email: 'sarnai@example.com',
    name: 'Sarnai',
    role: 'owner',
    locale: 'en',
    capacity: 6,
    letterCapacity: null,
    languages: [],
    isDisabled: false,
    siteIds: null,
    hasFactor: false,
    createdAt: START,
    ...change,
  };
}

export const me = (): Me => ({
  agent: agent(),
  sessionId: 's1',
  peopleColumns: null,
  hasMail: false,
  switches: { customers: false, telephone: false, booking: false, loyalty: false },
  needsFactor: false,
  untrustedProxy: null,
  toMend: 0,
});

/** What the conversation `id` says of its person. */
export function contactSummary(id: string, name = id): ContactSummary {
  return { id: `contact of ${id}`, name, email: '', phone: '', locale: 'mn', timeZone: 'Asia/Ulaanbaatar' };
}

export function conversation(id: string, change: Partial<Conversation> = {}): Conversation {
  return {
    id,
    siteId: 'site',
    contact: contactSummary(id),
    visitorId: `visitor of ${id}`,
    status: 'open',
    assigneeId: 'sarnai',
    lastSeq: 1,
    lastVisitorSeq: 1,
    lastVisibleSeq: 1,
    agentReadSeq: 0,
    visitorReadSeq: 1,
    waitingSince: null,
    callbackAt: null,
    channels: ['chat'],
    tags: [],
    preview: { text: 'Hello', author: 'visitor', kind: 'message' },
    createdAt: START,
    updatedAt: START,
    ...change,
  };
}

export function entry(seq: number, change: Partial<Omit<Entry, 'body'>> & { body?: EntryBody } = {}): Entry {
  return {
    conversationId: 'a',
    seq,
    clientId: null,
    author: { kind: 'visitor' },
    body: { kind: 'message', text: `words ${seq}` },
    createdAt: START + seq * 1000,
    ...change,
  };
}

export function callback(id: string, change: Partial<Callback> = {}): Callback {
  return {
    id,
    siteId: 'site',
    conversationId: 'a',
    seq: 1,
    phone: '+97699112233',
    name: 'Bolormaa',
    topic: 'a wedding',
    isAsap: false,
    startAt: START,
    endAt: START + 15 * 60_000,
    timeZone: 'Asia/Ulaanbaatar',
    status: 'pending',
    ringing: null,
    attempts: [],
    createdAt: START,
    ...change,
  };
}

export function detail(of: Conversation, entries: Entry[]): ConversationDetail {
  const contact: Contact = {
    ...NOTHING_KNOWN,
    ...of.contact,
    card: of.contact.card ?? null,
    siteId: of.siteId,
    externalId: null,
    isVerified: false,
    sources: {},
    typed: {},
    attributes: {},
    createdAt: START,
    updatedAt: START,
  };
  const visitor: Visitor = {
    id: of.visitorId!,
    siteId: of.siteId,
    contactId: of.contact.id,
    conversationId: of.id,
    userAgent: '',
    referrer: '',
    trail: [],
    createdAt: START,
    seenAt: START,
  };
  return {
    conversation: of,
    contact,
    visitor,
    entries,
    hasEarlier: (entries[0]?.seq ?? 1) > 1,
    callbacks: [],
    related: [],
    isVisitorHere: false,
  };
}

export const COUNTS: ViewCounts = {
  mine: 0,
  unassigned: 0,
  all: 0,
  callbacks: 0,
  snoozed: 0,
  quarantine: 0,
  mineUnread: 0,
};

export function site(change: Partial<Site> = {}): Site {
  return {
    id: 'site',
    key: 'altan',
    name: 'Altan Flowers',
    origins: ['https://altan.example'],
    channels: ['chat', 'callback', 'form'],
    accent: '#0b6b57',
    locale: 'mn',
    timeZone: 'Asia/Ulaanbaatar',
    hours: null,
    callHours: 'chat',
    days: [],
    texts: {},
    callbacksPerSlot: 2,
    slotMinutes: 30,
    leadMinutes: 0,
    horizonDays: 7,
    callMinutes: 5,
    callRetries: [10, 60, 'morning'],
    asapMinutes: 15,
    retention: FIRST_RETENTION,
    spam: SPAM_DEFAULTS,
    ladder: LADDER_DEFAULTS,
    routing: ROUTING_DEFAULTS,
    rating: RATING_DEFAULTS,
    answersByMail: ANSWER_DEFAULTS,
    notices: SITE_NOTICE_DEFAULTS,
    keepsQueries: false,
    files: null,
    createdAt: START,
    ...change,
  };
}
