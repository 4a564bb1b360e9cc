import type { Plan } from '../../../protocol/visits.ts';

/** There is one for each employee, month and metric. */
export type PlanDocument = Plan & { _id: string };

export function planId({ staffId, month, metric }: Pick<Plan, 'staffId' | 'month' | 'metric'>): string {
  return `${month} ${staffId} ${metric}`;
}
