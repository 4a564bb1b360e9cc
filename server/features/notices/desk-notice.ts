/** Notices that are of no conversation, kept nowhere, and known by their ids: "Tell me now", and that something is broken. */
import type { Notice, NoticeCause } from '../../../protocol/notices.ts';

const DESK_CAUSES = ['test', 'broken'] as const satisfies readonly NoticeCause[];
export type DeskCause = (typeof DESK_CAUSES)[number];

export function isDeskCause(cause: string): cause is DeskCause {
  return DESK_CAUSES.some(each => each === cause);
}

/** @param newId of this one alone: what was sent under an id is not sent again */
export function deskNotice(cause: DeskCause, agentId: string, newId: string, at: number): Notice {
  const id = `${cause}.${agentId}.${newId}`;
  return { id, agentId, siteId: null, conversationId: null, cause, at, count: 1 };
}

/** Why and to whom; null: it is of a conversation. */
export function readDeskNotice(id: string): { cause: DeskCause; agentId: string } | null {
  const [cause = '', agentId] = id.split('.');
  return agentId !== undefined && isDeskCause(cause) ? { cause, agentId } : null;
}
