import type { Visitor } from '../../../protocol/visitors.ts';
import { AppError } from '../../app-error.ts';
import { Recent } from './recent.ts';
import type { Turns } from './turns.ts';

/** What a visitor's message needs to know of them: the keys of their row. */
export interface HeldVisitor {
  row: number;
  site: number;
  contact: number;
  conversationId: string | null;
}

/** `SELECT ${VISITOR} …` gives rows for `visitorFromRow`; add WHERE and ORDER BY over `v` and `s`. */
export const VISITOR = `v.id, s.id AS siteId, k.id AS contactId, c.id AS conversationId, v.user_agent AS userAgent,
  v.referrer, v.trail, v.created_at AS createdAt, v.seen_at AS seenAt
  FROM visitors v JOIN sites s ON s.row = v.site JOIN contacts k ON k.row = v.contact
  LEFT JOIN conversations c ON c.row = v.conversation`;

export type VisitorRows = ReturnType<typeof createVisitorRows>;

/** Whose contact and conversation a visitor speaks for. All inside a step. */
export function createVisitorRows({ writer, onUndo }: Turns) {
  const recent = new Recent<HeldVisitor>();
  onUndo(() => recent.clear());

  const held = writer.prepare(`
    SELECT v.row, v.site, v.contact, c.id AS conversationId
    FROM visitors v LEFT JOIN conversations c ON c.row = v.conversation WHERE v.id = ?`);
  const link = writer.prepare(`
    UPDATE visitors SET contact = ?, conversation = (SELECT row FROM conversations WHERE id = ?) WHERE row = ?`);
  const drop = writer.prepare('DELETE FROM visitors WHERE row = ?');
  const ofContact = writer.prepare(
    'SELECT row, id, token_hash AS tokenHash, old_token_hash AS oldTokenHash FROM visitors WHERE contact = ? ORDER BY row',
  );
  const ofConversation = writer.prepare(`
    SELECT v.row, v.id, v.site, v.contact FROM visitors v WHERE v.contact = ?
      AND v.conversation = (SELECT row FROM conversations WHERE id = ?)`);

  function find(id: string): HeldVisitor | null {
    const known = recent.get(id);
    if (known) return known;
    const row = held.get(id) as unknown as HeldVisitor | undefined;
    if (!row) return null;
    recent.set(id, row);
    return row;
  }

  return {
    find,
    /** @throws AppError TOKEN_INVALID */
    need(id: string): HeldVisitor {
      const visitor = find(id);
      if (!visitor) throw new AppError('TOKEN_INVALID', `There is no visitor ${id}.`);
      return visitor;
    },
    /** Points a visitor to a contact and a conversation. */
    link(id: string, visitor: HeldVisitor): void {
      link.run(visitor.contact, visitor.conversationId, visitor.row);
      recent.set(id, visitor);
    },
    /** All of a contact, oldest first, with what opens them. */
    ofContact: (contact: number) =>
      ofContact.all(contact) as unknown as {
        row: number;
        id: string;
        tokenHash: string;
        oldTokenHash: string | null;
      }[],
    /** Those of a contact who may open a conversation. */
    ofConversation: (contact: number, conversationId: string) =>
      ofConversation.all(contact, conversationId) as unknown as {
        row: number;
        id: string;
        site: number;
        contact: number;
      }[],
    drop({ id, row }: { id: string; row: number }): void {
      drop.run(row);
      recent.delete(id);
    },
  };
}

export function visitorFromRow(from: unknown): Visitor {
  const { trail, ...visitor } = from as Omit<Visitor, 'trail'> & { trail: string };
  return { ...visitor, trail: JSON.parse(trail) };
}
