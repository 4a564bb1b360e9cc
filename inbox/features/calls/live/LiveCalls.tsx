import './style.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ShownCall } from '../../../../protocol/calls.ts';
import { useInbox } from '../../../inbox.ts';
import { whoText } from '../text.ts';
import { t } from '../words/index.ts';
import { CallBar } from './CallBar.tsx';
import { type LiveCall, seen, withNews } from './live.ts';
import { RingCard } from './RingCard.tsx';

/** Cards of calls that ring, and bars of those that the agent speaks in; above everything, and without the focus. */
export function LiveCalls() {
  const { calls, me } = useInbox();
  const meId = me.value.agent.id;
  const [all, setAll] = useState<readonly LiveCall[]>([]);
  const [said, setSaid] = useState('');
  const box = useRef<HTMLElement>(null);

  function take(news: ShownCall) {
    setAll(before => {
      const known = before.find(each => each.shown.call.id === news.call.id);
      const next = withNews(before, news, meId);
      if (next !== before) setSaid(announced(known?.shown, news, meId));
      return next;
    });
  }
  // Those that came before this did, in their order.
  useEffect(
    () =>
      calls.subscribe(told => {
        if (told.length === 0) return;
        calls.value = [];
        for (const each of told) take(each);
      }),
    [calls],
  );

  const shown = seen(all);
  const aside = (id: string) =>
    setAll(before => before.map(each => (each.shown.call.id === id ? { ...each, isAside: true } : each)));

  useEffect(() => {
    const last = shown.at(-1);
    if (!last) return;
    function onKeyDown(event: KeyboardEvent) {
      // What is open above, and what is being typed, has its own way out.
      const isElsewhere = (event.target as Element | null)?.closest?.('dialog, [role=menu], input, textarea, select');
      if (event.key !== 'Escape' || event.defaultPrevented || isElsewhere) return;
      event.preventDefault();
      event.stopPropagation();
      aside(last!.shown.call.id);
    }
    addEventListener('keydown', onKeyDown, true);
    return () => removeEventListener('keydown', onKeyDown, true);
  }, [shown]);
  useEffect(() => {
    const { activeElement, body } = document;
    // Its card is gone: the keyboard goes on where the page is.
    if (wasInside.current && (!activeElement || activeElement === body))
      document.getElementById('thread')?.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
    wasInside.current = false;
  }, [shown.length]);
  const wasInside = useRef(false);

  return (
    <aside
      ref={box}
      class="live-calls"
      onFocusIn={() => {
        wasInside.current = true;
      }}
      onFocusOut={event => {
        if (event.relatedTarget && !box.current?.contains(event.relatedTarget as Node)) wasInside.current = false;
      }}
    >
      <p class="sr-only" role="status" aria-live="polite">
        {said}
      </p>
      {shown.map(({ shown: each }) => {
        const parts = { shown: each, onChanged: take, onAside: () => aside(each.call.id) };
        const isRing = each.call.state === 'ringing' && each.call.direction === 'in';
        return isRing ? <RingCard key={each.call.id} {...parts} /> : <CallBar key={each.call.id} {...parts} />;
      })}
    </aside>
  );
}

/** What a screen reader says of news. */
function announced(before: ShownCall | undefined, now: ShownCall, meId: string): string {
  const { call } = now;
  const name = whoText(now);
  if (call.state === 'ringing') {
    if (before) return '';
    return call.direction === 'out'
      ? t('outCall', { name })
      : `${t('callsNow', { name })}, ${t('onLine', { line: call.line })}`;
  }
  if (call.state === 'answered' && call.agentId !== meId)
    return call.agentName ? t('tookIt', { agent: call.agentName }) : t('isOver');
  return call.state === 'answered' ? t('inCall', { name }) : t('isOver');
}
