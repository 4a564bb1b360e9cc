import { useEffect, useState } from 'preact/hooks';
import { useInbox } from '../app.ts';
import { t } from '../i18n/index.ts';
import { useValue } from '../value.ts';

/** A reload of the server takes a second or two and is not worth a word; longer, the agent must know. */
const GRACE_MS = 2_000;
const BACK_SHOWN_MS = 3_000;

/** Says that the link is down or back, that the server keeps nothing now, or that this browser can not keep what is being sent. */
export function LinkState() {
  const inbox = useInbox();
  const link = useValue(inbox.link);
  const isStoreAvailable = useValue(inbox.isStoreAvailable);
  const pending = useValue(inbox.outgoing.pending);
  const [shown, setShown] = useState<'nothing' | 'lost' | 'back'>('nothing');
  const isDown = link !== 'ready';

  useEffect(() => {
    if (!isDown) {
      setShown(before => (before === 'lost' ? 'back' : 'nothing'));
      const timer = setTimeout(setShown, BACK_SHOWN_MS, 'nothing');
      return () => clearTimeout(timer);
    }
    const timer = setTimeout(setShown, GRACE_MS, 'lost');
    return () => clearTimeout(timer);
  }, [isDown]);

  const isLosable = pending.length > 0 && !inbox.isDurable();
  const isBack = shown === 'back' && isStoreAvailable && !isLosable;
  const text = isLosable
    ? t('notDurable')
    : shown === 'lost'
      ? t('linkLost')
      : !isStoreAvailable
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
            <button type="button" onClick={inbox.retryLink}>
              {t('tryAgain')}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
