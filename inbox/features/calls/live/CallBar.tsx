import { useState } from 'preact/hooks';
import type { ShownCall } from '../../../../protocol/calls.ts';
import { useInbox } from '../../../inbox.ts';
import { Icon } from '../../../shell/Icon.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { callCalls } from '../calls.ts';
import { NoteForm } from '../NoteForm.tsx';
import { lengthText, whoText } from '../text.ts';
import { t } from '../words/index.ts';
import { OpenCard } from './RingCard.tsx';
import { useSeconds } from './use-seconds.ts';

/** The call that the agent speaks in: how long, and a place for notes. It stays when it is over, until it is put aside. */
export function CallBar(props: { shown: ShownCall; onChanged: (next: ShownCall) => void; onAside: () => void }) {
  const { shown, onChanged, onAside } = props;
  const { call, people } = shown;
  const { http } = useInbox();
  const [isNoting, setNoting] = useState(false);
  const about = useAnswer(() => callCalls(http).about(call.id), [call.id, people.length]);
  const length = lengthText(useSeconds(call.answeredAt ?? call.startedAt, call.endedAt));
  const name = whoText(shown);
  const title = t(call.state === 'ended' ? 'callEnded' : call.state === 'ringing' ? 'outCall' : 'inCall', { name });
  return (
    <section class="live-bar" aria-label={title}>
      <header>
        <Icon name="phone" />
        <h2 dir="auto">{title}</h2>
        <span class="call-time" role="timer">
          {length}
        </span>
        <button type="button" class="icon-btn" aria-label={t('putAside')} onClick={onAside}>
          <Icon name="close" size={16} />
        </button>
      </header>
      {call.note && !isNoting && (
        <p class="call-words" dir="auto">
          {call.note}
        </p>
      )}
      {isNoting && <NoteForm shown={shown} onSaved={onChanged} onDone={() => setNoting(false)} />}
      <div class="acts">
        {!isNoting && (
          <button type="button" class="btn" onClick={() => setNoting(true)}>
            {t('note')}
          </button>
        )}
        <OpenCard people={about.answer?.people ?? []} />
      </div>
    </section>
  );
}
