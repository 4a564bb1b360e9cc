import { useState } from 'preact/hooks';
import type { Call } from '../../../protocol/calls.ts';
import { useApp } from '../../shell/app.ts';
import { ROOT } from '../../shell/root.ts';
import { moment } from '../../shell/times.ts';
import { t } from './words/index.ts';

/** The way to hear a call; nothing is fetched before it is pressed. */
export function Recording({ call }: { call: Pick<Call, 'id' | 'hasRecording' | 'startedAt'> }) {
  const now = useApp().clock.value;
  const [state, setState] = useState<'closed' | 'open' | 'failed'>('closed');
  if (!call.hasRecording) return null;
  if (state === 'failed') return <p class="problem">{t('notHeard')}</p>;
  if (state === 'closed') {
    return (
      <button type="button" class="btn is-quiet is-start" onClick={() => setState('open')}>
        {t('listen')}
      </button>
    );
  }
  return (
    // biome-ignore lint/a11y/useMediaCaption: nobody writes down what is said in a call
    <audio
      controls
      autoPlay
      class="call-recording"
      aria-label={t('recording', { when: moment(call.startedAt, now) })}
      src={`${ROOT}v1/calls/${encodeURIComponent(call.id)}/recording`}
      onError={() => setState('failed')}
    />
  );
}
