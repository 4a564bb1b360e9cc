/** "Tell me now": a notice that is kept nowhere, and known by its id. */
import type { Notice } from '../../../protocol/notices.ts';

const PREFIX = 'test.';

/** @param newId of this test alone: what was sent under an id is not sent again */
export function testNotice(agentId: string, newId: string, at: number): Notice {
  return {
    id: `${PREFIX}${agentId}.${newId}`,
    agentId,
    siteId: null,
    conversationId: null,
    cause: 'test',
    at,
    count: 1,
  };
}

/** Whose test a notice is; null: it is none. */
export function agentOfTest(id: string): string | null {
  return id.startsWith(PREFIX) ? (id.split('.')[1] ?? null) : null;
}
