import { setTimeout as pause } from 'node:timers/promises';
import { type ChangeStream, type Document, MongoError, type ResumeToken, type Timestamp } from 'mongodb';
import type { Conversation } from '../../../protocol/conversations.ts';
import { toCallback } from '../../features/callbacks/mongo-document.ts';
import { type CallDocument, toCall } from '../../features/calls/mongo-document.ts';
import { type EntryDocument, previousSeqOf, toEntry } from '../../features/conversations/mongo-document.ts';
import type { Feed, FeedListener, Word } from '../feed.ts';
import { callbackIdOf, changesElsewhere, type FeedEvent, isEntry, isTouch } from './changes.ts';
import type { Database } from './connection.ts';
import type { PresenceDocument, WordDocument } from './documents.ts';
import { translated } from './failures.ts';
import type { Ledger } from './ledger.ts';
import { createPresences, toPresence } from './presences.ts';
import type { Recent } from './recent.ts';
import type { Unconfirmed } from './unconfirmed.ts';
import { WRITER_SPAN, type Writer } from './writers.ts';

/** Events told at once: one read of their conversations serves them all. */
const MAX_BATCH = 500;
/** Events that wait for that at most; with more, the stream is read no further. */
const MAX_WAITING = 5_000;
/**
 * Between two asks for events while there are some. MongoDB answers as soon as it has one, so that a busy writer's would
 * cost an ask each; the first after a quiet moment does not wait.
 */
const GATHER_MS = 20;
/** First and longest pause before the stream is opened, or its events are looked up, again. */
const PAUSE_MS = [100, 2_000] as const;
/** ChangeStreamFatalError and ChangeStreamHistoryLost: what was between can not be had any more. */
const LOST_CODES = new Set<unknown>([280, 286]);

/**
 * Hears by one change stream what other servers write. It holds only what a majority has, in the order of the oplog, and
 * is taken up again where it broke off; the place is kept in memory, because after a restart there is nobody to tell.
 */
