/** What pages list of calls, too. Imports nothing. */

/** What came of it, in the words of whoever spoke. */
export const CALL_OUTCOMES = ['settled', 'follow_up', 'wrong_number', 'unwanted'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** Which calls of the log. */
export const CALL_FILTERS = ['all', 'missed', 'answered', 'mine'] as const;
export type CallFilter = (typeof CALL_FILTERS)[number];
