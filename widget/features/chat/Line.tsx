import { words } from '../../panel/language.ts';
import { day } from '../../panel/times.ts';
import { splitLinks } from './links.ts';
import type { PlacedRow } from './rows.ts';
import { send } from './state.ts';

/** One row of the log, with what stands above and below it. */
export function Line({ row }: { row: PlacedRow }) {
  const { key, side, name, text, at, beginsDay, beginsGroup, foot, isFailed } = row;
  return (
    <>
      {beginsDay && <p class="day">{day(at)}</p>}
      {side === 'them' && beginsGroup && (
        <p class="who">
          <b aria-hidden="true">{[...name][0]}</b>
          {name}
        </p>
      )}
      {side ? (
        <p class={`msg ${side}`} dir="auto">
          {linked(text)}
        </p>
      ) : (
        <p class="day">{text}</p>
      )}
      {foot && (
        <p class={`meta ${side}`}>
          {foot}
          {isFailed && (
            <button type="button" class="link" onClick={() => send(text, key)}>
              {words().retry}
            </button>
          )}
        </p>
      )}
    </>
  );
}

/** Text with its web addresses as links. */
function linked(text: string) {
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
