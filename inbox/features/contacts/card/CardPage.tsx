import './beside.css';
import './style.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CardAnswer } from '../../../../protocol/cards.ts';
import { useInbox } from '../../../inbox.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { lazy } from '../../../shell/lazy.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { usePart } from '../../../shell/use-part.ts';
import { onCallTold } from '../../calls/told.ts';
import { Timeline } from '../../timeline/Timeline.tsx';
import { Figures } from './Figures.tsx';
import { Head } from './Head.tsx';
import { Hints } from './Hints.tsx';
import { newsOf } from './news.ts';
import { useCard } from './use-card.ts';
import { useTold } from './use-told.ts';
import { t } from './words/index.ts';

const Side = lazy(async () => (await import('./side/Side.tsx')).Side, { lines: 8 });
const Compare = lazy(async () => (await import('./compare/Compare.tsx')).Compare);

/** All that is known of one person. @param props.id any contact of their card */
export function CardPage({ id }: { id: string }) {
  const [done, setDone] = useState(0);
  const { answer, failure } = useCard(useInbox().http, id, done);
  const [otherId, setOther] = useState<string | null>(null);
  const changed = () => setDone(before => before + 1);
  useNews(answer, changed);
  useCalls(answer, changed);
  if (failure === 'NOT_FOUND' || (failure && !answer))
    return <Failed text={t(failure === 'NOT_FOUND' ? 'missing' : 'failed')} onRetry={changed} />;
  if (!answer) return <Skeleton lines={8} />;
  return (
    <div class="card-page">
      <div class="card-main">
        <Head answer={answer} onCompare={setOther} onChanged={changed} />
        <Hints hints={answer.hints} />
        <Figures answer={answer} />
        <Timeline contactId={id} news={answer} />
      </div>
      <Side answer={answer} onCompare={setOther} onChanged={changed} />
      {otherId && <Compare one={answer} otherId={otherId} onClose={() => setOther(null)} onChanged={changed} />}
    </div>
  );
}

/** Calls when the person's newest conversation is told of anew, when something of them is, and when somebody comes back to the page. */
function useNews(answer: CardAnswer | null, onNews: () => void): void {
  const conversationId = answer?.conversationId ?? null;
  const inbox = useInbox();
  const { conversations, views } = inbox;
  useTold(inbox, answer?.card.ids ?? [], onNews);
  const news = usePart(() => {
    // What `find` looks at.
    const held = [conversations.threads.held.value, views.rows.value];
    const conversation = conversationId && held.length > 0 ? conversations.find(conversationId) : null;
    return conversation ? newsOf(conversation) : '';
  }, [conversations, views, conversationId]);
  const last = useRef(news);
  useEffect(() => {
    if (last.current && news && news !== last.current) onNews();
    last.current = news;
  }, [news]);
  useEffect(() => {
    addEventListener('focus', onNews);
    return () => removeEventListener('focus', onNews);
  }, []);
}

/** Calls when a call of theirs is there, or another than before. */
function useCalls(answer: CardAnswer | null, onCall: () => void): void {
  const { calls } = useInbox();
  const ids = answer?.card.ids ?? [];
  useEffect(
    () => onCallTold(calls, ({ contactIds }) => contactIds.some(each => ids.includes(each)) && onCall()),
    [calls, ids.join()],
  );
}
