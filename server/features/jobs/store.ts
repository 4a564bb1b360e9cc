/** What happens by the passing of time: rows with a time at which they are due, written with what they wait for (SPEC JB1). */

/**
 * What a job does when it is due. `ladder_*`: the next step for a waiting message, form or callback. `snooze`: takes
 * a conversation back. `rating`: asks how it was. `bot`: asks a site's bot, or passes it over. `answer`: mails what its
 * visitor has not read. `mail_answer`: mails what an agent said to who is reached by mail alone. `receipt`: mails that a
 * form is there. `apology`: says by SMS that somebody was never reached. `notice*`: tells agents, see `features/notices`.
 * `complaint`: tells of one that nobody took, or that is late. `booking_*`: tells somebody of their booking, see
 * `features/reminders`. `payment`: lets go of a booking that nobody paid for, or lets it stand where nobody could be asked.
 * `waiting`: looks whether the waiting list of a day has a place. Another kind is a line here, and one in `handlers` of
 * `app.ts`.
 */
export const JOB_KINDS = [
  'ladder_message',
  'ladder_form',
  'ladder_callback',
  'snooze',
  'rating',
  'bot',
  'answer',
  'receipt',
  'notice',
  'notice_own',
  'notice_due',
  'notice_step',
  'notice_own_step',
  'mail_answer',
  'apology',
  'complaint',
  'payment',
  'waiting',
  'booking_confirmation',
  'booking_cancelled',
  'booking_reminder',
  'booking_question',
  'booking_return',
] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** What a job is of: with its kind all that cancels it. */
export interface JobSubject {
  kind: JobKind;
  /** Whose erasure takes it along: that of a complaint or, of a booking, that of its person stands in its place. */
  conversationId: string;
  /** Id of what waits: the conversation itself, or a callback of it. */
  subject: string;
}

export interface NewJob extends JobSubject {
  siteId: string;
  /** A number that changes when the subject is not what it was, such as the time that was moved. */
  subjectVersion: number;
  /** Where there are several of a kind for one subject; from 1 on. */
  step: number;
  /** Ms since the epoch. */
  dueAt: number;
}

export interface Job extends NewJob {
  /** See `jobId`. */
  id: string;
  /** When it may be taken: when it is due, or the end of a lease. */
  readyAt: number;
  /** How often it was taken. */
  attempts: number;
}

/** A taken job, for whoever wants to end it: as it was taken, or somebody else has it by now. */
export type JobClaim = Pick<Job, 'id' | 'attempts' | 'subjectVersion'>;

/** What one step does to the jobs of its conversation, in this order. */
export interface JobChanges {
  /** Without a subject: all of the kind that are of the conversation, or those of them whose version is less. */
  cancel: readonly (JobSubject | (Omit<JobSubject, 'subject'> & { subject?: undefined; versionBelow?: number }))[];
  put: readonly NewJob[];
}

export interface JobStore {
  /**
   * Cancels and writes. A job is there once for its kind, subject and step: one that is there is written anew, and whoever
   * has taken it has it no more. Verbs that change what a job waits for do the same in their own step.
   */
  change(changes: JobChanges): Promise<void>;
  /**
   * Hands out what is due, earliest first. Until `leaseUntil` nobody else gets it; then it is due again, so that a server
   * which died takes nothing along (SPEC JB2).
   */
  take(input: { kinds: readonly JobKind[]; at: number; leaseUntil: number; limit: number }): Promise<Job[]>;
  /** Makes a taken one due at another time. False: it is gone, or somebody else's. */
  move(claim: JobClaim, dueAt: number): Promise<boolean>;
  /** Ends a taken one whose subject is not there any more. False: it is gone, or somebody else's. */
  drop(claim: JobClaim): Promise<boolean>;
  /** What these are due by has changed for all: they are looked at anew from then on, after what is due already. */
  wake(kinds: readonly JobKind[], at: number): Promise<void>;
  /** All of a conversation, by id. */
  ofConversation(conversationId: string): Promise<Job[]>;
}

/** The kinds of the ladder, whose times move with the hours of their site. */
export const LADDER_KINDS = ['ladder_message', 'ladder_form', 'ladder_callback'] as const satisfies readonly JobKind[];

/** Each once: the unique key of kind, subject and step in one text. Ids have no spaces in them. */
export function jobId({ kind, subject, step }: Pick<NewJob, 'kind' | 'subject' | 'step'>): string {
  return `${kind} ${subject} ${step}`;
}

/** A job as it is written first. */
export function newJob(job: NewJob): Job {
  return { ...job, id: jobId(job), readyAt: job.dueAt, attempts: 0 };
}
