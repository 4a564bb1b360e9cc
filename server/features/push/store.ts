/** Browsers that are told, as the store keeps them. */

/** One for each session that wants it, and no longer than that session: signing out anywhere, or being disabled, ends it. */
export interface DeviceRecord {
  id: string;
  agentId: string;
  sessionId: string;
  /** Of the endpoint, so that a browser that signs in anew is known again. */
  endpointHash: string;
  /** Endpoint and keys as JSON, sealed: who has them may ask the push service. */
  sealed: string;
  /** Where its page was opened: whom the push service may turn to. */
  origin: string;
  createdAt: number;
  lastUsedAt: number | null;
}

/** With what its session says of it. */
export type LiveDevice = DeviceRecord & { userAgent: string };

export interface PushStore {
  /** Those of an agent whose session lives, oldest first. */
  of(agentId: string, at: number): Promise<LiveDevice[]>;
  /** Null: it is gone, or its session is. */
  find(id: string, at: number): Promise<LiveDevice | null>;
  /**
   * Adds one. A session has one at most, so another of the same takes over the id, and what waits for it; who had the
   * same endpoint before has none any more: it is one browser, whoever signed in there.
   */
  put(device: DeviceRecord): Promise<void>;
  /** Its push service took something. */
  used(id: string, at: number): Promise<void>;
  /**
   * Forgets one, with what waits for it.
   * @param of whose it must be, or which endpoint it must have still. @returns false: there is none of that kind
   */
  drop(id: string, of: { agentId: string } | { endpointHash: string }): Promise<boolean>;
  /** Forgets those whose session is gone, and what waits for those that are gone. */
  sweep(at: number): Promise<void>;
}
