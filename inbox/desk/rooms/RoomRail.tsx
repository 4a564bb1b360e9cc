import { Fragment } from 'preact';
import { useInbox } from '../../inbox.ts';
import { Link } from '../../shell/Link.tsx';
import { lazy } from '../../shell/lazy.tsx';
import { ROOMS } from '../../shell/routes.ts';
import { useAt } from '../use-at.ts';
import { ROOM_FACTS, ROOM_GROUPS } from './rooms.ts';
import { t } from './words/index.ts';

const PeopleCount = lazy(async () => (await import('../../features/people/rail/PeopleCount.tsx')).PeopleCount);
const ListLinks = lazy(async () => (await import('../../features/lists/rail/ListLinks.tsx')).ListLinks);
const OpenCount = lazy(async () => (await import('../../features/complaints/rail/OpenCount.tsx')).OpenCount);

/** The ways to the shop's book and to what is known of people, where an owner switched it on. */
export function RoomRail() {
  const { switches } = useInbox().me.value;
  const at = useAt();
  const openList = at.kind === 'room' && at.room === 'lists' ? at.id : null;
  const shown = ROOMS.filter(room => switches[ROOM_FACTS[room].switch]);
  return ROOM_GROUPS.map(group => {
    const rooms = shown.filter(room => ROOM_FACTS[room].group === group);
    return (
      rooms.length > 0 && (
        <Fragment key={group}>
          <h2>{t(group)}</h2>
          {rooms.map(room => (
            <Fragment key={room}>
              <Link
                to={{ kind: 'room', room, id: null }}
                aria-current={at.kind === 'room' && at.room === room && !openList ? 'page' : undefined}
              >
                {t(ROOM_FACTS[room].title)} {room === 'people' && <PeopleCount />}
                {room === 'complaints' && <OpenCount />}
              </Link>
              {room === 'lists' && <ListLinks openId={openList} />}
            </Fragment>
          ))}
        </Fragment>
      )
    );
  });
}
