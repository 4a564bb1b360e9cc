import type { EntryEvent } from '../../../protocol/entries.ts';
import { moment } from '../../shell/times.ts';
import { t } from './words/index.ts';

type CallbackEvent = Exclude<Extract<EntryEvent, { event: `callback_${string}` }>, { event: 'callback_late' }>;

/** What became of a promised call, for the log. */
export function callbackEventText(what: CallbackEvent, by: string, now: number): string {
  switch (what.event) {
    case 'callback_reached':
      return t('eventReached', { by });
    case 'callback_no_answer':
      if (what.isLast) return t('eventMissed', { by });
      return what.startAt === undefined
        ? t('eventNoAnswer', { by })
        : t('eventAgain', { by, time: moment(what.startAt, now) });
    case 'callback_wrong_number':
      return t('eventWrongNumber', { by });
    case 'callback_moved':
      return t('eventMoved', { by, time: moment(what.startAt, now) });
    case 'callback_ringing':
      return t('eventRinging', { by });
    case 'callback_cancelled':
      return t('eventCancelled', { by });
  }
}
