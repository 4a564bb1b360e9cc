/**
 * What a filter asks of a conversation, as a few closed operators over named fields. Both stores compile these and nothing
 * else, and `holds` says the same plainly: for the inbox, which hears of changes, and for the test that compares the three.
 */
import type { Conversation } from './conversations.ts';
import type { ViewFilter } from './filters.ts';

type Word = 'siteId' | 'status' | 'assigneeId' | 'locale' | 'waitKind';

export type Condition =
  | { field: Word; op: 'is' | 'isNot'; value: string | null }
  | { field: 'assigneeId'; op: 'isAmong'; value: readonly string[] }
  | { field: 'tags' | 'channels'; op: 'has'; value: string }
  | { field: 'waitingSince' | 'callbackAt'; op: 'upTo' | 'after'; value: number };

/** Who looks, and when by the server's clock. */
export interface Looking {
  meId: string;
  at: number;
  /** Only at those who have waited for as long as the filter says since then; left out: at all. */
  since?: number | undefined;
  /** Who is of the team that the filter names; left out: nobody. */
  teamAgentIds?: readonly string[] | undefined;
}

const MINUTE_MS = 60_000;

/** What each field of a filter asks. */
const CONDITIONS: {
  [Field in keyof ViewFilter]-?: (value: NonNullable<ViewFilter[Field]>, looking: Looking) => Condition[];
} = {
  status: value => [{ field: 'status', op: 'is', value }],
  siteId: value => [{ field: 'siteId', op: 'is', value }],
  assignee: (value, { meId }) =>
    value === 'somebody'
      ? [{ field: 'assigneeId', op: 'isNot', value: null }]
      : [{ field: 'assigneeId', op: 'is', value: value === 'me' ? meId : null }],
  teamId: (_, { teamAgentIds = [] }) => [{ field: 'assigneeId', op: 'isAmong', value: teamAgentIds }],
  locale: value => [{ field: 'locale', op: 'is', value }],
  tag: value => [{ field: 'tags', op: 'has', value }],
  channel: value => [{ field: 'channels', op: 'has', value }],
  waitsFor: value =>
    value === 'callback' ? [{ field: 'callbackAt', op: 'after', value: -1 }] : [{ field: 'waitKind', op: 'is', value }],
  waitingMinutes: (value, { at, since }) => {
    const before = (time: number) => time - value * MINUTE_MS;
    const isLong: Condition = { field: 'waitingSince', op: 'upTo', value: before(at) };
    return since === undefined ? [isLong] : [isLong, { field: 'waitingSince', op: 'after', value: before(since) }];
  },
};

/** All that a filter asks. */
export function conditionsOf(filter: ViewFilter, looking: Looking): Condition[] {
  const fields = Object.entries(filter).filter(
    ([name, value]) => Object.hasOwn(CONDITIONS, name) && value !== undefined,
  );
  return fields.flatMap(([name, value]) =>
    (CONDITIONS[name as keyof ViewFilter] as (value: unknown, looking: Looking) => Condition[])(value, looking),
  );
}

/** Whether a conversation is as a filter asks. */
export function matches(filter: ViewFilter, conversation: Conversation, looking: Looking): boolean {
  return conditionsOf(filter, looking).every(condition => holds(condition, conversation));
}

/** The plain meaning of a condition. */
export function holds(condition: Condition, conversation: Conversation): boolean {
  switch (condition.op) {
    case 'is':
      return wordOf(condition.field, conversation) === condition.value;
    case 'isNot':
      return wordOf(condition.field, conversation) !== condition.value;
    case 'isAmong':
      return condition.value.includes(conversation.assigneeId ?? '');
    case 'has':
      return (conversation[condition.field] as string[]).includes(condition.value);
    case 'upTo':
      return (conversation[condition.field] ?? Infinity) <= condition.value;
    case 'after':
      return (conversation[condition.field] ?? -Infinity) > condition.value;
  }
}

function wordOf(field: Word, conversation: Conversation): string | null {
  if (field === 'locale') return conversation.contact.locale;
  if (field === 'waitKind') return conversation.wait?.kind ?? null;
  return conversation[field];
}
