/** What is out of sight until an owner wants it. */
import { z } from 'zod';

/**
 * `customers`: cards, purchases, complaints, the funnel and its lists. `telephone`: calls. `booking`: services, staff and
 * times that people take. `loyalty`: bonus, earned and spent.
 */
const parts = { customers: z.boolean(), telephone: z.boolean(), booking: z.boolean(), loyalty: z.boolean() };

export const switches = z.object({
  customers: parts.customers.default(false),
  telephone: parts.telephone.default(false),
  booking: parts.booking.default(false),
  loyalty: parts.loyalty.default(false),
});
export type Switches = z.infer<typeof switches>;

export const switchesUpdate = z.object(parts).partial();
export type SwitchesUpdate = z.infer<typeof switchesUpdate>;
