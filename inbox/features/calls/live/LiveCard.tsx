import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ShownCall } from '../../../../protocol/calls.ts';
import { useInbox, useMayAct } from '../../../inbox.ts';
import { useActs } from '../../../shell/use-acts.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useOpener } from '../../../shell/use-opener.ts';
import { ComplaintButton } from '../ComplaintButton.tsx';
import { callCalls } from '../calls.ts';
import { keepNote, NoteForm, useNoteDrafts } from '../NoteForm.tsx';
import { WhoWasIt } from '../WhoWasIt.tsx';
import { t } from '../words/index.ts';
import { BarHead } from './BarHead.tsx';
import type { ToldCall } from './live.ts';
import { OpenCard } from './OpenCard.tsx';
import { RingHead } from './RingHead.tsx';
import { headOf } from './titles.ts';

interface Props {
  shown: ToldCall;
  onChanged: (next: ShownCall) => void;
  onAside: () => void;
  /** A note or a complaint is finished. */
  onFinished: () => void;
}

/**
 * One call: who rings and what is known of them, one for each call, whatever telephones ring; and a small bar once it is answered or
 * over. It is the same element all along, so that what is being typed in it stays, and the focus with it.
 */
export function LiveCard({ shown, onChanged, onAside, onFinished }: Props) {
  const { call, people } = shown;
  const { http, toasts, me } = useInbox();
  const calls = callCalls(http);
  const drafts = useNoteDrafts();
  const mayAct = useMayAct();
  const { isBusy, run } = useActs(toasts);
  /** `again`: it was begun before this page, and nobody asked for the focus. */
  const [noting, setNoting] = useState<'asked' | 'again' | null>(drafts.all.peek().has(call.id) ? 'again' : null);
  const opener = useOpener(noting && 'note');
  const who = people.map(each => each.id).join();
  const told = shown.about?.map(each => each.id).join() === who ? shown.about : undefined;
  const about = useAnswer(async () => told ?? (await calls.about(call.id)).people, [call.id, who]);
  const isRing = call.state === 'ringing' && call.direction === 'in';
  const isOver = call.state === 'ended';
  const isShared = people.length > 1 && mayAct;
  const box = useKeptPlace([call.state, people.length]);

  const wasOver = useRef(isOver);
  useEffect(() => {
    const isEnd = isOver && !wasOver.current;
    wasOver.current = isOver;
    // Whoever hangs up often turns to the next thing at once.
    if (isEnd && drafts.isTyped(call.id)) {
      void run('keep', async () => {
        const kept = await keepNote(http, drafts, call);
        if (kept) onChanged(kept);
      });
    }
  }, [isOver]);

  const glances = about.answer ?? told ?? [];
  return (
    <section ref={box} class={isRing ? 'ring-card' : 'live-bar'} aria-label={headOf(shown, me.value.agent.id).title}>
      {isRing ? <RingHead {...{ shown, glances, onAside }} /> : <BarHead {...{ shown, onAside }} />}
      {isShared && <WhoWasIt shown={shown} onChanged={onChanged} />}
      {call.note && !noting && (
        <p class="call-words" dir="auto">
          {call.note}
        </p>
      )}
      {noting && (
        <NoteForm
          shown={shown}
          isFocused={noting === 'asked'}
          onSaved={onChanged}
          onDone={() => {
            setNoting(null);
            onFinished();
          }}
        />
      )}
      <div class="acts">
        {/* Of several it is first said who it was: a name is pressed for that. */}
        {!isShared && <OpenCard people={glances} />}
        {mayAct && !noting && (
          <button ref={opener('note')} type="button" class="btn" onClick={() => setNoting('asked')}>
            {t('note')}
          </button>
        )}
        <ComplaintButton shown={shown} onClose={onFinished} />
        {mayAct && isRing && (
          <button
            type="button"
            class="btn"
            aria-disabled={isBusy('mine')}
            onClick={() => void run('mine', async () => onChanged(await calls.change(call.id, { isMine: true })))}
          >
            {t('iHaveIt')}
          </button>
        )}
        {mayAct && isOver && call.number && (
          <a class="btn" href={`tel:${call.number}`}>
            {t('dial')}
          </a>
        )}
      </div>
    </section>
  );
}

/** What had the focus may be gone where a call is another: then the first thing that can be done has it. */
function useKeptPlace(inputs: readonly unknown[]) {
  const box = useRef<HTMLElement>(null);
  const wasInside = useRef(false);
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      wasInside.current = box.current?.contains(target as Node) ?? false;
    };
    document.addEventListener('focusin', onFocus);
    return () => document.removeEventListener('focusin', onFocus);
  }, []);
  // Before it is drawn: a moment later a key would go to the page.
  useLayoutEffect(() => {
    const { activeElement, body } = document;
    if (wasInside.current && (!activeElement || activeElement === body))
      box.current?.querySelector<HTMLElement>('textarea, .acts a, .acts button')?.focus();
  }, inputs);
  return box;
}
