import type { ClientSession } from 'mongodb';
import type { EntryBody } from '../../../protocol/entries.ts';
import { AppError } from '../../app-error.ts';
import { entity, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { isDuplicate } from '../../store/mongo/failures.ts';
import { changeJobs } from '../../store/mongo/jobs.ts';
import { type Draft, ownedBy } from '../../store/mongo/ledger.ts';
import type { Written } from '../../store/written.ts';
import { writeDown } from '../audit/mongo.ts';
import { toCallback } from '../callbacks/mongo-document.ts';
import { earliestCallback } from '../callbacks/rules.ts';
import { toEntry } from '../conversations/mongo-document.ts';
import { UNCHANGED } from '../conversations/rules.ts';
import { callbackChanges } from '../ladder/rules.ts';
import { deliveriesHeldBack } from '../webhooks/rules.ts';
import { holding, releasing } from './moves.ts';
import { KEPT_MS, MAX_REMEMBERED, type SpamStore, tallyId } from './store.ts';

/** See `SpamStore`. */
export function createSpamStore({ database, ledger, leaving, recent }: Engine): SpamStore {
  const { callbacks, entries, spamTallies } = database;

  /** A transaction that answers a repeat as then, and else does what `decide` finds to do. */
  async function move(
    { conversationId, author, sent, at }: Parameters<SpamStore['hold']>[0],
    decide: (before: Written['before']) => EntryBody | null,
    write: (session: ClientSession, before: Written['before'], draft: Draft) => Promise<Written>,
  ): Promise<Written | null> {
    const own = sent && { ...sent, fingerprint: ownedBy(conversationId, sent.fingerprint) };
    const written = await database.transaction(async session => {
      const before = await ledger.read(conversationId, session);
      if (!before) throw new AppError('CONVERSATION_UNKNOWN');
      const known = own && (await ledger.held(before.siteId, own.clientId, session));
      if (known) return ledger.answered(known, own.fingerprint, session);
      const body = decide(before);
      if (body) return write(session, before, { author, body, at, sent: own });
      return own ? ledger.add(session, before, { author, body: UNCHANGED, at, sent: own }) : null;
    });
    recent.forget(conversationId);
    recent.changed();
    return written;
  }

  return {
    hold: asked =>
      move(asked, holding, async (session, before, draft) => {
        const { id: conversationId } = before;
        await callbacks.updateMany(
          { conversationId, status: 'pending' },
          { $set: { status: 'held' }, $unset: { place: '' } },
          { session },
        );
        return ledger.add(session, before, draft, { callbackAt: null });
      }),

    release: asked =>
      move(
        asked,
        before => releasing(before, asked.only),
        async (session, before, draft) => {
          const { id: conversationId } = before;
          const seq = { $gte: before.held!.fromSeq };
          const heldBack = await entries.find({ conversationId, seq }, { session }).sort({ seq: 1 }).toArray();
          await callbacks.updateMany({ conversationId, status: 'held' }, { $set: { status: 'pending' } }, { session });
          const found = await callbacks.find({ conversationId }, { session }).sort({ createdAt: 1, _id: 1 }).toArray();
          const all = found.map(toCallback);
          const change = { callback: all.find(each => each.status === 'pending'), callbackAt: earliestCallback(all) };
          const written = await ledger.add(session, before, draft, change);
          const changes = all.map(each => callbackChanges(each, written.entry));
          await changeJobs(database, session, changes);
          const webhooks = await leaving.webhooks();
          const told = deliveriesHeldBack(webhooks, heldBack.map(toEntry), written.conversation, all);
          await leaving.write(session, told);
          if (asked.row) await writeDown(database, asked.row, session);
          return { ...written, leaves: written.leaves || told.length > 0 };
        },
      ),

    async count(siteId, counts, at) {
      if (counts.length === 0) return;
      await spamTallies.bulkWrite(
        counts.map(({ kind, name, held, released }) => ({
          updateOne: {
            filter: { _id: tallyId(siteId, { kind, name }) },
            update: { $setOnInsert: { siteId, kind, name }, $inc: { held, released }, $max: { at } },
            upsert: true,
          },
        })),
        { ordered: false },
      );
    },

    async tallies(siteId, kind, names) {
      const filter = names ? { _id: { $in: names.map(name => tallyId(siteId, { kind, name })) } } : { siteId, kind };
      return (await spamTallies.find(filter).sort({ at: 1, _id: 1 }).toArray()).map(entity);
    },

    async spend(siteId, { kind, name }, until) {
      const id = tallyId(siteId, { kind, name });
      try {
        await spamTallies.insertOne(stored({ id, siteId, kind, name, held: 0, released: 0, at: until }));
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },

    async sweep(at) {
      for (const kind of Object.keys(KEPT_MS) as (keyof typeof KEPT_MS)[]) {
        await spamTallies.deleteMany({ kind, at: { $lt: at - KEPT_MS[kind] } });
        if (kind !== 'word' && kind !== 'sender') continue;
        for (const siteId of await spamTallies.distinct('siteId', { kind })) {
          const old = spamTallies.find({ siteId, kind }, { projection: { _id: 1 } }).sort({ at: -1, _id: 1 });
          const ids = (await old.skip(MAX_REMEMBERED).toArray()).map(each => each._id);
          if (ids.length > 0) await spamTallies.deleteMany({ _id: { $in: ids } });
        }
      }
    },
  };
}
