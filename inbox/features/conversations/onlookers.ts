import { type ReadonlySignal, signal } from '@preact/signals';

/** Which colleagues have the open conversation open too. */
export interface Onlookers {
  /** Ids of agents, without one's own. */
  of: ReadonlySignal<{ conversationId: string | null; agentIds: readonly string[] }>;
  /** Takes in who has it open now. */
  take(conversationId: string, agentIds: readonly string[]): void;
  /** Another conversation is shown, or the link is down and nobody knows. */
  forget(): void;
}

const NOBODY = { conversationId: null, agentIds: [] };

export function createOnlookers({ meId }: { meId: string }): Onlookers {
  const of = signal<Onlookers['of']['value']>(NOBODY);
  return {
    of,
    take(conversationId, agentIds) {
      of.value = { conversationId, agentIds: agentIds.filter(id => id !== meId) };
    },
    forget() {
      of.value = NOBODY;
    },
  };
}
