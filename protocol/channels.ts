/** How words come in: one list, which grows. */
import { z } from 'zod';

export const channel = z.enum(['chat', 'callback', 'contact']);
export type Channel = z.infer<typeof channel>;
