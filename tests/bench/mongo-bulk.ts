/** What MongoDB itself can keep: documents made beforehand, in unordered bulks, with the concern that acks wait for. */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { type EntryDocument, entryDocument } from '../../server/features/conversations/mongo-document.ts';
import { DURABLE } from '../../server/store/mongo/connection.ts';
import { openMongo } from '../../server/store/mongo/open.ts';
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
  const sorted = waits.toSorted((a, b) => a - b);
  return {
    kept: waits.length * size,
    ms: performance.now() - begun,
    p50: sorted[Math.floor(sorted.length * 0.5)]!,
    p99: sorted[Math.floor(sorted.length * 0.99)]!,
  };
}

serveOrders({}, { ...gauges, insert }, () => client.close());
