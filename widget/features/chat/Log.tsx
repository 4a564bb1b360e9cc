import { Component, createRef } from 'preact';
import { isolatedName } from '../../../protocol/turning.ts';
import { fill } from '../../../protocol/words.ts';
import { words } from '../../panel/language.ts';
import { createLazy } from '../../panel/lazy.ts';
import { link } from '../../panel/link.ts';
import { desk } from '../../panel/site.ts';
import { Line } from './Line.tsx';
import { rowsOf } from './rows.ts';
import { chat, loadEarlier } from './state.ts';

/** The reader counts as being at the end this near to it, in pixels. */
const END_PX = 40;

export const otherWays = createLazy('other-ways', () => import('./other-ways.tsx'));

/** The log's element; there is one in a page. */
const box = createRef<HTMLDivElement>();

const isAtEnd = (log: Element) => log.scrollHeight - log.scrollTop - log.clientHeight < END_PX;

export function scrollToEnd(): void {
  box.current!.scrollTop = box.current!.scrollHeight;
}

function onScroll() {
  const log = box.current!;
  if (log.scrollTop < END_PX) loadEarlier();
  if (chat.now.hasNew && isAtEnd(log)) chat.change({ hasNew: false });
}

/** Where the reader was before a drawing. */
interface Place {
  isEnd: boolean;
  /** Pixels from the top of what is seen to the end. */
  fromEnd: number;
}

/**
 * Everything that was said. It stays where its reader wants it: at the end, unless they scrolled up, and without a jump
 * when something is added above.
 */
export class Log extends Component {
  /** What the log shows. */
  declare private entries: typeof chat.now.entries;

  override componentDidMount() {
    scrollToEnd();
    this.entries = chat.now.entries;
  }

  override getSnapshotBeforeUpdate(): Place {
    const log = box.current!;
    return { isEnd: isAtEnd(log), fromEnd: log.scrollHeight - log.scrollTop };
  }

  override componentDidUpdate(_props: object, _state: object, { isEnd, fromEnd }: Place) {
    const { entries: before } = this;
    const { entries } = chat.now;
    this.entries = entries;
    if (isEnd) scrollToEnd();
    else if (entries[0] !== before[0]) box.current!.scrollTop = box.current!.scrollHeight - fromEnd;
    else if (entries.at(-1) !== before.at(-1)) chat.change({ hasNew: true });
  }

  override render() {
    const { typing, entries, conversation } = chat.now;
    const t = words();
    const { availability } = desk.now;
    const isAlone =
      availability && availability.state !== 'here' && !entries.some(({ author }) => author.kind === 'agent');
    const isOffered = isAlone || conversation?.queue || conversation?.status === 'closed';
    if (isOffered) otherWays.load();
    const OtherWays = isOffered && otherWays.loaded.now.chunk?.OtherWays;
    const rows = rowsOf({ ...chat.now, ...link.now, ...desk.now });
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      <div class="log" role="log" aria-live="off" aria-label={t.chat} tabIndex={0} onScroll={onScroll} ref={box}>
        <div>
          {/* Of the very row the very line, so that nothing is drawn again. */}
          {rows.map(row => (row.line ??= <Line key={row.key} row={row} />))}
          {/* Of no words a node would be made too. */}
          {!!typing && <p class="meta">{fill(t.typing, { name: typing }, isolatedName)}</p>}
        </div>
        {OtherWays && <OtherWays />}
      </div>
    );
  }
}
