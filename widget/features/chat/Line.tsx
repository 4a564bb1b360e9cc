import { unturned } from '../../../protocol/turning.ts';
import { words } from '../../panel/language.ts';
import { createLazy } from '../../panel/lazy.ts';
import { day } from '../../panel/times.ts';
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

/** Finds addresses in words: a chunk for the few that have any. */
export const links = createLazy('links', () => import('../../../protocol/links.ts'));

/** Text with its addresses as links, once what finds them is there. */
function linked(said: string) {
  if (!/:\/\/|www\.|@/i.test(said)) return unturned(said);
  links.load();
  const pieces = links.loaded.now.chunk?.linkPieces(said);
  return (pieces ?? [{ text: unturned(said), href: '' }]).map(({ text, href }) =>
    href ? (
      <a href={href} target="_blank" rel="noopener nofollow ugc">
        {text}
      </a>
    ) : (
      text
    ),
  );
}
