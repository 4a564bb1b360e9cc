import type { Engine } from '../../store/sqlite/engine.ts';
import type { Written } from '../../store/written.ts';
import { UNCHANGED } from '../conversations/rules.ts';
import { callbackChanges } from '../ladder/rules.ts';
import { deliveriesHeldBack } from '../webhooks/rules.ts';
import { holding, releasing } from './moves.ts';
import { KEPT_MS, MAX_REMEMBERED, type SpamStore, type SpamTally, tallyId } from './store.ts';

const TALLY = 'SELECT id, site AS siteId, kind, name, held, released, at FROM spam_tallies';

/** See `SpamStore`. */
export function createSpamStore({ writer, reader, write, read, rows, ledger, leaving }: Engine): SpamStore {
  const { conversations, callbacks, entries, jobs, audit } = rows;
  const add = writer.prepare(`
    INSERT INTO spam_tallies (id, site, kind, name, held, released, at) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET held = held + excluded.held, released = released + excluded.released,
      at = max(at, excluded.at)`);
  const addOnce = writer.prepare(`
    INSERT INTO spam_tallies (id, site, kind, name, held, released, at) VALUES (?, ?, ?, ?, 0, 0, ?)
    ON CONFLICT DO NOTHING`);
  const byId = reader.prepare(`${TALLY} WHERE id = ?`);
  const ofKind = reader.prepare(`${TALLY} WHERE site = ? AND kind = ? ORDER BY at, id`);
  const forget = writer.prepare('DELETE FROM spam_tallies WHERE kind = ? AND at < ?');
  const sitesOf = writer.prepare('SELECT site FROM spam_tallies WHERE kind = ? GROUP BY site HAVING count(*) > ?');
  const keepNewest = writer.prepare(`
    DELETE FROM spam_tallies WHERE id IN (
      SELECT id FROM spam_tallies WHERE site = ? AND kind = ? ORDER BY at DESC, id LIMIT -1 OFFSET ?)`);

  return {
    hold: ({ conversationId, author, sent, at }) =>
      write(() => {
        const held = conversations.need(conversationId);
        const sending = sent && { ...sent, to: { conversationId } };
        const repeat = sending && ledger.earlier(held.site, sending);
        if (repeat) return repeat;
        const body = holding(held.conversation);
        if (!body) return sending ? ledger.add(held, { author, at, sending, body: UNCHANGED }) : null;
        callbacks.hold(held.row, true);
        return ledger.add(held, { author, at, sending, body }, { callbackAt: null });
      }),

    release: ({ conversationId, author, sent, at, only, row }) =>
      write((): Written | null => {
        const held = conversations.need(conversationId);
        const sending = sent && { ...sent, to: { conversationId } };
        const repeat = sending && ledger.earlier(held.site, sending);
        if (repeat) return repeat;
        const body = releasing(held.conversation, only);
        if (!body) return sending ? ledger.add(held, { author, at, sending, body: UNCHANGED }) : null;
        const heldBack = entries.since(held, held.conversation.held!.fromSeq);
        callbacks.hold(held.row, false);
        if (row) audit.add(row);
        const all = callbacks.ofConversation(held.row);
        const callback = all.find(each => each.status === 'pending');
        const effect = { callback, callbackAt: callbacks.earliestOf(held.row) };
        const written = ledger.add(held, { author, at, sending, body }, effect);
        for (const each of all) jobs.change(callbackChanges(each, written.entry));
        const told = leaving.addHeldBack(webhooks => deliveriesHeldBack(webhooks, heldBack, written.conversation, all));
        return { ...written, leaves: written.leaves || told };
      }),

    count: (siteId, counts, at) =>
      write(() => {
        for (const each of counts)
          add.run(tallyId(siteId, each), siteId, each.kind, each.name, each.held, each.released, at);
      }),

    tallies: (siteId, kind, names) =>
      read(() => {
        const found = names
          ? names.flatMap(name => byId.all(tallyId(siteId, { kind, name })))
          : ofKind.all(siteId, kind);
        return found.map(row => ({ ...row }) as unknown as SpamTally);
      }),

    spend: (siteId, { kind, name }, until) =>
      write(() => addOnce.run(tallyId(siteId, { kind, name }), siteId, kind, name, until).changes === 1),

    sweep: at =>
      write(() => {
        for (const [kind, keptMs] of Object.entries(KEPT_MS)) {
          forget.run(kind, at - keptMs);
          if (kind !== 'word' && kind !== 'sender') continue;
          for (const { site } of sitesOf.all(kind, MAX_REMEMBERED))
            keepNewest.run(site as string, kind, MAX_REMEMBERED);
        }
      }),
  };
}
