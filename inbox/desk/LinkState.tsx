import './link-state.css';
import { useEffect, useState } from 'preact/hooks';
import { useInbox } from '../inbox.ts';
import { usePart } from '../shell/use-part.ts';
import { t as shellText } from '../shell/words/index.ts';
import { t } from './words/index.ts';

/** A reload of the server takes a second or two and is not worth a word; longer, the agent must know. */
const GRACE_MS = 2_000;
const BACK_SHOWN_MS = 3_000;

/** Says that the link is down or back, that the server keeps nothing now, or that this browser can not keep what is being sent. */
export function LinkState() {
  const { link, isStoreAvailable, isOutdated, isDurable, conversations } = useInbox();
  const hasPending = usePart(() => conversations.outgoing.pending.value.length > 0, [conversations]);
  const isDown = usePart(() => link.state.value !== 'ready', [link]);
  const [shown, setShown] = useState<'nothing' | 'lost' | 'back'>('nothing');

  useEffect(() => {
    if (!isDown) {
      setShown(before => (before === 'lost' ? 'back' : 'nothing'));
      const timer = setTimeout(setShown, BACK_SHOWN_MS, 'nothing');
      return () => clearTimeout(timer);
    }
    const timer = setTimeout(setShown, GRACE_MS, 'lost');
    return () => clearTimeout(timer);
  }, [isDown]);

  const isLosable = hasPending && !isDurable.value;
  const isBack = shown === 'back' && isStoreAvailable.value && !isLosable;
  const text = isLosable
    ? t('notDurable')
    : shown === 'lost'
      ? t(isOutdated.value ? 'outdated' : 'linkLost')
      : !isStoreAvailable.value
        ? t('storeAway')
        : isBack
          ? t('linkBack')
          : '';
  return (
    <div class="link-state" role="status">
      {text && (
        <p class={isBack ? 'is-back' : undefined}>
          {text}
          {shown === 'lost' && (
            <button type="button" onClick={isOutdated.value ? () => location.reload() : link.retry}>
              {isOutdated.value ? t('reload') : shellText('tryAgain')}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
