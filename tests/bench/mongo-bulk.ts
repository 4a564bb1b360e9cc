/** What MongoDB itself can keep: documents made beforehand, in unordered bulks, with the concern that acks wait for. */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { type EntryDocument, entryDocument } from '../../server/features/conversations/mongo-document.ts';
import { DURABLE } from '../../server/store/mongo/connection.ts';
import { openMongo } from '../../server/store/mongo/open.ts';
import { MAX_JOBS, MAX_TURNS } from '../../server/store/mongo/turns.ts';
import { gauges, serveOrders, settings } from './child.ts';

const { url } = settings<{ url: string }>();
// Makes the collection with the indexes that the store's entries have.
await (await openMongo(url)).close();
const client = await new MongoClient(url, { writeConcern: DURABLE, appName: 'bulk' }).connect();
const entries = client.db().collection<EntryDocument>('entries');

const id = () => randomBytes(16).toString('base64url');
const siteId = id();
const conversations = Array.from({ length: 1_000 }, id);
const fingerprints = conversations.map(() => `${id()} ${randomBytes(32).toString('base64url')}`);
const run = randomBytes(12).toString('hex');
let made = 0;

function newDocument(): EntryDocument {
  const place = made % conversations.length;
  made += 1;
  const entry = {
    conversationId: conversations[place]!,
    siteId,
    seq: Math.ceil(made / conversations.length),
    author: { kind: 'visitor' as const },
    body: { kind: 'message' as const, text: 'Сайн байна уу? Do you deliver to Darkhan by Friday noon?' },
    createdAt: Date.now(),
  };
  const clientId = `${Date.now().toString(36)}${run}${made.toString(36).padStart(8, '0')}`;
  return entryDocument(made, entry, { clientId, fingerprint: fingerprints[place]! });
}

/**
 * So many bulks at once, each the next one when the last is kept.
 * @param order.pauseMs before each
 * @returns what was kept, and the waits' median and 99th percentile in ms
 */
async function insert({ ms, size, atOnce, pauseMs }: { ms: number; size: number; atOnce: number; pauseMs?: number }) {
  const begun = performance.now();
  const waits: number[] = [];
  const loop = async () => {
    while (performance.now() - begun < ms) {
      if (pauseMs) await pause(pauseMs);
      const documents = Array.from({ length: size }, newDocument);
      const sentAt = performance.now();
      await entries.insertMany(documents, { ordered: false });
      waits.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, loop));
  return { kept: waits.length * size, ms: performance.now() - begun, ...summed(waits) };
}

/**
 * A crowd, each of whom says the next thing a while after the last was kept. What came meanwhile goes together, in inserts
 * like the store's turns: no server's acks can be faster.
 * @returns the waits of its members
 */
async function crowd({ clients, ms, pauseMs }: { clients: number; ms: number; pauseMs: number }) {
  const until = performance.now() + ms;
  const waits: number[] = [];
  const waiting: (() => void)[] = [];
  let running = 0;
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled || running >= MAX_TURNS || waiting.length === 0) return;
    isScheduled = true;
    setImmediate(async () => {
      isScheduled = false;
      running += 1;
      const turn = waiting.splice(0, MAX_JOBS);
      schedule();
      await entries.insertMany(turn.map(newDocument), { ordered: false });
      running -= 1;
      for (const kept of turn) kept();
      schedule();
    });
  }

  const speak = (place: number) =>
    new Promise<void>(resolve => {
      const next = () => {
        const sentAt = performance.now();
        if (sentAt >= until) return resolve();
        waiting.push(() => {
          waits.push(performance.now() - sentAt);
          setTimeout(next, pauseMs);
        });
        schedule();
      };
      setTimeout(next, (pauseMs * place) / clients);
    });
  await Promise.all(Array.from({ length: clients }, (_, place) => speak(place)));
  return summed(waits);
}

function summed(waits: number[]) {
  const sorted = waits.toSorted((a, b) => a - b);
  return { p50: sorted[Math.floor(sorted.length * 0.5)]!, p99: sorted[Math.floor(sorted.length * 0.99)]! };
}

serveOrders({}, { ...gauges, insert, crowd }, () => client.close());
