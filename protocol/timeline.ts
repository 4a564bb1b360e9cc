/** What happened with one person, newest first: each noun brings its own kind of item. */
import { z } from 'zod';
import { id, timestamp } from './wire/fields.ts';

/** What every item has. The id is that of the row it tells of: with the kind, unique. */
export const timelineItem = z.object({ id, at: timestamp });
