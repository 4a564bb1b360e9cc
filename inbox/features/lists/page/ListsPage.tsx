import './style.css';
import { useState } from 'preact/hooks';
import { LIST_NAMES, type ListName } from '../../../../protocol/list-names.ts';
import type { ListsAnswer } from '../../../../protocol/lists.ts';
import { useInbox, useMayAct } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Link } from '../../../shell/Link.tsx';
import { lazy } from '../../../shell/lazy.tsx';
import { number } from '../../../shell/locale.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useLists } from '../use-lists.tsx';
import { t as listText } from '../words/index.ts';
import { Work } from './Work.tsx';
import { count, t } from './words/index.ts';

const CouponDialog = lazy(async () => (await import('../../coupons/dialog/CouponDialog.tsx')).CouponDialog);
const EditLists = lazy(async () => (await import('./EditLists.tsx')).EditLists, { lines: 6 });

/** Lists of people to be rung; with `id` the one that is worked off. */
export function ListsPage({ id }: { id: string | null }) {
  const mayAct = useMayAct();
  const list = LIST_NAMES.find(each => each === id);
  const since = dayStart(useApp().clock.peek());
  return list && mayAct ? <Work key={list} list={list} since={since} /> : <AllLists />;
}

/** How far each list is, and what came of its calls. */
function AllLists() {
  const { me } = useInbox();
  const mayAct = useMayAct();
  const isOwner = me.value.agent.role === 'owner';
  const [isEdited, setEdited] = useState(false);
  const [isRedeeming, setRedeeming] = useState(false);
  const { answer, failure, load } = useLists();
  if (isEdited) {
    return (
      <div class="lists">
        <EditLists onDone={() => setEdited(false)} />
      </div>
    );
  }
  if (!answer) return failure ? <Failed text={errorText(failure)} onRetry={load} /> : <Skeleton lines={6} />;
  return (
    <div class="lists">
      <div class="lists-lead">
        <p>{t('lead')}</p>
        {mayAct && (
          <button
            type="button"
            class="btn"
            onPointerEnter={CouponDialog.prepare}
            onFocus={CouponDialog.prepare}
            onClick={() => setRedeeming(true)}
          >
            {listText('redeem')}
          </button>
        )}
        {isOwner && (
          <button type="button" class="btn is-quiet" onClick={() => setEdited(true)}>
            {t('editLists')}
          </button>
        )}
      </div>
      <ul>
        {LIST_NAMES.map(list => (
          <ListItem key={list} list={list} answer={answer} mayAct={mayAct} />
        ))}
      </ul>
      {isRedeeming && <CouponDialog onClose={() => setRedeeming(false)} />}
    </div>
  );
}

function ListItem({ list, answer, mayAct }: { list: ListName; answer: ListsAnswer; mayAct: boolean }) {
  const { left, done } = answer.counts.find(each => each.list === list)!;
  const { outcomes } = answer.figures.find(each => each.list === list)!;
  return (
    <li class="list-work">
      <header>
        <h2>{listText(list)}</h2>
        {mayAct && left > 0 && (
          <Link
            class="btn is-go"
            to={{ kind: 'room', room: 'lists', id: list }}
            aria-label={`${t('start')}: ${listText(list)}`}
          >
            {t('start')}
          </Link>
        )}
      </header>
      <p>
        {left > 0 ? count('toRing', left) : t('nobodyToRing')} · {t('doneToday', { n: number(done) })}
      </p>
      {outcomes.length > 0 && (
        <>
          <h3>{t('outcomes')}</h3>
          <dl class="list-facts">
            {outcomes.map(each => (
              <div key={each.outcome}>
                <dt>{listText(each.outcome)}</dt>
                <dd>{number(each.count)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </li>
  );
}

/** The beginning of the day by the agent's clock. */
function dayStart(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}
