import { Agent, get } from 'node:http';
import { newContact } from '../../server/features/contacts/rules.ts';
import { newSite } from '../../server/features/sites/rules.ts';
import { openStore } from '../../server/store/open.ts';
import type { Store } from '../../server/store/store.ts';
import { chance } from '../helpers/chance.ts';
import { type Child, startChild } from './child.ts';
import { count, type Row } from './row.ts';
import { queriesOf, SCRIPTS, textOf } from './search-words.ts';

const PER_CONVERSATION = 10;
const PER_STEP = 1_000;
const ROUNDS = 3;
const GOAL_MS = 100;
/** Of the texts, so that each run looks for the same in the same. */
const SEED = 2_026;
/** One conversation in so many is of the second site, and as many are in quarantine. */
const SELDOM = 1_000;
const FIRST_AT = Date.UTC(2026, 0, 1);
const NAMES = ['Болор', 'سارة', 'አልማዝ', 'प्रिया', 'Ирина', 'Oyuun'];

/** How long agents wait for what they look for among so many entries, in each script. */
export async function searchRows(store: string, databaseUrl: string, entries: number): Promise<Row[]> {
  await fillForSearch(databaseUrl, entries);
  return lookFor(store, databaseUrl, entries);
}

/** By the store's own verbs, until search has all words. */
async function fillForSearch(databaseUrl: string, entries: number): Promise<void> {
  const store = await openStore(databaseUrl);
  const random = chance(0, SEED);
  const people = entries / PER_CONVERSATION;
  for (const id of ['large', 'small'])
    await store.sites.save(newSite({ id, key: id, name: id, origins: ['*'], at: FIRST_AT }));
  for (let from = 0; from < entries; from += PER_STEP) {
    const some = Array.from({ length: PER_STEP }, async (_, place) => {
      const at = FIRST_AT + (from + place) * 1_000;
      const n = (from + place) % people;
      if (from < people) await come(store, n, at);
      await store.conversations.submit({
        siteId: siteOf(n),
        visitorId: `visitor-${n}`,
        clientId: `${at.toString(36)}-of-the-measure`,
        fingerprint: 'f'.repeat(43),
        body: { kind: 'message', text: textOf(SCRIPTS[n % SCRIPTS.length]!, random) },
        words: {},
        newConversationId: `conversation-${n}`,
        callbacksPerSlot: 1,
        held: n % SELDOM === 1 ? { rules: [], at, fromSeq: 1 } : null,
        at,
      });
    });
    await Promise.all(some);
  }
  await store.search.settled();
  await store.close();
}

const siteOf = (n: number) => (n % SELDOM === 0 ? 'small' : 'large');

/** Somebody with a name, an address and a number. */
async function come(store: Store, n: number, at: number): Promise<void> {
  const about = { id: `person-${n}`, siteId: siteOf(n), locale: 'mn', timeZone: 'Asia/Ulaanbaatar' } as const;
  const contact = {
    ...newContact(about, at),
    name: `${NAMES[n % NAMES.length]} ${n}`,
    email: `person${n}@shop${n % 97}.example`,
    phone: `+976${99_000_000 + n}`,
  };
  const visitor = {
    ...{ id: `visitor-${n}`, siteId: siteOf(n), contactId: contact.id, conversationId: null },
    ...{ userAgent: '', referrer: '', trail: [], createdAt: at, seenAt: at, tokenHash: `hash-${n}` },
  };
  await store.visitors.create(visitor, contact);
}

async function lookFor(store: string, databaseUrl: string, entries: number): Promise<Row[]> {
  const [server, { port }] = await startChild<{ port: number }>('deskbell-server.ts', { databaseUrl });
  const agent = new Agent({ keepAlive: true });
  try {
    const all = await signIn(server, {});
    const some = await signIn(server, { email: 'small@example.com', siteIds: ['small'] });
    const look = (q: string, cookie = all, place = 'desk') => timed(port, agent, { q, cookie, place });
    const rows: Row[] = [];
    for (const script of SCRIPTS) {
      const kinds = Object.entries(queriesOf(script));
      rows.push(await rowOf(`in ${script.name}`, kinds, q => look(q)));
    }
    const common: [string, string[]][] = SCRIPTS.map(script => [script.name, queriesOf(script).common!]);
    rows.push(await rowOf('by who sees a site of a thousandth', common, q => look(q, some)));
    rows.push(await rowOf('in quarantine, which has a thousandth', common, q => look(q, all, 'quarantine')));
    return rows;
  } finally {
    agent.destroy();
    await server.stop();
  }

  async function rowOf(what: string, kinds: [string, string[]][], ask: (q: string) => Promise<number>): Promise<Row> {
    const waits: number[] = [];
    const slowest = { ms: 0, kind: '' };
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [kind, queries] of kinds) {
        for (const q of queries) {
          const ms = await ask(q);
          if (round === 0) continue;
          waits.push(ms);
          if (ms > slowest.ms) Object.assign(slowest, { ms, kind });
        }
      }
    }
    waits.sort((a, b) => a - b);
    const p95 = waits[Math.floor(waits.length * 0.95)]!;
    const p50 = waits[Math.floor(waits.length * 0.5)]!;
    return {
      what: `search ${what} among ${count(entries)} entries in six scripts, p95, ${store}`,
      measured: `${p95.toFixed(1)} ms`,
      beside: `goal ${GOAL_MS} ms; median ${p50.toFixed(1)} ms, longest ${slowest.ms.toFixed(1)} ms (${slowest.kind})`,
      ratio: p95 / GOAL_MS,
      goal: '≤ 1',
    };
  }
}

async function signIn(server: Child, who: { email?: string; siteIds?: string[] }): Promise<string> {
  return (await server.ask<{ cookie: string }>({ kind: 'signIn', ...who })).cookie;
}

/** As the inbox asks, over HTTP. @returns ms until all of the answer is there */
function timed(
  port: number,
  agent: Agent,
  { q, cookie, place }: { q: string; cookie: string; place: string },
): Promise<number> {
  const url = `http://127.0.0.1:${port}/v1/search?${new URLSearchParams({ q, in: place })}`;
  return new Promise((resolve, reject) => {
    const began = performance.now();
    get(url, { agent, headers: { cookie } }, answer => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`));
      answer.resume().on('end', () => resolve(performance.now() - began));
    }).on('error', reject);
  });
}
