import type { Callback } from '../../../protocol/callbacks.ts';
import type { Entry } from '../../../protocol/entries.ts';
import { memo } from '../../shell/memo.ts';
import { LogEntry } from './LogEntry.tsx';
import { foldRouting, type LogPart } from './log-parts.ts';
import { isGrouped, type Person } from './thread.ts';

interface LogPartProps {
  part: LogPart;
  /** When the last entry of the part above came, ms. */
  previousAt: number | undefined;
  /** The first entry of the part below. */
  next: Entry | undefined;
  /** Given with the part that begins with the very first entry. */
  cameFrom: Person | null;
  /** The last of our messages, if it stands here, and how it arrived. */
  lastOwnSeq: number | null;
  mark: 'sent' | 'seen' | null;
  callbacks: readonly Callback[];
}

/** Some entries of the log, drawn anew only when one of them, or what stands around them, has changed. */
export const LogPartView = memo(({ part, previousAt, next, cameFrom, lastOwnSeq, mark, callbacks }: LogPartProps) => {
  const lines = foldRouting(part.entries);
  return (
    <div class="log-part">
      {lines.map(({ entry, folded }, index) => (
        <LogEntry
          key={folded[0]?.seq ?? entry.seq}
          entry={entry}
          folded={folded.length > 0 ? folded : null}
          previousAt={lines[index - 1]?.entry.createdAt ?? previousAt}
          cameFrom={index === 0 ? cameFrom : null}
          isGrouped={isGrouped(entry, lines[index + 1]?.entry ?? next)}
          mark={entry.seq === lastOwnSeq ? mark : null}
          callback={callbackOf(callbacks, entry)}
        />
      ))}
    </div>
  );
});

/** The call that an entry asked for. Missing for a moment only, while an ack has overtaken the news that carries it. */
function callbackOf(callbacks: readonly Callback[], { seq, body }: Entry): Callback | undefined {
  return body.kind === 'callback' ? callbacks.find(each => each.seq === seq) : undefined;
}
