import './style.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComplaintCounts, ComplaintShow, ShownComplaint } from '../../../../protocol/complaints.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { number } from '../../../shell/locale.ts';
import { More } from '../../../shell/More.tsx';
import { Pill } from '../../../shell/Pill.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { complaintCalls } from '../calls.ts';
import { t } from '../words/index.ts';
import { ComplaintCard } from './ComplaintCard.tsx';

const SHOWN: readonly ComplaintShow[] = ['open', 'mine', 'closed', 'all'];

interface Held {
  items: readonly ShownComplaint[];
  cursor: string | null;
  counts: ComplaintCounts;
}

/** Complaints: those that are open first, what is due first. @param props.id of the one that a link leads to */
export function ComplaintsPage({ id }: { id: string | null }) {
  const [show, setShow] = useState<ComplaintShow>('open');
  return id ? <OneComplaint id={id} /> : <ComplaintList show={show} onShow={setShow} />;
}

/** Reads anew what is shown, under the page as it stands: when a complaint changed, and when the link is back. */
function useTold(load: () => void): void {
  const { complaintsTold, link } = useInbox();
  const told = complaintsTold.value;
  const isReady = link.state.value === 'ready';
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current && isReady) load();
    isFirst.current = false;
  }, [told, isReady]);
}

function OneComplaint({ id }: { id: string }) {
  const { http } = useInbox();
  const { go } = useApp();
  const { answer, failure, load, change } = useAnswer(() => complaintCalls(http).read(id), [http, id]);
  useTold(load);
  return (
    <div class="complaints">
      <div class="complaints-bar">
        <button type="button" class="btn" onClick={() => go({ kind: 'room', room: 'complaints', id: null })}>
          {t('allOfThem')}
        </button>
      </div>
      {failure && <Failed text={errorText(failure)} onRetry={load} />}
      {!answer && !failure && <Skeleton lines={4} />}
      {answer && (
        <ComplaintCard shown={answer} isChosen onChange={complaint => change(before => ({ ...before, complaint }))} />
      )}
    </div>
  );
}

function ComplaintList({ show, onShow }: { show: ComplaintShow; onShow: (show: ComplaintShow) => void }) {
  const { http, toasts } = useInbox();
  const { answer, failure, load, change } = useAnswer<Held>(() => page(null), [http, show]);
  useTold(load);

  async function page(cursor: string | null): Promise<Held> {
    const { complaints, ...rest } = await complaintCalls(http).list(show, cursor);
    return { items: complaints, ...rest };
  }
  function loadMore(cursor: string) {
    page(cursor).then(more => change(now => ({ ...more, items: [...now.items, ...more.items] })), toasts.fail);
  }

  const counts = answer?.counts;
  return (
    <div class="complaints">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is sent */}
      <div class="complaints-bar" role="group" aria-label={t('show')}>
        {SHOWN.map(each => (
          <button key={each} type="button" aria-pressed={each === show} onClick={() => onShow(each)}>
            {t(`show_${each}`)} {counts && (each === 'open' || each === 'mine') && <b>{number(counts[each])}</b>}
          </button>
        ))}
        {counts && counts.late > 0 && <Pill tone="late">{t('late', { n: number(counts.late) })}</Pill>}
      </div>
      {failure && <Failed text={errorText(failure)} onRetry={load} />}
      {!answer && !failure && <Skeleton lines={6} />}
      {answer?.items.length === 0 && (
        <div class="empty">
          <p>{t(show === 'open' ? 'noneOpen' : show === 'mine' ? 'noneMine' : 'none')}</p>
          <p class="hint">{t('noneHint')}</p>
        </div>
      )}
      {answer?.items.map(shown => (
        <ComplaintCard
          key={shown.complaint.id}
          shown={shown}
          isChosen={false}
          onChange={complaint =>
            change(now => ({
              ...now,
              items: now.items.map(each => (each.complaint.id === complaint.id ? { ...each, complaint } : each)),
            }))
          }
        />
      ))}
      <More onMore={answer?.cursor ? () => loadMore(answer.cursor!) : null} />
    </div>
  );
}
