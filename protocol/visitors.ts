/** Anonymous browsers of a site, and what their pages tell of themselves. */
import { z } from 'zod';
import { timelineItem } from './timeline.ts';
import { clientId, id, line, seq, timestamp, timeZone, url } from './wire/fields.ts';

export const trailItem = z.object({
  at: timestamp,
  kind: z.enum(['page', 'event']),
  /** Title of the page or name of the event. */
  name: z.string(),
  url: z.string(),
});

/** An anonymous browser of one site. */
export const visitor = z.object({
  id,
  siteId: id,
  contactId: id,
  /** The one conversation this visitor may open. */
  conversationId: id.nullable(),
  userAgent: z.string(),
  referrer: z.string(),
  /** Where they are and have been, newest first. */
  trail: z.array(trailItem),
  createdAt: timestamp,
  seenAt: timestamp,
});
export type Visitor = z.infer<typeof visitor>;

export const page = z.object({ url, title: line.default(''), referrer: url.default('') });

/** The first frame. Without a token the server makes a visitor and sends the token once, in `welcome`. */
export const visitorHello = z.object({
  type: z.literal('hello'),
  clientId,
  version: z.number().int(),
  site: z.string().max(64),
  token: z.string().max(200).optional(),
  /** Anything the browser says; the server picks the nearest of our six. */
  locale: z.string().max(35).default('en'),
  timeZone: timeZone.default('UTC'),
  page: page.optional(),
  /** Conversation and number of the last entry this client holds; left out on a first visit. */
  conversationId: id.optional(),
  afterSeq: seq.optional(),
});

/** A page opened or something the site tracks, for the agent's side pane. */
export const visitorTrack = z.object({
  type: z.literal('visitor.track'),
  clientId: clientId.optional(),
  kind: z.enum(['page', 'event']),
  name: line,
  url,
});

export const visitorPresence = z.object({
  type: z.literal('visitor.presence'),
  conversationId: id,
  isHere: z.boolean(),
});

/** A visit in the timeline: pages seen and events tracked without a long pause between, as far as they are kept. */
export const visitItem = timelineItem.extend({
  kind: z.literal('visit'),
  siteId: id,
  /** In order, the first first. */
  trail: z.array(trailItem),
});
export type VisitItem = z.infer<typeof visitItem>;
