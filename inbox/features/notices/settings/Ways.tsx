import type { NoticeSettings, NoticeTestAnswer, NoticeWay, WayState } from '../../../../protocol/notices.ts';
import { useInbox } from '../../../inbox.ts';
import { Link } from '../../../shell/Link.tsx';
import { useMovers } from '../../../shell/movers.tsx';
import type { SettingsPage } from '../../../shell/routes.ts';
import { useActs } from '../../../shell/use-acts.ts';
import { ringBell } from '../bell.ts';
import { t } from './words/index.ts';

/** Where agents set up what is their own to set up. */
const SETUP_PAGES: Partial<Record<NoticeWay, SettingsPage>> = { push: 'push', telegram: 'profile', sms: 'profile' };

type WayOf = NoticeSettings['ways'][number];

/** The ways in the agent's order, each with a switch and a way to try it. */
export function Ways(props: { ways: readonly WayOf[]; states: readonly WayState[]; onWays: (ways: WayOf[]) => void }) {
  const { ways, states, onWays } = props;
  const { http, toasts } = useInbox();
  const { list, movers } = useMovers({
    length: ways.length,
    label: (by, at) => t(by === 'up' ? 'moveUp' : 'moveDown', { way: t(ways[at]!.way) }),
    move(from, to) {
      onWays(ways.toSpliced(from, 1).toSpliced(to, 0, ways[from]!));
      return true;
    },
  });
  const isReady = (way: NoticeWay) => states.some(each => each.way === way && each.isReady);

  const { isBusy, run } = useActs(toasts);
  async function tellNow(way: NoticeWay) {
    if (way === 'page') {
      ringBell();
      toasts.add(t('rings'));
      return;
    }
    const { left, problem } = await http.post<NoticeTestAnswer>('me/notices/test', { way });
    if (problem) toasts.add(t('didNotLeave', { problem }), { tone: 'failed' });
    else if (left === 0) toasts.add(t('nothingLeft'), { tone: 'failed' });
    else toasts.add(t('didLeave'));
  }
  return (
    <ol ref={list} class="settings-list told-ways" aria-label={t('ways')}>
      {ways.map(({ way, isOn }, at) => (
        <li key={way}>
          <span class="settings-name">
            {way === 'page' ? (
              // It rings whenever it is open: what can be chosen is how soon the others follow.
              t(way)
            ) : (
              <label class="check">
                <input
                  type="checkbox"
                  checked={isOn}
                  onChange={event => onWays(ways.with(at, { way, isOn: event.currentTarget.checked }))}
                />
                {t(way)}
              </label>
            )}
            {!isReady(way) && <NotReady page={SETUP_PAGES[way]} />}
          </span>
          {movers(at)}
          {isReady(way) && (
            <button
              type="button"
              class="btn"
              aria-label={t('tellNowBy', { way: t(way) })}
              aria-disabled={isBusy(way)}
              onClick={() => void run(way, () => tellNow(way))}
            >
              {t('tellNow')}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

function NotReady({ page }: { page: SettingsPage | undefined }) {
  return <small>{page ? <Link to={{ kind: 'settings', page }}>{t('notReady')}</Link> : t('notReady')}</small>;
}
