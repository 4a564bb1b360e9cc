import { entity, type Stored } from '../../store/mongo/documents.ts';
import type { Job } from './store.ts';

export interface JobDocument extends Stored<Job> {
  /** Which taking it was that took it last: each has an id of its own. */
  taking?: string;
}

export function toJob({ taking: _, ...document }: JobDocument): Job {
  return entity(document);
}
