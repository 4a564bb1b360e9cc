import type { Channel } from '../../../protocol/channels.ts';
import type { ContactSummary } from '../../../protocol/contacts.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import { rank } from '../../../protocol/rank.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import { contactSummary } from '../../features/contacts/rules.ts';
import type { ContactRows } from './contact-rows.ts';
import { Recent } from './recent.ts';
import type { Turns } from './turns.ts';

/** `SELECT ${CONVERSATION} …` gives rows for `conversationFromRow`; add WHERE and ORDER BY over `c`. */
export const CONVERSATION = `c.row, c.site, c.contact, c.visitor, c.newest, c.id, s.id AS siteId, k.id AS contactId,
  v.id AS visitorId, c.is_closed AS isClosed, c.assignee, c.last_seq AS lastSeq, c.last_visitor_seq AS lastVisitorSeq,
  c.last_visible_seq AS lastVisibleSeq, c.agent_read_seq AS agentReadSeq, c.visitor_read_seq AS visitorReadSeq,
  c.waiting_since AS waitingSince, c.wait, c.held, c.snoozed, c.asked, c.script, c.tags, min(c.callback_at, ${LIMITS.latestAt}) AS callbackAt, c.channels, c.preview_text AS previewText,
  c.preview_author AS previewAuthor, c.preview_kind AS previewKind, k.name, k.email, k.phone, k.locale,
  k.time_zone AS timeZone, k.card AS cardId, k.card_name AS cardName, c.created_at AS createdAt, c.updated_at AS updatedAt
  FROM conversations c CROSS JOIN contacts k ON k.row = c.contact CROSS JOIN sites s ON s.row = c.site
  LEFT JOIN visitors v ON v.row = c.visitor`;

export interface ConversationRow
  extends Omit<
      Conversation,
      | 'status'
      | 'held'
      | 'wait'
      | 'snoozed'
      | 'asked'
      | 'script'
      | 'assigneeId'
      | 'channels'
      | 'tags'
      | 'preview'
      | 'contact'
    >,
    Omit<ContactSummary, 'id' | 'card'> {
  contactId: string;
  cardId: string | null;
  cardName: string;
  row: number;
  site: number;
  contact: number;
  visitor: number | null;
  newest: number | null;
  /** Its place in `STATUSES`. */
  isClosed: number;
  held: string | null;
  wait: string | null;
  snoozed: string | null;
  asked: string | null;
  script: string | null;
  assignee: string;
  channels: string;
  tags: string;
  previewText: string;
  previewAuthor: Conversation['preview']['author'];
  previewKind: string;
}

/** As the column `is_closed` counts them: what is held stands in neither list of the two others. */
const STATUSES: readonly Conversation['status'][] = ['open', 'closed', 'held', 'snoozed'];

export function statusNumber({ status }: Pick<Conversation, 'status'>): number {
  return STATUSES.indexOf(status);
}

export function conversationFromRow(from: unknown): Conversation {
  const c = from as ConversationRow;
  return {
    id: c.id,
    siteId: c.siteId,
    contact: contactSummary({
      ...c,
      id: c.contactId,
      card: c.cardId ? { id: c.cardId, name: c.cardName } : null,
    }),
    visitorId: c.visitorId,
    status: STATUSES[c.isClosed]!,
    ...(c.held !== null && { held: JSON.parse(c.held) }),
    ...(c.asked !== null && { asked: JSON.parse(c.asked) }),
    assigneeId: c.assignee || null,
    lastSeq: c.lastSeq,
    lastVisitorSeq: c.lastVisitorSeq,
    lastVisibleSeq: c.lastVisibleSeq,
    agentReadSeq: c.agentReadSeq,
    visitorReadSeq: c.visitorReadSeq,
    waitingSince: c.waitingSince,
    ...(c.snoozed !== null && { snoozed: JSON.parse(c.snoozed) }),
    ...(c.wait !== null && { wait: JSON.parse(c.wait) }),
    ...(c.script !== null && { script: JSON.parse(c.script) }),
    callbackAt: c.callbackAt,
    channels: (c.channels === '' ? [] : c.channels.split(' ')) as Channel[],
    tags: c.tags === '[]' ? [] : JSON.parse(c.tags),
    preview: { text: c.previewText, author: c.previewAuthor, kind: c.previewKind },
    createdAt: c.createdAt,
    updatedAt: c.updatedAt,
  };
}

