import { entity, type Stored } from '../../store/mongo/documents.ts';
import type { Job } from './store.ts';

export interface JobDocument extends Stored<Job> {
  /** Who took it last: a number from the server's writer's range, another one each time that some are taken. */
  taking?: number;
}

export function toJob({ taking: _, ...document }: JobDocument): Job {
  return entity(document);
}
