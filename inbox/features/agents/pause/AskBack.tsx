import { useEffect } from 'preact/hooks';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { MINUTE_MS, moment } from '../../../shell/times.ts';
import { callAgent } from '../../notices/call/attention.ts';
import { t as agentText } from '../words/index.ts';
import { t } from './words/index.ts';

const LONGER_MS = 15 * MINUTE_MS;

/** The time has come at which the agent meant to be back: they are asked, and nobody is given to an empty chair (SPEC PA2). */
export function AskBack({ until }: { until: number }) {
  const { agents } = useInbox();
  const { prefs, clock } = useApp();
  const text = t('due', { time: moment(until, clock.value) });
  useEffect(() => callAgent(t('due', { time: moment(until, clock.peek()) }), prefs), [until]);
  const stay = () => {
    const pause = agents.pause.peek();
    if (pause) agents.setPause({ ...pause, until: clock.peek() + LONGER_MS });
  };
  return (
    <div role="alert">
      <p>
        {text}
        <button type="button" onClick={() => agents.setPause(null)}>
          {agentText('beHere')}
        </button>
        <button type="button" onClick={stay}>
          {t('longer')}
        </button>
      </p>
    </div>
  );
}
