/** Hears Asterisk's manager interface: one server at a time, the one that routes (SPEC CL10). */
export interface AsteriskKeeper {
  /** Begins to hear, goes on, or stops, as the settings and the servers are now; called by the beat. */
  tick(): Promise<void>;
  /** An owner has set it anew: it is tried at once. */
  wake(): void;
  /** How it is, at whichever server. */
  state(): Promise<AsteriskState>;
  close(): Promise<void>;
}

export interface AsteriskState {
  isConnected: boolean;
  /** A word for the technically minded; empty: all is well. */
  problem: string;
}
