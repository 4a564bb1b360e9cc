/** What a job of notices is about, in the one text that its subject is. Ids have no dots in them. */
import type { NoticeCause } from '../../../protocol/notices.ts';
import type { Job } from '../jobs/store.ts';

/** One thing that somebody is told of. */
export interface Thing {
  conversationId: string;
  cause: NoticeCause;
  /** Number of the entry that caused it; of a call that is due, its id. */
  of: string;
}

/** A thing that one agent is told of. */
export interface AgentThing extends Thing {
  agentId: string;
}

export function subjectOf({ conversationId, cause, of }: Thing): string {
  return `${conversationId}.${cause}.${of}`;
}

export function agentSubject({ agentId, ...thing }: AgentThing): string {
  return `${subjectOf(thing)}.${agentId}`;
}

/** The opposite of `subjectOf`, and of `agentSubject`. */
export function thingOf({ subject }: Pick<Job, 'subject'>): AgentThing {
  const [conversationId = '', cause, of = '', agentId = ''] = subject.split('.');
  return { conversationId, cause: cause as NoticeCause, of, agentId };
}

/** What is told to somebody for themself, and not to whoever of several is first. */
export function isOwn(cause: NoticeCause): boolean {
  return cause === 'mention' || cause === 'handover';
}

/** The job of the next way for a thing. */
export function stepKind(cause: NoticeCause): 'notice_step' | 'notice_own_step' {
  return isOwn(cause) ? 'notice_own_step' : 'notice_step';
}

/** Whether a job is of a thing that an agent was told of already. */
export function isNoticeStep({ kind }: Pick<Job, 'kind'>): boolean {
  return kind === 'notice_step' || kind === 'notice_own_step';
}
