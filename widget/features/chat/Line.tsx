import { unturned } from '../../../protocol/turning.ts';
import { words } from '../../panel/language.ts';
import { createLazy } from '../../panel/lazy.ts';
import { files as attached } from '../files/load-files.ts';
import type { PlacedRow } from './rows.ts';
import { send } from './state.ts';

/** One row of the log, with what stands above and below it. */
export function Line({ row }: { row: PlacedRow }) {
  const { key, side, name, text, files, buttons, day, beginsGroup, foot, isFailed } = row;
  if (files) attached.load();
  const Attached = files && attached.loaded.now.chunk?.Attached;
  if (buttons) answers.load();
  const Buttons = buttons && answers.loaded.now.chunk?.Buttons;
  return (
    <>
      {day && <p class="day">{day}</p>}
      {side === 'them' && beginsGroup && (
        <p class="who">
          <b aria-hidden="true">{[...name][0]}</b>
          {name}
        </p>
      )}
      {text && (
        <p class={side ? `msg ${side}` : 'day'} dir="auto">
          {side ? linked(text) : text}
        </p>
      )}
      {Attached && <Attached row={row} />}
      {Buttons && <Buttons words={buttons} onPress={send} />}
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

/** Buttons of the site's script: a chunk for those that have one. */
export const answers = createLazy('answers', () => import('../answers/answers.tsx'));

/** Finds addresses in words: a chunk for the few that have any. */
export const links = createLazy('links', () => import('./links.tsx'));

/** Text with its addresses as links, once what finds them is there. */
function linked(said: string) {
  const hasAddress = /:\/\/|www\.|@/i.test(said);
  if (hasAddress) links.load();
  return (hasAddress && links.loaded.now.chunk?.linked(said)) || unturned(said);
}
