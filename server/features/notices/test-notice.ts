/** "Tell me now": a notice that is kept nowhere, and known by its id. */
import type { Notice } from '../../../protocol/notices.ts';

const PREFIX = 'test.';

export function testNotice(agentId: string, at: number): Notice {
  return { id: PREFIX + agentId, agentId, siteId: null, conversationId: null, cause: 'test', at, count: 1 };
}

/** Whose test a notice is; null: it is none. */
export function agentOfTest(id: string): string | null {
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : null;
}
