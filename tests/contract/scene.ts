import type { Agent } from '../../protocol/agents.ts';
import { ANSWER_DEFAULTS } from '../../protocol/answers.ts';
import type { Contact } from '../../protocol/contacts.ts';
import type { Author, Entry, EntryBody } from '../../protocol/entries.ts';
import { LADDER_DEFAULTS } from '../../protocol/ladder.ts';
import { SITE_NOTICE_DEFAULTS } from '../../protocol/notices.ts';
import { FIRST_RETENTION } from '../../protocol/privacy.ts';
import { RATING_DEFAULTS } from '../../protocol/ratings.ts';
import { ROUTING_DEFAULTS } from '../../protocol/routing.ts';
import type { SiteSettings } from '../../protocol/sites.ts';
import { SPAM_DEFAULTS } from '../../protocol/spam.ts';
import type { Visitor } from '../../protocol/visitors.ts';
import type { Locale } from '../../protocol/wire/fields.ts';
import type { AgentRecord } from '../../server/features/agents/store.ts';
import { newContact } from '../../server/features/contacts/rules.ts';
import type { ContactWords } from '../../server/features/contacts/store.ts';
import type { AcceptedSubmission } from '../../server/features/conversations/store.ts';
import type { SiteRecord } from '../../server/features/sites/store.ts';
import type { WebhookRecord } from '../../server/features/webhooks/store.ts';
import type { DeliveryRecord } from '../../server/outbox/store.ts';
import type { Store } from '../../server/store/store.ts';
import type { Sent } from '../../server/store/written.ts';

/** A moment to count from: tests never read a clock. */
export const NOON = Date.UTC(2025, 5, 2, 12);
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** Numbers that were asked to be rung: a number is promised few calls. */
let rung = 0;
let made = 0;
/** An id that no other test has. */
export function newId(kind: string): string {
  made += 1;
  return `${kind}-${String(made).padStart(6, '0')}`;
}

const OPEN_SITE: SiteSettings = {
  name: 'Bakery',
  origins: ['*'],
  channels: ['chat', 'callback', 'form'],
  accent: '#0b6b57',
  locale: 'en',
  timeZone: 'UTC',
  hours: null,
  callHours: 'chat',
  days: [],
  texts: {},
  answersByMail: ANSWER_DEFAULTS,
  callbacksPerSlot: 2,
  slotMinutes: 30,
  leadMinutes: 0,
  horizonDays: 7,
  callMinutes: 5,
  callRetries: [10, 60, 'morning'],
  asapMinutes: 15,
  retention: FIRST_RETENTION,
  keepsQueries: false,
  spam: SPAM_DEFAULTS,
  ladder: LADDER_DEFAULTS,
  routing: ROUTING_DEFAULTS,
  rating: RATING_DEFAULTS,
  notices: SITE_NOTICE_DEFAULTS,
  files: null,
};

export function newSite(settings: Partial<SiteRecord> = {}): SiteRecord {
  const id = newId('site');
  const own = {
    id,
    key: `key-${id}`,
    createdAt: NOON,
    identitySecret: `secret-${id}`,
    holidays: null,
    script: null,
    bot: null,
  };
  return { ...OPEN_SITE, ...own, ...settings };
}

export function newAgent(fields: Partial<AgentRecord> = {}): AgentRecord {
  const id = newId('agent');
  const agent = {
    id,
    email: `${id}@shop.example`,
    name: `Agent ${id}`,
    role: 'agent' as const,
    locale: 'en' as const,
    capacity: 5,
    letterCapacity: null,
    languages: [],
    isDisabled: false,
    siteIds: null,
    createdAt: NOON,
  };
  return { ...agent, passwordHash: 'hash', factor: null, peopleColumns: null, ...fields };
}

/** A webhook that is told everything, unless `fields` say otherwise. */
export function newWebhook(siteId: string | null, fields: Partial<WebhookRecord> = {}): WebhookRecord {
  return {
    id: newId('webhook'),
    siteId,
    url: 'https://crm.example/hook',
    events: ['entry.added', 'conversation.changed', 'callback.changed'],
    isDisabled: false,
    secrets: [{ sealed: 'v1.sealed', endsAt: null }],
    createdAt: NOON,
    ...fields,
  };
}

/** What is to leave by another way than a webhook. */
export function newDelivery(fields: Partial<DeliveryRecord> = {}): DeliveryRecord {
  const at = fields.createdAt ?? NOON;
  const id = newId('delivery');
  const where = { kind: 'mail' as const, target: 'gateway', siteId: 'site', conversationId: null };
  const how = { attempts: 0, dueAt: at, since: at, createdAt: at, isDead: false, problem: '' };
  return { id, ...where, event: 'notice', payload: '{}', ...how, ...fields };
}

/** Somebody whom a program knows, of no site. @returns the id of their contact; of one who is there already the same */
export async function person(store: Store, id = newId('contact')): Promise<string> {
  const known = { kind: 'external', scope: 'tests', value: id, source: 'api', firstAt: NOON } as const;
  const made = newContact({ id, siteId: null, locale: 'en', timeZone: 'UTC' }, NOON);
  const identities = [{ ...known, isVerified: true, isPrimary: false }];
  return (await store.contacts.resolve({ identities, name: '', newContact: made, at: NOON })).contact.id;
}

type CallbackChange = Partial<Parameters<Store['callbacks']['change']>[0]>;

/**
 * One site with its people, so that a test reads as a dialogue: `await scene.say(ann, 'Hello')`.
 * Its clock moves one second with each thing that is said.
 */
