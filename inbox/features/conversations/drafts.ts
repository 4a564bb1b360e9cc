/**
 * What was typed and not sent, by conversation and kind, kept over reloads, sign-outs and being offline. One key per
 * draft, named after the agent: colleagues at one computer do not find each other's words.
 */
export interface Drafts {
  get(conversationId: string, kind: DraftKind): string;
  /** Empty forgets it. */
  set(conversationId: string, kind: DraftKind, text: string): void;
}

export type DraftKind = 'message' | 'note';

/** @param storage null or full: drafts live as long as the page */
export function createDrafts(storage: Storage | null, agentId: string): Drafts {
  const inMemory = new Map<string, string>();
  const keyOf = (conversationId: string, kind: DraftKind) =>
    `deskbell-inbox:${agentId}:draft:${kind}:${conversationId}`;
  return {
    get(conversationId, kind) {
      const key = keyOf(conversationId, kind);
      return inMemory.get(key) ?? storage?.getItem(key) ?? '';
    },
    set(conversationId, kind, text) {
      const key = keyOf(conversationId, kind);
      inMemory.set(key, text);
      try {
        if (text) storage?.setItem(key, text);
        else storage?.removeItem(key);
      } catch {
        // Full: memory has it, and nothing better can be done while somebody types.
      }
    },
  };
}
