import type { ClientSession } from 'mongodb';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { EntryBody } from '../../../protocol/entries.ts';
import type { Turn } from '../../../protocol/script/turn.ts';
import type { ScriptCount } from '../../../protocol/scripts.ts';
import { AppError } from '../../app-error.ts';
import { stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { type Draft, ownedBy } from '../../store/mongo/ledger.ts';
import type { Written } from '../../store/written.ts';
import { UNCHANGED } from '../conversations/rules.ts';
import { actedOf, answerOf, askedBot, resumedIn, resuming, type ScriptDesk, turnIn } from './rules.ts';
import type { ScriptStore } from './store.ts';

/** What an act offered, as acts of their own. */
const OFFERED = {
  $map: { input: { $ifNull: ['$offered', []] }, as: 'node', in: { node: '$$node', act: 'offered' } },
};

type Said = Extract<EntryBody, { kind: 'message' }>;

/** Writes a visitor's words, and what the script says to them (SPEC SA1). */
export async function sayToScript(
  engine: Engine,
  session: ClientSession,
  before: Conversation,
  draft: Draft & { body: Said },
  desk: ScriptDesk,
): Promise<Written> {
  const turn = turnIn(before, desk, draft.body.text);
  if (!turn) return engine.ledger.add(session, before, draft);
  if ('isBots' in turn) return engine.ledger.add(session, before, draft, { script: askedBot(before, turn) });
  const written = await engine.ledger.add(session, before, draft, { script: turn.mark });
  return answered(engine, session, written, turn, desk);
}

async function answered(
  { database, ledger }: Engine,
  session: ClientSession,
  written: Written,
  turn: Turn,
  desk: ScriptDesk,
): Promise<Written> {
  const { entry, conversation } = written;
  const at = entry.createdAt;
  const draft: Draft = { author: { kind: 'system' }, body: answerOf(turn), at };
  const answer = await ledger.add(session, conversation, draft);
  const acted = actedOf(turn, desk, { siteId: conversation.siteId, at });
  await database.scriptActs.insertOne(stored(acted), { session });
  return { ...written, conversation: answer.conversation, answer };
}

/** See `ScriptStore`. */
export function createScriptStore(engine: Engine): ScriptStore {
  const { database, ledger, recent } = engine;
  const { scriptActs } = database;

  return {
    async resume({ conversationId, author, sent, scripted, at }) {
      const own = { ...sent, fingerprint: ownedBy(conversationId, sent.fingerprint) };
      const written = await database.transaction(async session => {
        const before = await ledger.read(conversationId, session);
        if (!before) throw new AppError('CONVERSATION_UNKNOWN');
        const known = await ledger.held(before.siteId, own.clientId, session);
        if (known) return ledger.answered(known, own.fingerprint, session);
        const event = resuming(before);
        const resumed = await ledger.add(session, before, { author, body: event ?? UNCHANGED, at, sent: own });
        const turn = event && resumedIn(before, scripted);
        return turn ? answered(engine, session, resumed, turn, scripted) : resumed;
      });
      recent.forget(conversationId);
      return written;
    },

    async counts(siteId, fromDay) {
      const groups = scriptActs.aggregate<{ _id: Omit<ScriptCount, 'count'>; count: number }>([
        { $match: { siteId, day: { $gte: fromDay } } },
        { $set: { what: { $concatArrays: [[{ node: '$node', act: '$act' }], OFFERED] } } },
        { $unwind: '$what' },
        { $group: { _id: { day: '$day', node: '$what.node', act: '$what.act' }, count: { $sum: 1 } } },
        { $sort: { '_id.day': 1, '_id.node': 1, '_id.act': 1 } },
      ]);
      return (await groups.toArray()).map(each => ({ ...each._id, count: each.count }));
    },

    async sweep(before) {
      await scriptActs.deleteMany({ at: { $lt: before } });
    },
  };
}
