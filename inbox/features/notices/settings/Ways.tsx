import { useState } from 'preact/hooks';
import type { NoticeSettings, NoticeWay, WayState } from '../../../../protocol/notices.ts';
import { useMovers } from '../../../shell/movers.tsx';
import { Way } from './Way.tsx';
import { t } from './words/index.ts';

type WayOf = NoticeSettings['ways'][number];

/** The ways in the agent's order: moved by buttons, or by dragging. @param props.onSetUp something was set up, or is no longer */
export function Ways(props: {
  ways: readonly WayOf[];
  states: readonly WayState[];
  onWays: (ways: WayOf[]) => void;
  onSetUp: () => void;
}) {
  const { ways, states, onWays, onSetUp } = props;
  const [dragged, setDragged] = useState<NoticeWay | null>(null);
  function move(from: number, to: number): boolean {
    onWays(ways.toSpliced(from, 1).toSpliced(to, 0, ways[from]!));
    return true;
  }
  const { list, movers } = useMovers({
    length: ways.length,
    label: (by, at) => t(by === 'up' ? 'moveUp' : 'moveDown', { way: t(ways[at]!.way) }),
    move,
  });
  const placeOf = (name: string | null) => ways.findIndex(each => each.way === name);
  return (
    <section>
      <h2>{t('ways')}</h2>
      <ol ref={list} class="settings-list told-ways">
        {ways.map(({ way, isOn }, at) => (
          <Way
            key={way}
            way={way}
            isOn={isOn}
            state={states.find(each => each.way === way) ?? { way, isReady: false, isOffered: false }}
            movers={movers(at)}
            onOn={next => onWays(ways.with(at, { way, isOn: next }))}
            onSetUp={onSetUp}
            isDragged={dragged === way}
            // What comes from above goes below it.
            mark={dragged !== null && placeOf(dragged) < at ? 'below' : 'above'}
            onDrag={isDragged => setDragged(isDragged ? way : null)}
            onDrop={name => move(placeOf(name), at)}
          />
        ))}
      </ol>
    </section>
  );
}
