import type { Engine } from '../../store/sqlite/engine.ts';
import { mayMail, mayOpen, takenPlaces } from './rules.ts';
import { type AnswerLink, type AnswerStore, RECEIPT_MS } from './store.ts';

const LINK =
  'id, site AS siteId, conversation AS conversationId, expires_at AS expiresAt, used_by AS usedBy FROM answer_links';

/** See `AnswerStore`. */
export function createAnswerStore({ writer, reader, write, read, rows, ledger, leaving }: Engine): AnswerStore {
  const { answerLinks, conversations, jobs } = rows;
  const find = reader.prepare(`SELECT ${LINK} WHERE id = ?`);
  const findNow = writer.prepare(`SELECT ${LINK} WHERE id = ?`);
  const use = writer.prepare('UPDATE answer_links SET used_by = ? WHERE id = ?');
  // Whoever has the token is there already.
  const newcomer = writer.prepare(`
    INSERT INTO visitors (id, token_hash, token_at, site, contact, conversation, user_agent, referrer, trail, created_at, seen_at)
    SELECT :id, :tokenHash, :createdAt, c.site, c.contact, c.row, :userAgent, :referrer, :trail, :createdAt, :seenAt
    FROM conversations c WHERE c.id = :conversationId
    ON CONFLICT (token_hash) DO NOTHING`);
  const sweep = writer.prepare('DELETE FROM answer_links WHERE expires_at <= ?');
  const receive = writer.prepare('INSERT OR IGNORE INTO receipts (id, at) VALUES (?, ?)');
  const received = writer.prepare('SELECT 1 FROM receipts WHERE id = ?');
  const sweepReceipts = writer.prepare('DELETE FROM receipts WHERE at <= ?');

  const linkFromRow = (row: unknown): AnswerLink | null => (row ? { ...(row as AnswerLink) } : null);

  return {
    mail: ({ job, event, link, letter, at }) =>
      write(() => {
        const held = jobs.finish(job) ? conversations.find(job.conversationId) : null;
        if (!held || !mayMail(held.conversation, event)) return null;
        answerLinks.add(link);
        leaving.put([letter]);
        return { ...ledger.add(held, { author: { kind: 'system' }, body: event, at }), leaves: true };
      }),

    acknowledge: ({ job, receipt, letter }) =>
      write(() => {
        if (!jobs.finish(job) || receive.run(receipt.id, receipt.at).changes === 0) return false;
        leaving.put([letter]);
        return true;
      }),

    put: ({ job, link, delivery }) =>
      write(() => {
        if (!jobs.finish(job)) return false;
        answerLinks.add(link);
        leaving.put([delivery]);
        return true;
      }),

    want: ({ once, places, letter, at }) =>
      write(() => {
        const isTaken = (id: string) => received.get(id) !== undefined;
        if (isTaken(once)) return 'repeat';
        const taken = takenPlaces({ once, places }, isTaken);
        if (!taken) return 'full';
        for (const id of taken) receive.run(id, at);
        leaving.put([letter]);
        return 'written';
      }),

    findLink: id => read(() => linkFromRow(find.get(id))),

    openLink: ({ id, usedBy, newcomer: { trail, ...visitor }, at }) =>
      write(() => {
        const link = linkFromRow(findNow.get(id));
        if (!link || !mayOpen(link, usedBy, at)) return null;
        if (!conversations.find(link.conversationId)) return null;
        use.run(usedBy, id);
        newcomer.run({ ...visitor, trail: JSON.stringify(trail), conversationId: link.conversationId });
        return { ...link, usedBy };
      }),

    sweep: at =>
      write(() => {
        sweep.run(at);
        sweepReceipts.run(at - RECEIPT_MS);
      }),
  };
}
