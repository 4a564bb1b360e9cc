/** The log as it is shown: in order, whatever was told of it meanwhile. Pure. */
import type { CallFilter } from '../../../../protocol/call-words.ts';
import type { ShownCall } from '../../../../protocol/calls.ts';

export interface Log {
  /** Newest first. */
  items: readonly ShownCall[];
  /** Where the rest begins; null: these are all. */
  cursor: string | null;
}

/** Which calls of it. */
export interface Which {
  filter: CallFilter;
  meId: string;
}

function isOf({ call }: ShownCall, { filter, meId }: Which): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'missed':
      return call.isMissed;
    case 'answered':
      return !call.isMissed && call.state !== 'ringing';
    case 'mine':
      return call.agentId === meId;
  }
}

/**
 * The log after news of one call. What is shown stays, for who reads or types there, until another filter is chosen; what is
 * older than all that was read comes with its own page.
 */
export function withCall(log: Log, next: ShownCall, which: Which): Log {
  const id = next.call.id;
  const known = log.items.find(each => each.call.id === id);
  if (!known && !isOf(next, which)) return log;
  if (known?.call.startedAt === next.call.startedAt)
    return { ...log, items: log.items.map(each => (each === known ? next : each)) };
  const others = log.items.filter(each => each !== known);
  const at = others.findIndex(each => each.call.startedAt <= next.call.startedAt);
  if (at < 0 && log.cursor !== null && !known) return log;
  return { ...log, items: others.toSpliced(at < 0 ? others.length : at, 0, next) };
}

/** The log after its first page was read anew: what was read below it stays, where the two meet. */
export function withFirstPage(log: Log, first: Log): Log {
  if (first.cursor === null) return first;
  const fresh = new Set(first.items.map(each => each.call.id));
  const isMet = log.items.some(each => fresh.has(each.call.id));
  const oldest = first.items.at(-1)?.call.startedAt ?? 0;
  const below = log.items.filter(each => !fresh.has(each.call.id) && each.call.startedAt <= oldest);
  return isMet && below.length > 0 ? { items: [...first.items, ...below], cursor: log.cursor } : first;
}
