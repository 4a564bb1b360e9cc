/** Whether somebody can be reached, in a few words. */
import type { AgentPresence, Pause } from '../../../protocol/agents.ts';
import { isolated } from '../../shell/bidi.ts';
import { moment } from '../../shell/times.ts';
import { t } from './words/index.ts';

/** Whether an agent can be reached now; if not, why and until when, as far as they said. */
export function presenceText({ isHere, pause }: AgentPresence, now: number): string {
  if (!pause) return t(isHere ? 'isHere' : 'isAway');
  const { isFinishing, reason, note, until } = pause;
  const what = isFinishing ? t('isFinishing') : reason ? t(reason) : t('isAway');
  return [what, until !== null && backText(until, now), note && isolated(note)].filter(Boolean).join(' · ');
}

/** When they mean to be back, or meant to. */
function backText(until: number, now: number): string {
  return t(until > now ? 'backAt' : 'wasDue', { time: moment(until, now) });
}

/** What the agent themself reads below their name. */
export function ownText({ isFinishing, until }: Pause, now: number): string {
  if (isFinishing) return t('finishing');
  return until !== null && until > now ? t('awayUntil', { time: moment(until, now) }) : t('away');
}
