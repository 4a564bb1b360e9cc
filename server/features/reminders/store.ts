/** What leaves because of a booking, as the store keeps it. */
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { JobClaim } from '../jobs/store.ts';

export interface ReminderStore {
  /**
   * Writes what leaves, whichever way, in one step with the end of its job.
   * @returns false: the job is gone, or somebody else's, and nothing was written
   */
  tell(job: JobClaim, delivery: DeliveryRecord): Promise<boolean>;
}
