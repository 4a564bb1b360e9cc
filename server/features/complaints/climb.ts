import type { Core } from '../../core.ts';
import type { Staff } from '../agents/staff.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { tellComplaint } from './news.ts';
import { nextJob, noticeJob, reasonOf } from './rules.ts';

/** What is done when nobody has taken a complaint, or its day is over (SPEC CP3). */
export function createComplaintClimber(core: Core, { staff }: { staff: Staff }): JobHandler {
  const { store, now } = core;
  return async job => {
    const complaint = await store.complaints.find(job.subject);
    const reason = complaint?.version === job.subjectVersion ? reasonOf(complaint, job.step) : null;
    if (!complaint || !reason) return void (await store.jobs.drop(job));
    const at = now();
    const next = nextJob(complaint, job.step, at);
    const told = await store.complaints.climb({ job, notice: noticeJob(complaint, reason, at), next });
    if (told) await tellComplaint({ ...core, staff }, told, reason);
  };
}
