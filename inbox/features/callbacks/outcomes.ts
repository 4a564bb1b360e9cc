import type { CallbackOutcome } from '../../../protocol/callbacks.ts';
import { t } from './words/index.ts';

export const OUTCOMES = ['reached', 'no_answer', 'wrong_number'] as const satisfies CallbackOutcome[];

const NAMES = {
  reached: 'callReached',
  no_answer: 'callNoAnswer',
  wrong_number: 'callWrongNumber',
} as const satisfies Record<CallbackOutcome, string>;

export const outcomeText = (outcome: CallbackOutcome): string => t(NAMES[outcome]);
