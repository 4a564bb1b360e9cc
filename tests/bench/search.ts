import { Agent, get } from 'node:http';
import type { SearchAnswer } from '../../protocol/search.ts';
import { newContact } from '../../server/features/contacts/rules.ts';
import { newSite } from '../../server/features/sites/rules.ts';
import { openStore } from '../../server/store/open.ts';
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
export async function fillForSearch(databaseUrl: string, entries: number): Promise<void> {
  const store = await openStore(databaseUrl);
  const random = chance(0, SEED);
  const conversations = entries / PER_CONVERSATION;
  const siteOf = (n: number) => (n % SELDOM === 0 ? 'small' : 'large');
  for (const id of ['large', 'small'])
    await store.sites.save(newSite({ id, key: id, name: id, origins: ['*'], at: FIRST_AT }));
  for (let from = 0; from < entries; from += PER_STEP) {
    const some = Array.from({ length: PER_STEP }, async (_, place) => {
      const n = (from + place) % conversations;
      const at = FIRST_AT + (from + place) * 1_000;
      const siteId = siteOf(n);
      const visitorId = `visitor-${n}`;
      if (from < conversations) {
        const contact = {
          ...newContact({ id: `person-${n}`, siteId, locale: 'mn', timeZone: 'Asia/Ulaanbaatar' }, at),
          ...{
            name: `${NAMES[n % NAMES.length]} ${n}`,
            email: `person${n}@shop${n % 97}.example`,
            phone: `+976${99_000_000 + n}`,
          },
        };
        const visitor = {
          id: visitorId,
          siteId,
          contactId: contact.id,
          conversationId: null,
          userAgent: '',
          referrer: '',
          trail: [],
        };
        await store.visitors.create({ ...visitor, createdAt: at, seenAt: at, tokenHash: `hash-${n}` }, contact);
      }
      await store.conversations.submit({
        ...{
          siteId,
          visitorId,
          clientId: `${at.toString(36)}-${from + place}-of-the-measure`,
          fingerprint: 'f'.repeat(43),
        },
        body: { kind: 'message', text: textOf(SCRIPTS[n % SCRIPTS.length]!, random) },
        words: {},
        newConversationId: `conversation-${n}`,
        callbacksPerSlot: 1,
        ...(n % SELDOM === 1 && { held: { rules: [], at, fromSeq: 1 } }),
        at,
      });
    });
    await Promise.all(some);
  }
  await store.search.settled();
  await store.close();
}

export async function lookFor(store: string, databaseUrl: string, entries: number): Promise<Row[]> {
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

  async function rowOf(what: string, kinds: [string, string[]][], ask: (q: string) => Promise<Looked>): Promise<Row> {
    const waits: number[] = [];
    const slowest = { ms: 0, kind: '' };
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [kind, queries] of kinds) {
        for (const q of queries) {
          const { ms, found, people } = await ask(q);
          if (round === 0) {
            if (process.env.LOOK) console.error(what, kind, q, found, people, ms.toFixed(1));
            continue;
          }
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

interface Looked {
  ms: number;
  found: number;
  people: number;
}

/** As the inbox asks, over HTTP. */
function timed(
  port: number,
  agent: Agent,
  { q, cookie, place }: { q: string; cookie: string; place: string },
): Promise<Looked> {
  const url = `http://127.0.0.1:${port}/v1/search?${new URLSearchParams({ q, in: place })}`;
  return new Promise((resolve, reject) => {
    const began = performance.now();
    get(url, { agent, headers: { cookie } }, answer => {
      const parts: Buffer[] = [];
      answer.on('data', part => parts.push(part));
      answer.on('end', () => {
        const ms = performance.now() - began;
        if (answer.statusCode !== 200) return reject(new Error(`${url} answered ${answer.statusCode}`));
        const { entries, people } = JSON.parse(Buffer.concat(parts).toString()) as SearchAnswer;
        resolve({ ms, found: entries.length, people: people.length });
      });
    }).on('error', reject);
  });
}
