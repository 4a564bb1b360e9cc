import type { SQLInputValue } from 'node:sqlite';
import type { Condition } from '../../../protocol/conditions.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import {
  CONVERSATION,
  type ConversationRow,
  conversationFromRow,
  statusNumber,
} from '../../store/sqlite/conversation-rows.ts';
import { cursorOf, pageOf, readCursor } from '../../store/sqlite/cursor.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { AMONG, TAGGED, WALKS, type Walk } from './sqlite-walks.ts';
import type { ViewStore } from './store.ts';

/** What the fields of conditions are called here; of tags and channels, the JSON that has them. */
const COLUMNS: Record<Condition['field'], string> = {
  siteId: 's.id',
  status: 'c.is_closed',
  assigneeId: 'c.assignee',
  locale: 'k.locale',
  waitKind: "c.wait ->> '$.kind'",
  tags: 'c.tags',
  channels: `'["' || replace(c.channels, ' ', '","') || '"]'`,
  waitingSince: 'c.waiting_since',
  callbackAt: 'c.callback_at',
};

const OPERATORS: Record<Condition['op'], (column: string, value: string) => string> = {
  is: (column, value) => `${column} IS ${value}`,
  isNot: (column, value) => `${column} IS NOT ${value}`,
  isAmong: (column, value) => `${column} IN (SELECT value FROM json_each(${value}))`,
  has: (column, value) => `EXISTS (SELECT 1 FROM json_each(${column}) WHERE value = ${value})`,
  upTo: (column, value) => `${column} <= ${value}`,
  after: (column, value) => `${column} > ${value}`,
};

/** As the columns have it: statuses are numbers, and nobody is ''. */
function stored(condition: Condition): SQLInputValue {
  if (condition.op === 'isAmong') return JSON.stringify(condition.value);
  const { field, value } = condition;
  if (field === 'status') return statusNumber({ status: value as Conversation['status'] });
  return field === 'assigneeId' ? (value ?? '') : value;
}

/** The shortest way past all that the conditions can hold for. */
function walkOf(conditions: readonly Condition[]): Walk {
  const valueIf = (field: Condition['field'], op: Condition['op']) =>
    conditions.find(each => each.field === field && each.op === op)?.value;
  const status = valueIf('status', 'is') as Conversation['status'];
  if (status === 'held') return WALKS.quarantine;
  if (status === 'snoozed') return WALKS.snoozed;
  if (valueIf('tags', 'has') !== undefined) return TAGGED[status];
  if (status === 'closed') return WALKS.closed;
  return valueIf('assigneeId', 'is') === undefined ? WALKS.all : WALKS.mine;
}

/**
 * Filtered lists. A page looks at no more conversations than it is told to, whatever it finds: where few of very many
 * match, nobody else waits for the one process that reads the file.
 */
export function createFilterReader({ reader, read }: Engine): Pick<ViewStore, 'filtered'> {
  return {
    filtered: ({ conditions, siteIds = null, cursor, limit, look }) =>
      read(() => {
        const { index, where, sort, descends, at } = walkOf(conditions);
        const [way, beyond, within] = descends ? ['DESC', '<', '>='] : ['', '>', '<='];
        const [from, row] = readCursor(cursor) ?? [descends ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER, 0];
        const mine = conditions.find(each => each.field === 'assigneeId' && each.op === 'is');
        const agent = mine?.op === 'is' ? (mine.value ?? '') : '';
        const prepared = (sql: string) => {
          const statement = reader.prepare(sql);
          // Each walk takes those of the parameters that it names.
          statement.setAllowUnknownNamedParameters(true);
          return statement;
        };
        const rest = `${where} AND (${sort}, c.row) ${beyond} (:from, :row)`;
        const order = `ORDER BY ${sort} ${way}, c.row ${way}`;
        const end = prepared(`
          SELECT ${sort} AS "to", c.row FROM conversations c INDEXED BY ${index} WHERE ${rest} ${order}
          LIMIT 1 OFFSET :skipped`).get({ agent, from, row, skipped: look - 1 }) as
          | { to: number; row: number }
          | undefined;
        const asked = conditions.map((each, n) => OPERATORS[each.op](COLUMNS[each.field], `:value${n}`));
        if (siteIds) asked.push(AMONG);
        if (end) asked.push(`(${sort}, c.row) ${within} (:to, :last)`);
        const columns = CONVERSATION.replace('conversations c', `conversations c INDEXED BY ${index}`);
        const found = prepared(`
          SELECT ${columns} WHERE ${[rest, ...asked].join(' AND ')} ${order} LIMIT :limit`).all({
          ...Object.fromEntries(conditions.map((each, n) => [`value${n}`, stored(each)])),
          ...{ agent, from, row, limit: limit + 1, sites: siteIds && JSON.stringify(siteIds) },
          ...{ to: end?.to ?? null, last: end?.row ?? null },
        }) as unknown as ConversationRow[];
        const page = pageOf(found, limit, last => cursorOf(at(last), last.row), conversationFromRow);
        return { ...page, cursor: page.cursor ?? (end ? cursorOf(end.to, end.row) : null) };
      }),
  };
}
