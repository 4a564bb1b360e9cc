import type { CallItem } from '../../../../protocol/calls.ts';
import { Pill } from '../../../shell/Pill.tsx';
import { Recording } from '../Recording.tsx';
import { callText } from '../text.ts';
import { t } from '../words/index.ts';

/** A call, as one line of somebody's past: red where it was missed and nobody was promised a call back. */
export function Item({ item: { call } }: { item: CallItem }) {
  const { agentName, line, note, outcome, isMissed, callbackId } = call;
  const details = [agentName, line, outcome && t(outcome)].filter(Boolean).join(' · ');
  return (
    <>
      <p class="line-title">
        <b>{callText(call)}</b>
        {isMissed && <Pill tone={callbackId ? 'plain' : 'late'}>{t(callbackId ? 'calledBack' : 'missed')}</Pill>}
        <small>{details}</small>
      </p>
      {note && (
        <p class="line-words" dir="auto">
          {note}
        </p>
      )}
      <Recording call={call} />
    </>
  );
}
