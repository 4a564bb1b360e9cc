import { words } from '../../panel/language.ts';
import { clock, day } from '../../panel/times.ts';
import { splitLinks } from './links.ts';
import { isNewDay, isNewGroup, type Row } from './rows.ts';
import { send } from './state.ts';

interface LineProps {
  row: Row;
  /** Its neighbours: a name, a day or a time is said where something new begins or ends. */
  before: Row | undefined;
  after: Row | undefined;
  /** The last of the visitor's own that the server has. */
  isLastSent: boolean;
  /** An agent has seen it. */
  isSeen: boolean;
}

/** One row of the log, with what stands above and below it. */
export function Line({ row, before, after, isLastSent, isSeen }: LineProps) {
  const { key, side, name, text, at } = row;
  const hasMeta = side && key && (isLastSent || isNewGroup(row, after));
  return (
    <>
      {isNewDay(before, row) && <p class="day">{day(at)}</p>}
      {side === 'them' && isNewGroup(before, row) && (
        <p class="who">
          <b aria-hidden="true">{[...name][0]}</b>
          {name}
        </p>
      )}
      {side ? (
        <p class={`msg ${side}`} dir="auto">
          <Linked text={text} />
        </p>
      ) : (
        <p class="day">{text}</p>
      )}
      {hasMeta && <Meta row={row} isLastSent={isLastSent} isSeen={isSeen} />}
    </>
  );
}

/** When it was said, and what became of it. */
function Meta({ row, isLastSent, isSeen }: Pick<LineProps, 'row' | 'isLastSent' | 'isSeen'>) {
  const { key, side, text, at, state, isFailed } = row;
  const t = words();
  return (
    <p class={`meta ${side}`}>
      {state ?? clock(at)}
      {isLastSent && ` · ${isSeen ? t.seen : t.sent}`}
      {isFailed && (
        <button type="button" class="link" onClick={() => send(text, key)}>
          {t.retry}
        </button>
      )}
    </p>
  );
}

/** Text with its web addresses as links. */
function Linked({ text }: { text: string }) {
  return splitLinks(text).map((part, at) =>
    at % 2 ? (
      <a href={part} target="_blank" rel="noopener nofollow ugc">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
