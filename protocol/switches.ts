/** What is out of sight until an owner wants it. */
import { z } from 'zod';

/** `customers`: cards, purchases, complaints, the funnel and its lists. `telephone`: calls. */
export const switches = z.object({ customers: z.boolean().default(false), telephone: z.boolean().default(false) });
export type Switches = z.infer<typeof switches>;

export const switchesUpdate = z.object({ customers: z.boolean(), telephone: z.boolean() }).partial();
export type SwitchesUpdate = z.infer<typeof switchesUpdate>;
