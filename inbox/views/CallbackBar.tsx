import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../app.ts';
import { t } from '../i18n/index.ts';
import type { Thread } from '../thread.ts';
import { useValue } from '../value.ts';
import { CallbackCard, callbackLine } from './CallbackCard.tsx';
import { Icon } from './Icon.tsx';

/** A promised call stays in sight: while its card is scrolled away, a line above the log stands for it. */
export function CallbackBar(props: {
  thread: Thread;
  log: RefObject<HTMLDivElement>;
  /** Scrolls to the entry; false when it lies on an older page. */
  onShow: (seq: number) => boolean;
}) {
  const { thread, log, onShow } = props;
  const { clock } = useApp();
  const now = useValue(clock);
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
      <span>{callbackLine(callback, now)}</span>
      <button type="button" class="btn" onClick={() => onShow(callback.seq) || setUnfolded(true)}>
        {t('show')}
      </button>
    </div>
  );
}
