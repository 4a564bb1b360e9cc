import { Fragment } from 'preact';
import { useInbox } from '../../inbox.ts';
import { Link } from '../../shell/Link.tsx';
import { lazy } from '../../shell/lazy.tsx';
import { ROOMS } from '../../shell/routes.ts';
import { useAt } from '../use-at.ts';
import { ROOM_FACTS } from './rooms.ts';
import { t } from './words/index.ts';

const PeopleCount = lazy(async () => (await import('../../features/people/rail/PeopleCount.tsx')).PeopleCount);
const ListLinks = lazy(async () => (await import('../../features/lists/rail/ListLinks.tsx')).ListLinks);
const OpenCount = lazy(async () => (await import('../../features/complaints/rail/OpenCount.tsx')).OpenCount);

/** The ways to what is known of people, where an owner switched it on. */
export function RoomRail() {
  const { switches } = useInbox().me.value;
  const at = useAt();
  const openList = at.kind === 'room' && at.room === 'lists' ? at.id : null;
  return (
    <>
      <h2>{t('customers')}</h2>
      {ROOMS.filter(room => switches[ROOM_FACTS[room].switch]).map(room => (
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
    </>
  );
}
