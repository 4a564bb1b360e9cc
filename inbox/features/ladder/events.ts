/** What the ladder did and does next, in words. */
import type { EntryEvent } from '../../../protocol/entries.ts';
import type { LadderStep, Waiting } from '../../../protocol/ladder.ts';
import { moment } from '../../shell/times.ts';
import { t } from './words/index.ts';

export type LateEvent = Extract<EntryEvent, { event: 'wait_late' | 'callback_late' }>;

const OF_WORDS = { reminded: 'waitReminded', offered: 'waitOffered', owner: 'waitOwner' } as const;
const OF_CALL = { reminded: 'callReminded', offered: 'callOffered', owner: 'callOwner' } as const;
const NEXT = { reminded: 'nextReminded', offered: 'nextOffered', owner: 'nextOwner' } as const;

/** One step that was taken, for the log. */
export function lateEventText(what: LateEvent, now: number): string {
  const names = what.to.map(each => each.name).join(', ');
  if (what.event === 'wait_late') return t(OF_WORDS[what.step], { names });
  return t(OF_CALL[what.step], { names, time: moment(what.startAt, now) });
}

const nextText = (step: LadderStep, at: number, now: number) => t(NEXT[step], { time: moment(at, now) });

/** What is done next for whoever waits, and until when the desk sleeps; the soonest of several. Empty: nothing. */
export function nextStepText(waiting: readonly Waiting[], now: number): string {
  const coming = waiting.filter(each => each.next !== null);
  const soonest = coming.sort((a, b) => a.next!.at - b.next!.at)[0];
  if (!soonest) return '';
  const { next, sleepsUntil } = soonest;
  const text = nextText(next!.step, next!.at, now);
  return sleepsUntil === null ? text : `${t('sleeps', { time: moment(sleepsUntil, now) })} · ${text}`;
}
