/** What waits to be sent, and to whom: written with its cause by the verbs that cause it (SPEC D1). */
import type { AuditRow } from '../../protocol/audit.ts';
import type { Delivery } from '../../protocol/deliveries.ts';
import type { JobClaim } from '../features/jobs/store.ts';
import type { Page } from '../store/page.ts';

/** The ways in which something leaves. */
export type TargetKind = Delivery['kind'];

/** Whom something is sent to. */
export interface TargetKey {
  kind: TargetKind;
  /** Of a webhook or a browser its own id; of what goes through one gateway `GATEWAY`. Another kind may have the same. */
  id: string;
}

/** How long what was given up is kept that is of no site. */
export const OF_NO_SITE_MS = 90 * 24 * 3_600_000;

/** The target of a kind that has but one. */
export const GATEWAY = 'gateway';

export type DeliveryRecord = Omit<Delivery, 'webhookId'> & {
  /** Whose erasure takes it along, besides its conversation's; left out: it tells of no card. */
  contactId?: string;
  /** `id` of its `TargetKey`. */
  target: string;
  /** The bytes to send, or what they are made of; sealed where it opens something or repeats what people said. */
  payload: string;
  /** From when its time is counted: when it was due first, which may be long after its cause, or was tried again by hand. */
  since: number;
};

/** How the one that things are delivered to is doing. */
export interface Target extends TargetKey {
  /** In a row, and not counting those that were under way together. */
  failures: number;
  failingSince: number;
  pausedUntil: number;
}

export type DeliveryOutcome =
  | { isDelivered: true }
  | {
      isDelivered: false;
      at: number;
      problem: string;
      /** When to try again; null: given up. */
      dueAt: number | null;
      /** The target itself is in trouble: nothing is sent there before. Null: only this delivery failed. */
      pausedUntil: number | null;
      /** Everything of this target that waits from before then is given up with it; null: nothing else. */
      giveUpBefore: number | null;
    };

export interface OutboxStore {
  /**
   * Writes what is to leave, in one step with the end of the job that caused it. What is there under its id stays as it is.
   * @returns false: the job is gone, or somebody else's, and nothing was written
   */
  put(deliveries: readonly DeliveryRecord[], claim?: JobClaim): Promise<boolean>;
  /** Those who did not take what they were sent last. */
  failingTargets(): Promise<Target[]>;
  /** Who of any kind may be sent something now: something is due, and the target is neither disabled nor paused. */
  dueTargets(at: number): Promise<TargetKey[]>;
  /** How much of a target waits. */
  waiting(target: TargetKey): Promise<number>;
  /**
   * Hands out what is due for a target, earliest first. Until `leaseUntil` nobody else gets it; then it is due again,
   * so that a server which died takes nothing along (SPEC D2). Counts as an attempt.
   */
  take(input: { target: TargetKey; at: number; leaseUntil: number; limit: number }): Promise<DeliveryRecord[]>;
  /**
   * How an attempt went. Does nothing when the lease ran out and somebody else has it, or when it is gone.
   * @param attempt `attempts` as `take` gave it
   */
  settle(id: string, attempt: number, outcome: DeliveryOutcome): Promise<void>;
  /** Newest first. */
  page(query: { isDead: boolean; cursor?: string; limit: number }): Promise<Page<DeliveryRecord>>;
  /** Makes a waiting or dead one due now, with all attempts before it again, and its target open. Null: it is gone. */
  retry(id: string, at: number, row?: AuditRow): Promise<DeliveryRecord | null>;
  /** False: it was gone. */
  delete(id: string, row?: AuditRow): Promise<boolean>;
  /** Forgets what waits for a target that is gone, and what was given up long ago and is of no site: of others the site says how long. */
  sweep(at: number): Promise<void>;
}
