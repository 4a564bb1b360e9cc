/** How words come in: one list, which grows. The widget's tabs are those of them that the site offers. */
import { z } from 'zod';

export const channel = z.enum(['chat', 'callback', 'form']);
export type Channel = z.infer<typeof channel>;
