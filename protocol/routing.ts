/** Who gets a conversation: what an owner sets of it for each site. */
import { z } from 'zod';
import { week } from './hours.ts';
import { id, line, locale } from './wire/fields.ts';
import { LOCALES } from './wire/limits.ts';

const pattern = line.pipe(z.string().min(1).max(200));
/** One letter would be in nearly every text. */
const topic = line.pipe(z.string().min(2).max(60));

/** Whoever meets all that a rule asks for is meant for its team, or its agent. What is left empty asks for nothing. */
export const routingRule = z
  .object({
    /** How the address of the person's page begins: `/shop`, or `shop.example/shop`; a `*` stands for anything. One of them is enough. */
    pages: z.array(pattern).max(10),
    /** The person's; one of them is enough. */
    languages: z.array(locale).max(LOCALES.length),
    /** Words that the person wrote, or a tag of the conversation; one of them is enough. */
    topics: z.array(topic).max(20),
    /** By the site's clocks; null: at any time. */
    hours: week.nullable(),
    /** One of these two. */
    teamId: id.optional(),
    agentId: id.optional(),
  })
  .refine(({ teamId, agentId }) => (teamId === undefined) !== (agentId === undefined), {
    message: 'wanted a teamId or an agentId',
    path: ['teamId'],
  });
export type RoutingRule = z.infer<typeof routingRule>;

/** An owner's settings of one site. */
export const routingSettings = z.object({
  /** The first one that is met counts. */
  rules: z.array(routingRule).max(50),
  /** For how many minutes at most somebody waits for those who are meant, while they are here and have no room; 0: for none. */
  widenMinutes: z.number().int().min(0).max(240),
});
export type RoutingSettings = z.infer<typeof routingSettings>;

/** What a site begins with, and what older ones have. */
export const ROUTING_DEFAULTS: RoutingSettings = { rules: [], widenMinutes: 3 };
