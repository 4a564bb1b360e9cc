import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../../shell/app.ts';
import { Icon } from '../../shell/Icon.tsx';
import type { Thread } from '../conversations/thread.ts';
import { CallbackCard } from './CallbackCard.tsx';
import { promiseOf } from './due.ts';
import { t } from './words/index.ts';

/** A promised call stays in sight: while its card is scrolled away, a line above the log stands for it. */
export function CallbackBar(props: {
  thread: Thread;
  log: RefObject<HTMLElement>;
  /** Scrolls to the entry; false when it lies on an older page. */
  onShow: (seq: number) => boolean;
}) {
  const { thread, log, onShow } = props;
  const now = useApp().clock.value;
  const callback = thread.callbacks.filter(each => each.status === 'pending').sort((a, b) => a.startAt - b.startAt)[0];
  const [isInSight, setInSight] = useState(true);
  const [isUnfolded, setUnfolded] = useState(false);
  const entry = thread.entries.find(each => each.seq === callback?.seq);

  useEffect(() => {
    setUnfolded(false);
    const card = log.current?.querySelector(`[data-callback="${callback?.id}"]`);
    if (!card) return setInSight(!callback);
    const observer = new IntersectionObserver(([seen]) => setInSight(seen!.isIntersecting), { root: log.current });
    observer.observe(card);
    return () => observer.disconnect();
  }, [callback?.id, !entry]);

  if (!callback || isInSight) return null;
  if (isUnfolded) {
    return (
      <div class="call-bar">
        <CallbackCard callback={callback} />
      </div>
    );
  }
  return (
    <div class="call-bar">
      <Icon name="phone" />
      <span>{promiseOf(callback, now)}</span>
      <button type="button" class="btn" onClick={() => onShow(callback.seq) || setUnfolded(true)}>
        {t('show')}
      </button>
    </div>
  );
}
