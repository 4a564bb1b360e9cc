/** How words come in: one list, which grows. The widget's tabs are those of them that the site offers. */
import { z } from 'zod';

export const channel = z.enum(['chat', 'callback', 'form', 'email', 'booking']);
/** Those that a widget can offer; `booking` where it is switched on. */
export const offeredChannel = channel.extract(['chat', 'callback', 'form', 'booking']);
export type OfferedChannel = z.infer<typeof offeredChannel>;
export type Channel = z.infer<typeof channel>;
