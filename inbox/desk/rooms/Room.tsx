import './style.css';
import { useRef } from 'preact/hooks';
import { Icon } from '../../shell/Icon.tsx';
import { lazy } from '../../shell/lazy.tsx';
import type { RoomName } from '../../shell/routes.ts';
import { useKeptFocus } from '../../shell/use-kept-focus.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { ROOM_FACTS } from './rooms.ts';
import { t } from './words/index.ts';

const CallsPage = lazy(async () => (await import('../../features/calls/page/CallsPage.tsx')).CallsPage, { lines: 4 });

/**
 * One page about people: its head, and what its room shows.
 * @param props.id of what is open in it; null: its list
 */
export function Room(props: { room: RoomName; id: string | null; isBehind: boolean; onMenu: () => void }) {
  const { room, id, isBehind, onMenu } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useKeptFocus(heading, [room, id]);
  return (
    <main class="room" id="thread" inert={isBehind}>
      <header class="top">
        <button type="button" class="icon-btn menu-button" aria-label={shellText('menu')} onClick={onMenu}>
          <Icon name="menu" />
        </button>
        <h1 ref={heading} tabIndex={-1}>
          {t(ROOM_FACTS[room].title)}
        </h1>
      </header>
      <div class="room-body">{room === 'calls' && <CallsPage />}</div>
    </main>
  );
}
