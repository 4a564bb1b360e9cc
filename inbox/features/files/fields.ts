/** What owns files that stand in a field of the composer, and are sent with the next words of it. */
export const fieldOf = (conversationId: string, kind: 'message' | 'note'): string => `${kind}:${conversationId}`;
