import type { ClientSession } from 'mongodb';
import type { Engine } from '../../store/mongo/engine.ts';
import type { Written } from '../../store/written.ts';
import { addBooking, addHold, choose, dropHold } from '../bookings/mongo-cells.ts';
import { newHold } from '../bookings/rules.ts';
import type { Saying } from '../bookings/store.ts';
import type { PersonDocuments } from '../privacy/person-rows.ts';
import { toWait, waitDocument } from './mongo-document.ts';
import { freed, look } from './mongo-lists.ts';
import { changedWait, isLive, offeredWait, offerHoldId, passedWait, WAITS_KEPT_MS, waitOf } from './rules.ts';
import type { Turned, WaitClaim, WaitRecord, WaitStore } from './store.ts';

/** See `WaitStore`. */
export function createWaitStore({ database, ledger, leaving, recent }: Engine): WaitStore {
  const { waits } = database;
  const inOrder = { createdAt: 1, _id: 1 } as const;

  /** Null: they are elsewhere by now. */
  async function claimed({ id, version }: WaitClaim, session: ClientSession): Promise<WaitRecord | null> {
    const found = await waits.findOne({ _id: id, version }, { session });
    return found && toWait(found);
  }

  async function save(record: WaitRecord, session: ClientSession): Promise<void> {
    const { _id, ...document } = waitDocument(record);
    await waits.replaceOne({ _id }, document, { session });
  }

  async function say(
    wait: WaitRecord,
    says: Saying | undefined,
    at: number,
    session: ClientSession,
  ): Promise<Written | null> {
    const held = says ? await ledger.read(wait.conversationId, session) : null;
    return held && says ? ledger.add(session, held, { ...says, at }) : null;
  }

  function told<T extends { written?: Written | null } | null>(result: T): T {
    if (result?.written) recent.forget(result.written.before.id);
    return result;
  }

  const nothing = (outcome: Turned) => ({ outcome, written: null });

  return {
    async find(id) {
      const found = await waits.findOne({ _id: id });
      return found && toWait(found);
    },

    async ofDay(siteId, date) {
      return (await waits.find({ siteId, date, isLive: true }).sort(inOrder).toArray()).map(toWait);
    },

    async between({ siteIds, span: { from, to } }) {
      const seen = siteIds ? { siteId: { $in: [...siteIds] } } : {};
      const found = await waits
        .find({ isLive: true, to: { $gt: from }, from: { $lt: to }, ...seen })
        .sort(inOrder)
        .toArray();
      return found.map(toWait);
    },

    async turn({ ended, next, at }) {
      return told(
        await database.transaction(async session => {
          const before = ended ? await claimed(ended, session) : null;
          const after = next ? await claimed(next, session) : null;
          if (ended && before?.state !== 'offered') return nothing('other');
          if (next && after?.state !== 'waiting') return nothing('other');
          const own = [before?.offer?.holdId ?? null];
          const owners = next ? await choose(database, next.plan.slots, own, at, session) : [];
          if (!owners) return nothing('taken');
          if (before) {
            await save(passedWait(before, at), session);
            await dropHold(database, session, before.offer!.holdId);
            await look(database, session, before, at);
          }
          if (next && after) {
            const { plan, until, keptUntil, letter } = next;
            const hold = newHold(
              {
                ...{ id: offerHoldId(after), siteId: after.siteId, fingerprint: after.id, plan },
                ...{ until: keptUntil, lastsUntil: keptUntil },
              },
              owners,
              null,
            );
            await save(offeredWait(after, hold, until, at), session);
            await addHold(database, session, hold, at);
            await leaving.write(session, [letter]);
          }
          return { outcome: 'turned' as const, written: before ? await say(before, ended?.says, at, session) : null };
        }),
      );
    },

    async end({ says, at, state, bookingId = null, ...claim }) {
      return told(
        await database.transaction(async session => {
          const before = await claimed(claim, session);
          if (!before || !isLive(before)) return null;
          const wait = changedWait(before, { state, offer: null, bookingId }, at);
          await save(wait, session);
          if (before.offer) {
            await dropHold(database, session, before.offer.holdId);
            await freed(database, session, before.offer.takes, at);
          }
          return { wait, written: await say(before, says, at, session) };
        }),
      );
    },

    async take({ draft, says, at, ...claim }) {
      const taken = await database.transaction(async session => {
        const before = await claimed(claim, session);
        if (before?.state !== 'offered' || before.offer!.until <= at) return { outcome: 'other' } as const;
        const owners = await choose(database, draft.plan.slots, [draft.holdId], at, session);
        if (!owners) return { outcome: 'taken' } as const;
        const { contactId, conversationId } = before;
        const held = await ledger.read(conversationId, session);
        const whose = { contactId, conversationId: held && conversationId };
        const booking = await addBooking({ database, leaving }, session, draft, owners, whose);
        await save(changedWait(before, { state: 'booked', offer: null, bookingId: booking.id }, at), session);
        return { outcome: 'booked', booking, written: await say(before, says?.(booking), at, session) } as const;
      });
      return taken.outcome === 'booked' ? told(taken) : taken;
    },

    async sweep(at) {
      await waits.deleteMany({ to: { $lte: at - WAITS_KEPT_MS } });
    },
  };
}

/** Who waits, as rows about a person. */
export function waitsOfPeople({ database }: Engine): PersonDocuments<ClientSession> {
  const { waits } = database;
  const of = (contactIds: readonly string[], session?: ClientSession) =>
    waits
      .find({ contactId: { $in: [...contactIds] } }, { session })
      .sort({ createdAt: 1, _id: 1 })
      .toArray();
  return {
    kind: 'waits',
    read: async (contactIds, session) => (await of(contactIds, session)).map(each => waitOf(toWait(each))),
    async drop(contactIds, session) {
      for (const { offer } of await of(contactIds, session)) {
        if (offer) await dropHold(database, session, offer.holdId);
      }
      return (await waits.deleteMany({ contactId: { $in: [...contactIds] } }, { session })).deletedCount;
    },
  };
}