export async function setScene(store: Store, settings: Partial<SiteRecord> = {}) {
  const site = newSite(settings);
  await store.sites.save(site);
  let now = NOON;
  const tick = () => {
    now += 1000;
    return now;
  };

  async function visitor(words: ContactWords & { locale?: Locale } = {}, name = newId('visitor')): Promise<Visitor> {
    const at = tick();
    const known = { id: `contact-of-${name}`, siteId: site.id, locale: 'en', timeZone: 'UTC' } as const;
    const contact: Contact = { ...newContact(known, at), ...words };
    const made: Visitor = {
      id: name,
      siteId: site.id,
      contactId: contact.id,
      conversationId: null,
      userAgent: 'Test/1.0',
      referrer: '',
      trail: [],
      createdAt: at,
      seenAt: at,
    };
    await store.visitors.create({ ...made, tokenHash: `hash-${made.id}` }, contact);
    return made;
  }

  /** What a visitor sends, before it is sent; `extra` overrides any part. */
  function submission(
    from: Visitor,
    body: AcceptedSubmission['body'],
    extra: Partial<AcceptedSubmission> = {},
  ): AcceptedSubmission {
    return {
      siteId: site.id,
      visitorId: from.id,
      clientId: newId('client'),
      fingerprint: `print:${JSON.stringify(body)}`,
      body,
      words: {},
      newConversationId: newId('conversation'),
      callbacksPerSlot: site.callbacksPerSlot,
      at: tick(),
      ...extra,
    };
  }

  function callbackBody(window: Partial<Extract<EntryBody, { kind: 'callback' }>> = {}) {
    const startAt = window.startAt ?? NOON + DAY;
    return {
      kind: 'callback' as const,
      callbackId: newId('callback'),
      phone: `+97699${String(++rung).padStart(6, '0')}`,
      name: 'Ann',
      topic: 'An order',
      isAsap: false,
      startAt,
      endAt: startAt + 15 * MINUTE,
      timeZone: 'Asia/Ulaanbaatar',
      ...window,
    };
  }

  function formBody(fields: Partial<Extract<EntryBody, { kind: 'form' }>> = {}) {
    return { kind: 'form' as const, name: '', email: '', phone: '', subject: '', message: 'A question', ...fields };
  }

  return {
    store,
    site,
    tick,
    visitor,
    submission,
    callbackBody,
    formBody,
    say: (from: Visitor, text: string, extra: Partial<AcceptedSubmission> = {}) =>
      store.conversations.submit(submission(from, { kind: 'message', text }, extra)),
    ask: (from: Visitor, window: Parameters<typeof callbackBody>[0] = {}, extra: Partial<AcceptedSubmission> = {}) =>
      store.conversations.submit(submission(from, callbackBody(window), extra)),
    fill: (from: Visitor, fields: Parameters<typeof formBody>[0] = {}, extra: Partial<AcceptedSubmission> = {}) =>
      store.conversations.submit(submission(from, formBody(fields), extra)),
    reply: (
      conversationId: string,
      text: string,
      extra: { kind?: 'message' | 'note'; clientId?: string; fingerprint?: string; author?: Author } = {},
    ) =>
      store.conversations.append({
        conversationId,
        clientId: extra.clientId ?? newId('client'),
        fingerprint: extra.fingerprint ?? `print:${text}`,
        author: extra.author ?? BELLA,
        body: { kind: extra.kind ?? 'message', text },
        at: tick(),
      }),
    /** Changes a callback as Bella, unless `author` says otherwise. */
    change: (callbackId: string, what: CallbackChange) => {
      const { attempt, window } = what;
      return store.callbacks.change({
        callbackId,
        clientId: newId('client'),
        fingerprint: `print:${JSON.stringify({ attempt, window })}`,
        author: BELLA,
        at: tick(),
        ...what,
      });
    },
    /** As the server does it, or with `sent` as Bella's client does. */
    assign: (conversationId: string, to: Pick<Agent, 'id' | 'name'> | null, from?: string | null, sent?: Sent) =>
      store.conversations.assign({
        conversationId,
        from,
        to: to && { id: to.id, name: to.name },
        author: BELLA,
        sent,
        at: tick(),
      }),
    close: (conversationId: string, sent?: Sent) =>
      store.conversations.setStatus({ conversationId, status: 'closed', author: BELLA, sent, at: tick() }),
    reopen: (conversationId: string, sent?: Sent) =>
      store.conversations.setStatus({ conversationId, status: 'open', author: BELLA, sent, at: tick() }),
  };
}

/** What a client sends for the first time, and sends again. */
export function newSent(content: string, clientId = newId('client')): Sent {
  return { clientId, fingerprint: `print:${content}` };
}

/** The agent who speaks when it does not matter who. */
export const BELLA = { kind: 'agent', id: 'bella', name: 'Bella' } as const;

export const texts = (entries: Entry[]) =>
  entries.map(each => (each.body.kind === 'message' ? each.body.text : each.body.kind));
export const numbers = (entries: Entry[]) => entries.map(each => each.seq);
/** 1, 2, 3 … last. */
export const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

/** Forgets everybody who never spoke and was not seen since, on every site. */
export async function forgetSilent(store: Store, before: number): Promise<void> {
  for (const { id: siteId } of await store.sites.all()) {
    while ((await store.privacy.expire({ siteId, kind: 'contacts', before, limit: 100 })).count > 0);
  }
}

/** What a first start does with what waits already, in the smallest steps. */
export async function ladderForAll(store: Store): Promise<void> {
  while ((await store.ladder.takeUpWords({ at: NOON + DAY, limit: 1 })) === 1);
  for (let after: string | null = ''; after !== null; ) {
    after = await store.ladder.takeUpCalls({ after, at: NOON + DAY, limit: 1 });
  }
}
