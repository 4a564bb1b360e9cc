import './rail.css';
import type { View } from '../../protocol/views.ts';
import { Me } from '../features/agents/Me.tsx';
import { t as viewText } from '../features/views/words/index.ts';
import { useInbox, useMayAct } from '../inbox.ts';
import { Icon } from '../shell/Icon.tsx';
import { Key } from '../shell/Key.tsx';
import { Link } from '../shell/Link.tsx';
import { number } from '../shell/locale.ts';
import { VIEWS } from '../shell/routes.ts';
import { t as shellText } from '../shell/words/index.ts';
import { Brand } from './Brand.tsx';
import { useAt } from './use-at.ts';
import { count, t } from './words/index.ts';

/** The views with how many are in each, the way to the settings, and the agent. */
export function Rail(props: { isBehind: boolean; onHelp: () => void; onClose: () => void }) {
  const { isBehind, onHelp, onClose } = props;
  const { views } = useInbox();
  const at = useAt();
  const mayAct = useMayAct();
  const counts = views.counts.value;
  const shown: Record<View, number | null> = { ...counts, closed: null };
  return (
    <nav class="rail" aria-label={t('views')} inert={isBehind}>
      <Brand />
      {VIEWS.map(view => {
        const n = shown[view];
        if (view === 'mine' && !mayAct) return null;
        // Out of sight while there is nothing in it.
        if ((view === 'quarantine' || view === 'snoozed') && !n && !(at.kind === 'view' && at.view === view))
          return null;
        const isLate = view === 'unassigned' && counts.unassigned > 0;
        const isUnread = view === 'mine' && counts.mineUnread > 0;
        const name = viewText(view);
        return (
          <Link
            key={view}
            to={{ kind: 'view', view, conversationId: null }}
            aria-current={at.kind === 'view' && at.view === view ? 'page' : undefined}
          >
            <span aria-hidden="true">{name}</span>
            {!!n && (
              <b class={isLate ? 'is-late' : isUnread ? 'is-unread' : undefined} aria-hidden="true">
                {number(n)}
              </b>
            )}
            <span class="sr-only">{n ? count('viewWithCount', n, { view: name }) : name}</span>
          </Link>
        );
      })}
      <h2>{t('desk')}</h2>
      <Link to={{ kind: 'settings', page: null }} aria-current={at.kind === 'settings' ? 'page' : undefined}>
        {t('settings')}
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
