import type { SnoozeMark } from '../../../protocol/snoozes.ts';
import { moment } from '../../shell/times.ts';
import { t } from './words/index.ts';

/** Until when a conversation is put aside, in a word or two. */
export const snoozedText = ({ until }: SnoozeMark, now: number): string =>
  until === null ? t('untilAnswer') : t('until', { time: moment(until, now) });
