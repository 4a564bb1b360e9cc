import { rank } from '../../../../protocol/rank.ts';
import { type ConversationRecord, type EntryRecord, isSubmission } from '../../transfer.ts';
import { type ConversationRow, conversationFromRow, statusNumber } from '../conversation-rows.ts';
import { columnsOf, entryFromRow } from '../entry-rows.ts';
import { FILE, fileFromRow } from '../file-rows.ts';
import { MENTION, mentionFromRow } from '../mention-rows.ts';
import { RATING, ratingFromRow, teamsText } from '../rating-rows.ts';
import { contactRow, conversationRow, decoded, type Row, siteRow, type Tables } from './table.ts';

/** What was said, and what hangs on it. */
export const CONVERSATIONS_TABLES: Pick<
  Tables,
  | 'conversations'
  | 'entries'
  | 'callbacks'
  | 'ratings'
  | 'files'
  | 'mentions'
  | 'lateSteps'
  | 'scriptActs'
  | 'spamTallies'
> = {
  conversations: {
    name: 'conversations',
    // The summary's columns are there for `conversationFromRow`, and empty.
    select: `c.id, s.id AS siteId, k.id AS contactId, v.id AS visitorId, c.is_closed AS isClosed, c.assignee,
      c.last_seq AS lastSeq, c.last_visitor_seq AS lastVisitorSeq, c.last_visible_seq AS lastVisibleSeq, c.agent_read_seq AS agentReadSeq,
      c.visitor_read_seq AS visitorReadSeq, c.waiting_since AS waitingSince, c.wait, c.held, c.snoozed, c.asked, c.script, c.tags, c.callback_at AS callbackAt, c.channels,
      c.preview_text AS previewText, c.preview_author AS previewAuthor, c.preview_kind AS previewKind,
      c.created_at AS createdAt, c.updated_at AS updatedAt
      FROM conversations c CROSS JOIN contacts k ON k.row = c.contact CROSS JOIN sites s ON s.row = c.site
      LEFT JOIN visitors v ON v.row = c.visitor ORDER BY c.row`,
    record: row => conversationRecord(row as unknown as ConversationRow),
    columns: {
      id: ':id',
      site: siteRow,
      contact: contactRow,
      visitor: '(SELECT row FROM visitors WHERE id = :visitorId)',
      is_closed: ':statusNumber',
      held: ':held',
      tags: ':tagsText',
      wait: ':wait',
      snoozed: ':snoozed',
      asked: ':asked',
      script: ':scriptText',
      assignee: "coalesce(:assigneeId, '')",
      is_unread: ':lastVisitorSeq > :agentReadSeq',
      rank: ':rank',
      waiting_since: ':waitingSince',
      callback_at: ':callbackAt',
      channels: ':channelNames',
      last_seq: ':lastSeq',
      last_visitor_seq: ':lastVisitorSeq',
      last_visible_seq: ':lastVisibleSeq',
      agent_read_seq: ':agentReadSeq',
      visitor_read_seq: ':visitorReadSeq',
      preview_text: ':previewText',
      preview_author: ':previewAuthor',
      preview_kind: ':previewKind',
      created_at: ':createdAt',
      updated_at: ':updatedAt',
    },
    row: ({ preview, channels, tags, ...conversation }) => ({
      ...conversation,
      rank: rank(conversation),
      statusNumber: statusNumber(conversation),
      held: conversation.held ?? null,
      wait: conversation.wait ?? null,
      snoozed: conversation.snoozed ?? null,
      asked: conversation.asked ?? null,
      scriptText: conversation.script ? JSON.stringify(conversation.script) : null,
      channelNames: channels.join(' '),
      tagsText: JSON.stringify(tags),
      previewText: preview.text,
      previewAuthor: preview.author,
      previewKind: preview.kind,
    }),
  },
  entries: {
    name: 'entries',
    // A submission's fingerprint begins with its visitor's row, of which CAST reads the digits.
    select: `c.id AS conversationId, s.id AS siteId, e.seq, e.client_id AS clientId, e.fingerprint, e.author, e.kind,
      e.body, e.created_at AS createdAt, v.id AS senderId
      FROM entries e CROSS JOIN conversations c ON c.row = e.conversation CROSS JOIN sites s ON s.row = e.site
      LEFT JOIN visitors v ON e.author IS NULL AND e.kind <> 'event' AND v.row = CAST(e.fingerprint AS INTEGER)
      ORDER BY e.row`,
    record: entryRecord,
    columns: {
      conversation: conversationRow,
      seq: ':seq',
      site: siteRow,
      client_id: ':clientId',
      // Row 0 is nobody's: of a visitor who is forgotten, no repeat can come.
      fingerprint: `iif(:isSubmission, coalesce((SELECT row FROM visitors WHERE id = :senderId), 0) || ' ', '')
        || :fingerprint`,
      author: ':who',
      kind: ':kind',
      body: ':what',
      created_at: ':createdAt',
    },
    row: ({ author, body, ...entry }) => ({
      ...entry,
      ...columnsOf({ author, body }),
      isSubmission: isSubmission({ author, body }),
      kind: body.kind,
    }),
  },
  callbacks: {
    name: 'callbacks',
    select: `b.id, s.id AS siteId, c.id AS conversationId, b.seq, b.phone, b.name, b.topic, b.is_asap AS isAsap,
      b.start_at AS startAt, b.end_at AS endAt, b.time_zone AS timeZone, b.status, b.ringing, b.attempts,
      b.created_at AS createdAt
      FROM callbacks b CROSS JOIN conversations c ON c.row = b.conversation CROSS JOIN sites s ON s.row = b.site
      ORDER BY b.row`,
    record: row => decoded(row, { flags: ['isAsap'], json: ['ringing', 'attempts'] }),
    columns: {
      id: ':id',
      site: siteRow,
      conversation: conversationRow,
      seq: ':seq',
      phone: ':phone',
      name: ':name',
      topic: ':topic',
      is_asap: ':isAsap',
      start_at: ':startAt',
      end_at: ':endAt',
      time_zone: ':timeZone',
      status: ':status',
      ringing: ':ringing',
      attempts: ':attempts',
      created_at: ':createdAt',
    },
    row: callback => callback,
  },
  ratings: {
    name: 'ratings',
    select: `${RATING} ORDER BY r.row`,
    record: ratingFromRow,
    columns: {
      id: ':id',
      site: siteRow,
      conversation: conversationRow,
      ask_seq: ':askSeq',
      seq: ':seq',
      kind: ':of',
      agent: ':agentId',
      agent_name: ':agentName',
      score: ':score',
      word: ':word',
      teams: ':teamsText',
      created_at: ':createdAt',
    },
    row: ({ teams, ...rating }) => ({ ...rating, teamsText: teamsText({ teams }) }),
  },
  files: {
    name: 'files',
    select: `${FILE} ORDER BY f.row`,
    record: fileFromRow,
    columns: {
      id: ':id',
      site: siteRow,
      uploader: ':uploader',
      client_id: ':clientId',
      name: ':name',
      given_name: ':givenName',
      size: ':size',
      received: ':received',
      hash: ':hash',
      type: ':type',
      kind: ':kind',
      preview_size: ':previewSize',
      width: ':width',
      height: ':height',
      conversation: ':conversationId',
      seq: ':seq',
      is_private: ':isPrivate',
      created_at: ':createdAt',
      touched_at: ':touchedAt',
    },
    row: file => ({ ...file }),
  },
  mentions: {
    name: 'mentions',
    select: `${MENTION} ORDER BY row`,
    record: mentionFromRow,
    columns: {
      id: ':id',
      agent: ':agentId',
      site: ':siteId',
      conversation: ':conversationId',
      seq: ':seq',
      at: ':at',
      is_read: ':isRead',
    },
    row: mention => mention,
  },
  lateSteps: {
    name: 'late_steps',
    select: 'id, site AS siteId, day, kind AS "of", step, at FROM late_steps ORDER BY id',
    record: row => decoded(row),
    columns: { id: ':id', site: ':siteId', day: ':day', kind: ':of', step: ':step', at: ':at' },
    row: step => step,
  },
  scriptActs: {
    name: 'script_acts',
    select: 'id, site AS siteId, day, node, act, offered, at FROM script_acts ORDER BY id',
    record: ({ offered, ...row }) => ({
      ...decoded(row),
      ...(offered !== null && { offered: JSON.parse(offered as string) }),
    }),
    columns: {
      id: ':id',
      site: ':siteId',
      day: ':day',
      node: ':node',
      act: ':act',
      offered: ':offered',
      at: ':at',
    },
    row: acted => ({ ...acted, offered: acted.offered ?? null }),
  },
  spamTallies: {
    name: 'spam_tallies',
    select: 'id, site AS siteId, kind, name, held, released, at FROM spam_tallies ORDER BY at, id',
    record: row => decoded(row),
    columns: {
      id: ':id',
      site: ':siteId',
      kind: ':kind',
      name: ':name',
      held: ':held',
      released: ':released',
      at: ':at',
    },
    row: tally => tally,
  },
};

function conversationRecord(row: ConversationRow): ConversationRecord {
  const { contact, ...conversation } = conversationFromRow(row);
  return { ...conversation, contactId: contact.id };
}

function entryRecord(row: Row): EntryRecord {
  const entry = entryFromRow(row);
  const fingerprint = row.fingerprint as string | null;
  return {
    ...entry,
    siteId: row.siteId as string,
    fingerprint: isSubmission(entry) && fingerprint !== null ? afterSpace(fingerprint) : fingerprint,
    senderId: row.senderId as string | null,
  };
}

function afterSpace(text: string): string {
  return text.slice(text.indexOf(' ') + 1);
}
