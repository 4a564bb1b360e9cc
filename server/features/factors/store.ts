/** Second factors of agents, as the store keeps them: each with its agent. */
import type { AuditRow } from '../../../protocol/audit.ts';

export interface Factor {
  /** The app's secret, sealed. */
  sealed: string;
  /** The last step of 30 s of which a code was taken: none up to it is taken again (RFC 6238 section 5.2). */
  lastStep: number;
  /** Hashes of the recovery codes that are not used yet. */
  recovery: string[];
  /** When it was switched on. */
  since: number;
}

/** What was shown for a factor and was good when it was looked at; it is used up where it counts. */
export type FactorProof = { kind: 'code'; step: number } | { kind: 'recovery'; hash: string };

/** What holds for the whole server, and for no site. */
export interface ServerSettings {
  /** There is one: `server`. */
  id: string;
  /** Everybody needs a second factor. */
  isFactorRequired: boolean;
}

/** Each `row` is written with what it tells. */
export interface FactorStore {
  settings(): Promise<ServerSettings>;
  require(isRequired: boolean, row?: AuditRow): Promise<void>;
  /** False: there is one already, or no such agent. */
  turnOn(agentId: string, factor: Factor, row?: AuditRow): Promise<boolean>;
  /** False: there was none. */
  turnOff(agentId: string, row?: AuditRow): Promise<boolean>;
  /** Uses a proof up, in one step with the look at it. False: it is none, or none any more. */
  use(agentId: string, proof: FactorProof): Promise<boolean>;
  /** Puts new recovery codes in place of the old ones. False: there is no factor. */
  renewRecovery(agentId: string, recovery: string[], row?: AuditRow): Promise<boolean>;
}
