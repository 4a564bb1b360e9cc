/** What a key of an integration may be good for. */
import { z } from 'zod';

export const SCOPES = ['contacts', 'purchases', 'complaints', 'calls', 'stages', 'bookings', 'loyalty'] as const;
export const scope = z.enum(SCOPES);
export type Scope = z.infer<typeof scope>;
