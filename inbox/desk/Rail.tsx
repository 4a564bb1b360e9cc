import './rail.css';
import type { View } from '../../protocol/views.ts';
import { Me } from '../features/agents/Me.tsx';
import { count as mentionCount } from '../features/mentions/words/index.ts';
import { t as savedText } from '../features/saved-views/words/index.ts';
import { listTitle } from '../features/views/titles.ts';
import { useInbox, useMayAct } from '../inbox.ts';
import { Icon } from '../shell/Icon.tsx';
import { Key } from '../shell/Key.tsx';
import { Link } from '../shell/Link.tsx';
import { lazy } from '../shell/lazy.tsx';
import { number } from '../shell/locale.ts';
import { type ListName, VIEWS } from '../shell/routes.ts';
import { t as shellText } from '../shell/words/index.ts';
import { Brand } from './Brand.tsx';
import { useAt } from './use-at.ts';
import { count, t } from './words/index.ts';

const RoomRail = lazy(async () => (await import('./rooms/RoomRail.tsx')).RoomRail);

/** The views with how many are in each, the way to the settings, and the agent. */
export function Rail(props: { isBehind: boolean; onHelp: () => void; onClose: () => void }) {
  const { isBehind, onHelp, onClose } = props;
  const { me, views, mentions, savedViews } = useInbox();
  const at = useAt();
  const mayAct = useMayAct();
  const counts = views.counts.value;
  const { toMend, switches } = me.value;
  const hasRooms = switches.customers || switches.telephone || switches.booking || switches.loyalty;
  const { unread, hasAny } = mentions.counts.value;
  const saved = savedViews.all.value ?? [];
  const isAt = (view: ListName) => at.kind === 'view' && at.view === view;
  const shown: Record<View, number | null> = { ...counts, closed: null };
  return (
    <nav class="rail" aria-label={t('views')} inert={isBehind}>
      <Brand />
      {VIEWS.map(view => {
        const n = shown[view];
        if (view === 'mine' && !mayAct) return null;
        // Out of sight while there is nothing in it.
        if ((view === 'quarantine' || view === 'snoozed') && !n && !isAt(view)) return null;
        const isLate = view === 'unassigned' && counts.unassigned > 0;
        const isUnread = view === 'mine' && counts.mineUnread > 0;
        const name = listTitle(view, savedViews);
        return (
          <RailLink
            key={view}
            view={view}
            name={name}
            isHere={isAt(view)}
            n={n}
            tone={isLate ? 'is-late' : isUnread ? 'is-unread' : undefined}
            spoken={n ? count('viewWithCount', n, { view: name }) : name}
          />
        );
      })}
      {(hasAny || isAt('mentions')) && (
        <RailLink
          view="mentions"
          name={listTitle('mentions', savedViews)}
          isHere={isAt('mentions')}
          n={unread}
          tone="is-unread"
          spoken={unread ? mentionCount('unread', unread) : listTitle('mentions', savedViews)}
        />
      )}
      {saved.length > 0 && <h2>{savedText('title')}</h2>}
      {saved.map(({ id, name }) => (
        <RailLink key={id} view={`saved/${id}`} name={name} isHere={isAt(`saved/${id}`)} n={null} spoken={name} />
      ))}
      {hasRooms && <RoomRail />}
      <h2>{t('desk')}</h2>
      <Link to={{ kind: 'settings', page: null }} aria-current={at.kind === 'settings' ? 'page' : undefined}>
        {t('settings')} {toMend > 0 && <b class="is-late">{number(toMend)}</b>}
      </Link>
      <button type="button" class="rail-item has-keys" onClick={onHelp}>
        {t('shortcuts')} <Key>?</Key>
      </button>
      <Me />
      <button type="button" class="icon-btn rail-close" aria-label={shellText('closePanel')} onClick={onClose}>
        <Icon name="close" />
      </button>
    </nav>
  );
}

/** @param props.spoken what screen readers say for name and number */
function RailLink(props: {
  view: ListName;
  name: string;
  isHere: boolean;
  n: number | null;
  tone?: 'is-late' | 'is-unread' | undefined;
  spoken: string;
}) {
  const { view, name, isHere, n, tone, spoken } = props;
  return (
    <Link to={{ kind: 'view', view, conversationId: null }} aria-current={isHere ? 'page' : undefined}>
      <span aria-hidden="true" dir="auto">
        {name}
      </span>
      {!!n && (
        <b class={tone} aria-hidden="true">
          {number(n)}
        </b>
      )}
      <span class="sr-only">{spoken}</span>
    </Link>
  );
}
