import './style.css';
import { useRef } from 'preact/hooks';
import { Icon } from '../../shell/Icon.tsx';
import { Link } from '../../shell/Link.tsx';
import { lazy } from '../../shell/lazy.tsx';
import type { RoomName } from '../../shell/routes.ts';
import { useKeptFocus } from '../../shell/use-kept-focus.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { ROOM_FACTS } from './rooms.ts';
import { t } from './words/index.ts';

const CardPage = lazy(async () => (await import('../../features/contacts/card/CardPage.tsx')).CardPage, { lines: 8 });
const PeoplePage = lazy(async () => (await import('../../features/people/page/PeoplePage.tsx')).PeoplePage, {
  lines: 8,
});
const FunnelPage = lazy(async () => (await import('../../features/stages/page/FunnelPage.tsx')).FunnelPage, {
  lines: 6,
});
const ListsPage = lazy(async () => (await import('../../features/lists/page/ListsPage.tsx')).ListsPage, { lines: 6 });
const ComplaintsPage = lazy(
  async () => (await import('../../features/complaints/page/ComplaintsPage.tsx')).ComplaintsPage,
  { lines: 6 },
);
const CallsPage = lazy(async () => (await import('../../features/calls/page/CallsPage.tsx')).CallsPage, { lines: 4 });
const CounterPage = lazy(async () => (await import('../../features/loyalty/counter/CounterPage.tsx')).CounterPage, {
  lines: 4,
});

const VisitsPage = lazy(async () => (await import('../../features/visits/page/VisitsPage.tsx')).VisitsPage, {
  lines: 6,
});
const BookPage = lazy(async () => (await import('../../features/bookings/page/BookPage.tsx')).BookPage, { lines: 8 });

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
        {id !== null && room !== 'book' && (
          <Link class="icon-btn" to={{ kind: 'room', room, id: null }} aria-label={shellText('back')}>
            <Icon name="back" />
          </Link>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {t(ROOM_FACTS[room].title)}
        </h1>
      </header>
      <div class="room-body">
        <Page room={room} id={id} />
      </div>
    </main>
  );
}

/** What a room shows, or one thing in it. */
function Page({ room, id }: { room: RoomName; id: string | null }) {
  switch (room) {
    case 'people':
      return id === null ? <PeoplePage /> : <CardPage key={id} id={id} />;
    case 'funnel':
      return <FunnelPage />;
    case 'lists':
      return <ListsPage id={id} />;
    case 'complaints':
      return <ComplaintsPage id={id} />;
    case 'calls':
      return <CallsPage />;
    case 'counter':
      return <CounterPage id={id} />;
    case 'visits':
      return <VisitsPage />;
    case 'book':
      return <BookPage />;
  }
}
