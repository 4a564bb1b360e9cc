import type { EntryBody } from '../../../protocol/entries.ts';
import type { Turn } from '../../../protocol/script/turn.ts';
import type { ScriptCount } from '../../../protocol/scripts.ts';
import type { HeldConversation } from '../../store/sqlite/conversation-rows.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import type { Draft } from '../../store/sqlite/ledger.ts';
import type { Written } from '../../store/written.ts';
import { actedOf, answerOf, askedBot, resumedIn, resuming, type ScriptDesk, turnIn } from './rules.ts';
import type { ScriptStore } from './store.ts';

type Said = Extract<EntryBody, { kind: 'message' }>;

/** Writes a visitor's words, and what the script says to them (SPEC SA1). Inside a step. */
export function sayToScript(
  engine: Engine,
  held: HeldConversation,
  draft: Draft & { body: Said },
  desk: ScriptDesk,
): Written {
  const turn = turnIn(held.conversation, desk, draft.body.text);
  if (!turn) return engine.ledger.add(held, draft);
  if ('isBots' in turn) return engine.ledger.add(held, draft, { script: askedBot(held.conversation, turn) });
  const written = engine.ledger.add(held, draft, { script: turn.mark });
  return written.isRepeat ? written : answered(engine, written, turn, desk);
}

function answered({ ledger, rows }: Engine, written: Written, turn: Turn, desk: ScriptDesk): Written {
  const { entry, conversation } = written;
  const at = entry.createdAt;
  const held = rows.conversations.need(conversation.id);
  const answer = ledger.add(held, { author: { kind: 'system' }, body: answerOf(turn), at });
  rows.scripts.add(actedOf(turn, desk, { siteId: conversation.siteId, at }));
  return { ...written, conversation: answer.conversation, answer };
}

/** See `ScriptStore`. */
export function createScriptStore(engine: Engine): ScriptStore {
  const { writer, reader, write, read, rows, ledger } = engine;
  const counts = reader.prepare(`
    SELECT day, node, act, count(*) AS count FROM script_acts WHERE site = ?1 AND day >= ?2 GROUP BY day, node, act
    UNION ALL
    SELECT day, value, 'offered', count(*) FROM script_acts, json_each(offered) WHERE site = ?1 AND day >= ?2
    GROUP BY day, value ORDER BY 1, 2, 3`);
  const forget = writer.prepare('DELETE FROM script_acts WHERE at < ?');

  return {
    resume: ({ conversationId, author, sent, scripted, at }) =>
      write(() => {
        const held = rows.conversations.need(conversationId);
        const sending = { ...sent, to: { conversationId } };
        const written = ledger.addEvent(held, { author, at, sending }, resuming)!;
        const isBack = !written.isRepeat && written.conversation.script !== written.before.script;
        const turn = isBack ? resumedIn(held.conversation, scripted) : null;
        return turn ? answered(engine, written, turn, scripted) : written;
      }),

    counts: (siteId, fromDay) =>
      read(() => counts.all(siteId, fromDay).map(row => ({ ...row }) as unknown as ScriptCount)),

    sweep: before => write(() => void forget.run(before)),
  };
}
