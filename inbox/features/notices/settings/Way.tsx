import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { NoticeTestAnswer, NoticeWay, WayState } from '../../../../protocol/notices.ts';
import { useInbox } from '../../../inbox.ts';
import { draggable, dropTarget } from '../../../shell/drag.ts';
import { Pill } from '../../../shell/Pill.tsx';
import { useActs } from '../../../shell/use-acts.ts';
import { ringBell } from '../bell.ts';
import { hasSetUp, SetUp } from './SetUp.tsx';
import { t } from './words/index.ts';

/** One way: whether it is on and works, a button that tries it, and what it takes, in place. */
export function Way(props: {
  way: NoticeWay;
  isOn: boolean;
  state: WayState;
  movers: ComponentChildren;
  onOn: (isOn: boolean) => void;
  onSetUp: () => void;
  isDragged: boolean;
  /** Where what is dragged over it would go. */
  mark: 'above' | 'below';
  onDrag: (isDragged: boolean) => void;
  onDrop: (way: string) => void;
}) {
  const { way, isOn, state, movers, onOn, onSetUp, isDragged, mark, onDrag, onDrop } = props;
  const { isReady } = state;
  const { http, toasts } = useInbox();
  const { isBusy, run } = useActs(toasts);
  const nameId = useId();
  const element = useRef<HTMLLIElement>(null);
  const grip = useRef<HTMLSpanElement>(null);
  const [isOver, setOver] = useState(false);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  /** What it takes is shown at once where the way is wanted; it stays open while it is being done. */
  const [isOpen, setOpen] = useState(isOn && !isReady);

  useEffect(() => {
    const ends = [
      draggable(element.current!, way, onDrag, grip.current!),
      dropTarget(element.current!, { over: setOver, drop: name => drop.current(name) }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [way]);

  async function tellNow() {
    if (way === 'page') {
      ringBell();
      toasts.add(t('rings'));
      return;
    }
    const { left, problem } = await http.post<NoticeTestAnswer>('me/notices/test', { way });
    if (problem) toasts.add(t('didNotLeave', { problem }), { tone: 'failed' });
    else if (left === 0) toasts.add(t('nothingLeft'), { tone: 'failed' });
    else toasts.add(t('didLeave'));
    // What its service does not know any more is gone by now.
    if (left === 0) onSetUp();
  }
  return (
    <li ref={element} data-dragged={isDragged || undefined} data-over={isOver && !isDragged ? mark : undefined}>
      <span ref={grip} class="told-grip" aria-hidden="true" />
      <span class="settings-name">
        <label class="check" id={nameId}>
          <input type="checkbox" checked={isOn} onChange={event => onOn(event.currentTarget.checked)} />
          {t(way)}
        </label>
      </span>
      <State isOn={isOn} state={state} />
      <span class="told-acts">
        {isReady && (
          <button
            type="button"
            class="btn"
            aria-label={t('tellNowBy', { way: t(way) })}
            aria-disabled={isBusy(way)}
            onClick={() => void run(way, tellNow)}
          >
            {t('tellNow')}
          </button>
        )}
        {movers}
      </span>
      {hasSetUp(state) && (
        <details class="told-setup" open={isOpen} onToggle={event => setOpen(event.currentTarget.open)}>
          <summary aria-describedby={nameId}>{t(isReady ? 'change' : 'missing')}</summary>
          {isOpen && <SetUp state={state} onSetUp={onSetUp} />}
        </details>
      )}
    </li>
  );
}

/** How it stands, in a word. */
function State({ isOn, state: { isReady, isOffered } }: { isOn: boolean; state: WayState }) {
  if (!isReady && !isOffered) return <Pill>{t('notHere')}</Pill>;
  if (!isOn) return <Pill>{t('off')}</Pill>;
  return isReady ? <Pill tone="here">{t('works')}</Pill> : <Pill tone="due">{t('needsStep')}</Pill>;
}
