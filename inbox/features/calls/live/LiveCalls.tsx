import './style.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CallState, ShownCall } from '../../../../protocol/calls.ts';
import { useInbox, useMayAct } from '../../../inbox.ts';
import { codeOf } from '../../../shell/http.ts';
import { useComplaintDrafts } from '../ComplaintButton.tsx';
import { callCalls } from '../calls.ts';
import { keepNote, useNoteDrafts } from '../NoteForm.tsx';
import { whoText } from '../text.ts';
import { tellOfCall } from '../told.ts';
import { t } from '../words/index.ts';
import { startDialling } from './dialling.ts';
import { LiveCard } from './LiveCard.tsx';
import { isEarlier, type LiveCall, seen, type ToldCall, withNews, withoutOver, withUnfinished } from './live.ts';

/** Cards of calls that ring, and bars of those that the agent speaks in; above everything, and without the focus. */
export function LiveCalls() {
  const { calls, me, http, toasts, link } = useInbox();
  const drafts = useNoteDrafts();
  const complaints = useComplaintDrafts();
  const mayAct = useMayAct();
  const meId = me.value.agent.id;
  const [all, setAll] = useState<readonly LiveCall[]>([]);
  const [said, setSaid] = useState('');
  const box = useRef<HTMLElement>(null);
  const here = { meId, isHeld: (id: string) => drafts.all.peek().has(id) || complaints.all.peek().has(id) };

  /** Of each call that was told of, shown or not: news that were overtaken show none that is over. */
  const states = useRef(new Map<string, CallState>());

  function take(news: ToldCall) {
    const { id, state } = news.call;
    const last = states.current.get(id);
    if (last && isEarlier(state, last)) return;
    states.current.set(id, state);
    setAll(before => {
      const known = before.find(each => each.shown.call.id === id);
      const next = withNews(before, news, here);
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
        for (const each of told) {
          if (each.type === 'call.changed') take(each);
          tellOfCall(
            calls,
            each.type === 'call.logged' ? each : { callId: each.call.id, contactIds: each.people.map(({ id }) => id) },
          );
        }
      }),
    [calls],
  );
  useEffect(() => {
    // What was typed before this page, of calls that it may not be told of any more.
    const noted = [...drafts.all.peek().keys()].filter(drafts.isTyped);
    for (const id of new Set([...noted, ...complaints.all.peek().keys()])) {
      callCalls(http)
        .read(id)
        .then(
          shown => setAll(before => withUnfinished(before, shown)),
          error => {
            if (codeOf(error) !== 'NOT_FOUND') return;
            drafts.forget(id);
            complaints.put(id, null);
          },
        );
    }
  }, [drafts, complaints]);
  const isReady = link.state.value === 'ready';
  useEffect(() => (mayAct && isReady ? startDialling({ http, toasts }) : undefined), [mayAct, isReady, http, toasts]);

  const shown = seen(all);
  async function aside({ shown: { call } }: LiveCall) {
    if (drafts.isTyped(call.id)) {
      try {
        await keepNote(http, drafts, call);
        toasts.add(t('saved'));
      } catch (error) {
        // It stays, with what was typed.
        return toasts.fail(error);
      }
    }
    drafts.forget(call.id);
    setAll(before =>
      withoutOver(
        before.map(each => (each.shown.call.id === call.id ? { ...each, isAside: true } : each)),
        here,
      ),
    );
  }

  useEffect(() => {
    const last = shown.at(-1);
    if (!last) return;
    function onKeyDown(event: KeyboardEvent) {
      // What is open above, and what is being typed, has its own way out.
      const isElsewhere = (event.target as Element | null)?.closest?.('dialog, [role=menu], input, textarea, select');
      if (event.key !== 'Escape' || event.defaultPrevented || isElsewhere) return;
      event.preventDefault();
      event.stopPropagation();
      void aside(last!);
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
      {shown.map(each => {
        const { id } = each.shown.call;
        return (
          <LiveCard
            key={id}
            shown={each.shown}
            onChanged={take}
            onAside={() => void aside(each)}
            onFinished={() => setAll(before => withoutOver(before, here))}
          />
        );
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
