import type { ShownCall } from '../../../../protocol/calls.ts';
import { useInbox } from '../../../inbox.ts';
import { Icon } from '../../../shell/Icon.tsx';
import { lengthText } from '../text.ts';
import { t } from '../words/index.ts';
import { headOf } from './titles.ts';
import { useSeconds } from './use-seconds.ts';

/** A call that was answered or is over: who, and how long it takes or took. */
export function BarHead({ shown, onAside }: { shown: ShownCall; onAside: () => void }) {
  const { me } = useInbox();
  const { answeredAt, startedAt, endedAt, isMissed } = shown.call;
  const { title, became } = headOf(shown, me.value.agent.id);
  const length = lengthText(useSeconds(answeredAt ?? startedAt, endedAt));
  return (
    <header>
      <Icon name="phone" />
      <h2 dir="auto">
        {title}
        {became && <small>{became}</small>}
      </h2>
      {!isMissed && (
        <span class="call-time" role="timer">
          {length}
        </span>
      )}
      <button type="button" class="icon-btn" aria-label={t('putAside')} onClick={onAside}>
        <Icon name="close" size={16} />
      </button>
    </header>
  );
}
