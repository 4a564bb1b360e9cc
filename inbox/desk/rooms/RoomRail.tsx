import { Fragment } from 'preact';
import { useInbox } from '../../inbox.ts';
import { Link } from '../../shell/Link.tsx';
import { lazy } from '../../shell/lazy.tsx';
import { ROOMS } from '../../shell/routes.ts';
import { useAt } from '../use-at.ts';
import { ROOM_FACTS, ROOM_GROUPS } from './rooms.ts';
import { t } from './words/index.ts';

const OpenCount = lazy(async () => (await import('../../features/complaints/rail/OpenCount.tsx')).OpenCount);

/** The ways to what is known of people, where an owner switched it on. */
export function RoomRail() {
  const { switches } = useInbox().me.value;
  const at = useAt();
  const shown = ROOMS.filter(room => switches[ROOM_FACTS[room].switch]);
  return ROOM_GROUPS.map(group => {
    const rooms = shown.filter(room => ROOM_FACTS[room].group === group);
    return (
      rooms.length > 0 && (
        <Fragment key={group}>
          <h2>{t(group)}</h2>
          {rooms.map(room => (
            <Link
              key={room}
              to={{ kind: 'room', room, id: null }}
              aria-current={at.kind === 'room' && at.room === room ? 'page' : undefined}
            >
              {t(ROOM_FACTS[room].title)} {room === 'complaints' && <OpenCount />}
            </Link>
          ))}
        </Fragment>
      )
    );
  });
}
