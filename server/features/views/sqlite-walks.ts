import { rank, wakeRank } from '../../../protocol/rank.ts';
import type { View } from '../../../protocol/views.ts';
import { type ConversationRow, conversationFromRow } from '../../store/sqlite/conversation-rows.ts';

/** Of one of the sites that somebody sees, whose ids `:sites` has as JSON. */
export const AMONG = 'c.site IN (SELECT row FROM sites WHERE id IN (SELECT value FROM json_each(:sites)))';

/** A list is a walk along one index. */
export interface Walk {
  index: string;
  where: string;
  /** What orders it, and then the row. */
  sort: string;
  descends?: true;
  /** The same number, of a row that was read. */
  at(row: ConversationRow): number;
}

const byRank = { sort: 'c.rank', at: (row: ConversationRow) => rank(row) };
const byChange = { sort: 'c.updated_at', descends: true, at: (row: ConversationRow) => row.updatedAt } as const;

/** By view. `:agent` is who looks. */
export const WALKS: Record<View, Walk> = {
  mine: { index: 'open_by_assignee', where: 'c.is_closed = 0 AND c.assignee = :agent', ...byRank },
  unassigned: { index: 'open_by_assignee', where: "c.is_closed = 0 AND c.assignee = ''", ...byRank },
  all: { index: 'open_by_rank', where: 'c.is_closed = 0', ...byRank },
  callbacks: { index: 'rung_by_rank', where: 'c.callback_at IS NOT NULL', ...byRank },
  closed: { index: 'closed_by_change', where: 'c.is_closed = 1', ...byChange },
  snoozed: {
    index: 'snoozed_by_end',
    where: 'c.is_closed = 3',
    // As the index has it, and `wakeRank`.
    sort: `coalesce(c.snoozed ->> '$.until', ${Number.MAX_SAFE_INTEGER})`,
    at: row => wakeRank(conversationFromRow(row)),
  },
  quarantine: { index: 'held_by_change', where: 'c.is_closed = 2', ...byChange },
};

/** Where only those with a tag are looked for, however many have none. */
export const TAGGED = {
  open: { index: 'open_tagged_by_rank', where: "c.is_closed = 0 AND c.tags <> '[]'", ...byRank },
  closed: { index: 'closed_tagged_by_change', where: "c.is_closed = 1 AND c.tags <> '[]'", ...byChange },
} as const satisfies Record<string, Walk>;