export function createFeed(
  database: Database,
  writer: Writer,
  ledger: Ledger,
  { recent, unconfirmed }: { recent: Recent; unconfirmed: Unconfirmed },
): Feed & { close(): Promise<void> } {
  const serverId = String(writer.from / WRITER_SPAN);
  const presences = createPresences(database, serverId);
  const waiting: FeedEvent[] = [];
  let listener: FeedListener;
  let token: ResumeToken;
  let startAt: Timestamp | undefined;
  /** The listener has yet to be told who is connected, and whether it missed something. */
  let isNew = true;
  let isLost = false;
  let isWorking = false;
  let isClosed = false;
  let isUp = true;
  let stream: ChangeStream<Document, FeedEvent> | undefined;
  let reading: Promise<void> = Promise.resolve();
  let working: Promise<void> = Promise.resolve();
  let onIdle: (() => void) | undefined;

  async function read(): Promise<void> {
    for (let failures = 0; !isClosed; ) {
      try {
        stream = database.watch<FeedEvent>(changesElsewhere(serverId, writer), {
          ...(token ? { startAfter: token } : { startAtOperationTime: startAt }),
          batchSize: MAX_BATCH,
        });
        // Once a second also when nothing happens.
        stream.on('resumeTokenChanged', () => {
          setProblem(null);
          recent.hear(true);
        });
        for (;;) {
          const event = await stream.next();
          failures = 0;
          keepUp(event);
          waiting.push(event);
          work();
          if (waiting.length >= MAX_WAITING) await working;
          else if (stream.bufferedCount() === 0) await pause(GATHER_MS, undefined, { ref: false });
        }
      } catch (error) {
        recent.hear(false);
        token = stream?.resumeToken ?? token;
        await stream?.close().catch(() => {});
        if (isClosed) return;
        setProblem(error);
        failures += 1;
        await pause(backoff(failures), undefined, { ref: false });
        if (error instanceof MongoError && LOST_CODES.has(error.code)) await startAnew();
      }
    }
  }

  /** At once, not when it is told: entries of this server may be under way that would follow what is old by now. */
  function keepUp(event: FeedEvent): void {
    if (event.operationType === 'delete' && event.ns.coll === 'conversations')
      recent.forget(event.documentKey._id as string);
    else if (isEntry(event)) recent.followOther(toEntry(event.fullDocument as EntryDocument));
    else if (isTouch(event) || event.ns.coll === 'visitors') recent.touch(event.documentKey._id as string);
  }

  function setProblem(error: unknown): void {
    if (isUp === (error === null)) return;
    isUp = error === null;
    listener.troubled(error === null ? null : error instanceof Error ? error.message : String(error));
  }

  /** From now on, since what was before is gone. */
  async function startAnew(): Promise<void> {
    try {
      startAt = await database.operationTime();
      token = undefined;
      isLost = true;
      isNew = true;
      work();
      // What waits from before is not to be told over what is present now.
      await working;
    } catch {
      // The old place is tried again, and refused again.
    }
  }

  function work(): void {
    if (isWorking) return;
    isWorking = true;
    working = (async () => {
      for (let failures = 0; !isClosed && (isNew || waiting.length > 0); ) {
        try {
          if (isNew) await begin();
          const batch = waiting.slice(0, MAX_BATCH);
          await tell(batch);
          waiting.splice(0, batch.length);
          failures = 0;
        } catch (error) {
          setProblem(error);
          failures += 1;
          await pause(backoff(failures), undefined, { ref: false });
        }
      }
      isWorking = false;
      onIdle?.();
    })();
  }

  /** What this server wrote itself without knowing is heard like what others wrote. */
  async function hearOwn(): Promise<void> {
    try {
      for (const fullDocument of await unconfirmed.kept()) {
        const { _id } = fullDocument;
        waiting.push({ operationType: 'insert', ns: { coll: 'entries' }, documentKey: { _id }, fullDocument });
        work();
      }
    } catch {
      // The next beat asks again.
    }
  }

  async function begin(): Promise<void> {
    const present = await presences.elsewhere();
    if (isLost) {
      waiting.length = 0;
      listener.lost();
    }
    listener.present(present);
    isLost = false;
    isNew = false;
  }

  /** Reads first and tells then, so that a batch which can not be read is told whole later. */
  async function tell(batch: FeedEvent[]): Promise<void> {
    const entries = batch.filter(isEntry).map(each => each.fullDocument as EntryDocument);
    // The first one tells whose conversation it is, and only the conversation knows.
    const wanted = entries.filter(
      // Who moved a conversation by hand must be known to whoever routes next.
      each => each.seq === 1 || each.body.kind === 'event' || listener.isWanted(each.conversationId),
    );
    const touched = batch.filter(isTouch).map(each => each.documentKey._id as string);
    const known = new Map(wanted.map(each => [each.conversationId, knownWith(each)]));
    const conversations = await read([
      ...wanted.map(each => each.conversationId).filter(id => !known.get(id)),
      ...touched.filter(listener.isWanted),
    ]);
    const callbacks = await readCallbacks(wanted);
    // A note tells its visitor nothing, and a read mark beside it does.
    const withEntry = new Set(wanted.filter(each => each.body.kind !== 'note').map(each => each.conversationId));

    for (const event of batch) {
      if (isEntry(event)) {
        const document = event.fullDocument as EntryDocument;
        const conversation = conversations.get(document.conversationId) ?? known.get(document.conversationId);
        if (!conversation) continue;
        const callback = callbacks.get(callbackIdOf(document) ?? '');
        const previousSeq = previousSeqOf(document);
        listener.written({ entry: toEntry(document), conversation, previousSeq, ...(callback && { callback }) });
      } else if (isTouch(event)) {
        const conversation = conversations.get(event.documentKey._id as string);
        if (conversation && !withEntry.has(conversation.id)) listener.conversationChanged(conversation);
      } else tellOther(event);
    }

    async function read(ids: string[]): Promise<Map<string, Conversation>> {
      if (ids.length === 0) return new Map();
      const found = await database.conversations.find({ _id: { $in: [...new Set(ids)] } }).toArray();
      const caughtUp = await ledger.caughtUp(found);
      for (const each of caughtUp) if ((recent.known(each.id)?.lastSeq ?? 0) < each.lastSeq) recent.learn(each);
      return new Map(caughtUp.map(each => [each.id, each]));
    }
  }

  /** The conversation after an entry, where it need not be read: a waiting visitor went on. */
  function knownWith({ conversationId, seq }: EntryDocument): Conversation | undefined {
    const known = recent.known(conversationId);
    return known && known.lastSeq >= seq && !recent.isTouched(known) ? known : undefined;
  }

  async function readCallbacks(documents: EntryDocument[]) {
    const ids = documents.map(callbackIdOf).filter(id => id !== undefined);
    const found = ids.length > 0 ? await database.callbacks.find({ _id: { $in: ids } }).toArray() : [];
    return new Map(found.map(each => [each._id, toCallback(each)]));
  }

  function tellOther(event: FeedEvent): void {
    const { ns, documentKey, fullDocument, updateDescription } = event;
    const id = documentKey._id as string;
    if (ns.coll === 'conversations') listener.conversationErased(id);
    else if (ns.coll === 'visitors' && event.operationType === 'delete') {
      recent.erasedElsewhere();
      listener.visitorErased(id);
    } else if (ns.coll === 'visitors') listener.visitorMoved(id, updateDescription!.updatedFields!.conversationId);
    else if (ns.coll === 'calls') listener.callChanged(toCall(fullDocument as CallDocument));
    else if (ns.coll === 'agents') listener.agentsChanged();
    else if (ns.coll === 'sites') listener.sitesChanged();
    else if (ns.coll === 'teams') listener.teamsChanged();
    else if (ns.coll === 'sessions') listener.sessionsEnded([id]);
    else if (ns.coll === 'words') listener.said((fullDocument as WordDocument).word);
    else tellPresence(event);
  }

  function tellPresence({ operationType, documentKey, fullDocument, updateDescription }: FeedEvent): void {
    const _id = documentKey._id as PresenceDocument['_id'];
    if (operationType === 'update') {
      if ('agentId' in _id) listener.paused(_id.agentId, updateDescription!.updatedFields!.pause);
    } else if (_id.serverId !== serverId) {
      if (operationType === 'delete') listener.went(toPresence({ _id, pause: null }));
      else listener.came(toPresence(fullDocument as PresenceDocument));
    }
  }

  const insert = (word: Word) => database.words.insertOne({ serverId, at: new Date(), word });

  return {
    serverId,
    get isLeader() {
      return presences.isLeader;
    },
    get isUp() {
      return isUp;
    },
    async follow(its) {
      listener = its;
      startAt = await database.operationTime();
      recent.hear(true);
      await presences.start({ lead: () => listener.leads(), beat: hearOwn });
      reading = read();
      const ready = new Promise<void>(resolve => {
        onIdle = resolve;
      });
      work();
      await ready;
    },
    setVisitor({ conversationId, siteId }, isHere) {
      // In this order: MongoDB compares an `_id` field by field.
      const place = { conversationId, siteId };
      if (isHere) presences.put(place, null);
      else presences.remove(place);
    },
    setAgent(agentId, state) {
      if (state.isHere) presences.put({ agentId }, state.pause);
      else presences.remove({ agentId });
    },
    setOnlooker(openId, onlookerId, isHere) {
      if (isHere) presences.put({ openId, onlookerId }, null);
      else presences.remove({ openId, onlookerId });
    },
    setPause: presences.setPause,
    say(word) {
      insert(word).catch(() => {
        // What may be lost was lost.
      });
    },
    async tell(word) {
      try {
        await insert(word);
      } catch (error) {
        throw translated(error, database.description);
      }
    },
    async isLiving(id) {
      try {
        return (await presences.living()).includes(id);
      } catch (error) {
        throw translated(error, database.description);
      }
    },
    async close() {
      isClosed = true;
      await stream?.close().catch(() => {});
      await Promise.all([reading, working]);
      await presences.close();
    },
  };
}

function backoff(failures: number): number {
  const [first, most] = PAUSE_MS;
  return Math.random() * Math.min(first * 2 ** failures, most);
}
