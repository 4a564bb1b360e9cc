/** What pages list of calls, too. Imports nothing. */

/** What came of it, in the words of whoever spoke. */
export const CALL_OUTCOMES = ['settled', 'follow_up', 'wrong_number', 'unwanted'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** Which calls of the log. */
export const CALL_FILTERS = ['all', 'missed', 'answered', 'mine'] as const;
export type CallFilter = (typeof CALL_FILTERS)[number];

/**
 * Why a number was not rung: nothing stands for the agent at the telephone system; its password was sealed under another key; nobody
 * answers there; it said no.
 */
export const DIAL_REFUSALS = ['no_extension', 'no_password', 'no_answer', 'refused'] as const;
export type DialRefusal = (typeof DIAL_REFUSALS)[number];