/** A conversation inside a step, with the keys of its row. */
export interface HeldConversation {
  row: number;
  site: number;
  contact: number;
  /** Row of its newest entry; null: it has none yet. */
  newest: number | null;
  conversation: Conversation;
}

export type ConversationRows = ReturnType<typeof createConversationRows>;

/** The rows of conversations: the only place that writes them. All inside a step. */
export function createConversationRows({ writer, onUndo }: Turns, contacts: ContactRows) {
  const recent = new Recent<HeldConversation>();
  onUndo(() => recent.clear());

  const byId = writer.prepare(`SELECT ${CONVERSATION} WHERE c.id = ?`);
  const byRow = writer.prepare(`SELECT ${CONVERSATION} WHERE c.row = ?`);
  const idsOfContact = writer.prepare('SELECT id FROM conversations WHERE contact = ?');
  const newestOfContact = writer.prepare(
    'SELECT id FROM conversations WHERE contact = ? ORDER BY updated_at DESC, row DESC LIMIT 1',
  );
  const insert = writer.prepare(`
    INSERT INTO conversations (id, site, contact, visitor, is_closed, assignee, is_unread, rank, waiting_since,
      callback_at, channels, last_seq, last_visitor_seq, last_visible_seq, agent_read_seq, visitor_read_seq, preview_text,
      preview_author, preview_kind, created_at, updated_at, held, wait, snoozed, asked, script, tags)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const sinceLast = `newest = ?, last_seq = ?, last_visitor_seq = ?, last_visible_seq = ?, agent_read_seq = ?,
    visitor_read_seq = ?, preview_text = ?, preview_author = ?, preview_kind = ?, updated_at = ?`;
  /** One more message where some wait already: it touches no list, so no index and no trigger. */
  const changeInPlace = writer.prepare(`UPDATE conversations SET ${sinceLast} WHERE row = ?`);
  const changeAll = writer.prepare(`
    UPDATE conversations SET ${sinceLast}, is_closed = ?, assignee = ?, is_unread = ?, rank = ?, waiting_since = ?,
      callback_at = ?, channels = ?, held = ?, wait = ?, snoozed = ?, asked = ?, script = ?, tags = ? WHERE row = ?`);
  const move = writer.prepare('UPDATE conversations SET contact = ? WHERE contact = ?');
  const drop = writer.prepare('DELETE FROM conversations WHERE row = ?');
  const idsOfVisitor = writer.prepare('SELECT id FROM conversations WHERE visitor = ?');
  const leaveVisitor = writer.prepare('UPDATE conversations SET visitor = NULL WHERE visitor = ?');

  function hold(from: unknown): HeldConversation | null {
    if (!from) return null;
    const { row, site, contact, newest } = from as ConversationRow;
    const held = { row, site, contact, newest, conversation: Object.freeze(conversationFromRow(from)) };
    recent.set(held.conversation.id, held);
    return held;
  }

  function forgetOfContact(contact: number): void {
    for (const row of idsOfContact.all(contact)) recent.delete(row.id as string);
  }
  contacts.onChanged(forgetOfContact);

  function find(id: string): HeldConversation | null {
    return recent.get(id) ?? hold(byId.get(id));
  }

  return {
    find,
    /** @throws AppError CONVERSATION_UNKNOWN */
    need(id: string): HeldConversation {
      const held = find(id);
      if (!held) throw new AppError('CONVERSATION_UNKNOWN');
      return held;
    },
    /** The conversation of a row that is known to be there. */
    ofRow: (row: number): HeldConversation => hold(byRow.get(row))!,
    newestOfContact: (contact: number) => (newestOfContact.get(contact)?.id ?? null) as string | null,

    /** Adds a conversation that has no entry yet; `save` follows in the same step. */
    add(conversation: Conversation, keys: { site: number; contact: number; visitor: number | null }): HeldConversation {
      const c = conversation;
      const { lastInsertRowid } = insert.run(
        ...[c.id, keys.site, keys.contact, keys.visitor, statusNumber(c), c.assigneeId ?? ''],
        ...[isUnread(c), rank(c), c.waitingSince, c.callbackAt, c.channels.join(' ')],
        ...[c.lastSeq, c.lastVisitorSeq, c.lastVisibleSeq, c.agentReadSeq, c.visitorReadSeq],
        ...[c.preview.text, c.preview.author, c.preview.kind, c.createdAt, c.updatedAt],
        ...[heldText(c), waitText(c), snoozedText(c), askedText(c), scriptText(c), JSON.stringify(c.tags)],
      );
      return { row: Number(lastInsertRowid), site: keys.site, contact: keys.contact, newest: null, conversation };
    },

    /**
     * Writes what a conversation has become. Frozen, because the next step may start from the same object.
     * @param newest row of the entry that made it so, if one did
     */
    save(held: HeldConversation, next: Conversation, newest = held.newest): Conversation {
      const { row, site, contact, conversation: before } = held;
      const { lastSeq, lastVisitorSeq, lastVisibleSeq, agentReadSeq, visitorReadSeq, preview, updatedAt } = next;
      const { text, author, kind } = preview;
      const seqs = [lastSeq, lastVisitorSeq, lastVisibleSeq, agentReadSeq, visitorReadSeq];
      if (isListedAlike(before, next)) {
        changeInPlace.run(newest, ...seqs, text, author, kind, updatedAt, row);
      } else {
        changeAll.run(
          ...[newest, ...seqs, text, author, kind, updatedAt],
          ...[statusNumber(next), next.assigneeId ?? '', isUnread(next), rank(next)],
          ...[next.waitingSince, next.callbackAt, next.channels.join(' ')],
          ...[
            heldText(next),
            waitText(next),
            snoozedText(next),
            askedText(next),
            scriptText(next),
            JSON.stringify(next.tags),
            row,
          ],
        );
      }
      recent.set(next.id, { row, site, contact, newest, conversation: Object.freeze(next) });
      return next;
    },

    /** All of a contact, oldest first. */
    ofContact: (contact: number): HeldConversation[] => idsOfContact.all(contact).map(({ id }) => find(id as string)!),

    /** Takes one away whose entries and callbacks are gone. */
    drop({ row, conversation }: HeldConversation): void {
      recent.delete(conversation.id);
      drop.run(row);
    },

    /** One of its columns was written another way. */
    forget: (id: string) => recent.delete(id),

    /** The browser in which they were begun is forgotten. */
    leaveVisitor(visitor: number): void {
      for (const { id } of idsOfVisitor.all(visitor)) recent.delete(id as string);
      leaveVisitor.run(visitor);
    },

    /** Gives what was begun under one contact to another. */
    moveToContact({ from, to }: { from: number; to: number }): void {
      forgetOfContact(from);
      move.run(to, from);
    },
    /** Whether the contact still has conversations. */
    hasContact: (contact: number) => idsOfContact.get(contact) !== undefined,
  };
}

function isUnread(conversation: Conversation): number {
  return Number(conversation.lastVisitorSeq > conversation.agentReadSeq);
}

function snoozedText({ snoozed }: Conversation): string | null {
  return snoozed ? JSON.stringify(snoozed) : null;
}

function askedText({ asked }: Conversation): string | null {
  return asked ? JSON.stringify(asked) : null;
}

function scriptText({ script }: Conversation): string | null {
  return script ? JSON.stringify(script) : null;
}

function heldText({ held }: Conversation): string | null {
  return held ? JSON.stringify(held) : null;
}

function waitText({ wait }: Conversation): string | null {
  return wait ? JSON.stringify(wait) : null;
}

/** Whether two states of a conversation stand in the same lists at the same place and count the same. */
function isListedAlike(a: Conversation, b: Conversation): boolean {
  return (
    a.waitingSince === b.waitingSince &&
    a.callbackAt === b.callbackAt &&
    a.status === b.status &&
    a.held === b.held &&
    a.wait === b.wait &&
    a.snoozed === b.snoozed &&
    a.asked === b.asked &&
    a.script === b.script &&
    a.assigneeId === b.assigneeId &&
    a.channels === b.channels &&
    a.tags === b.tags &&
    isUnread(a) === isUnread(b) &&
    rank(a) === rank(b)
  );
}
