/**
 * Frames of `/v1/visitor`: the unions of what each noun brings. Commands go up and say what to do (`message.send`); news
 * comes down and says what happened (`entry.added`). Every command carries a `clientId`; its answer, `ack` or `error`,
 * repeats it as `ref`.
 */
import { z } from 'zod';
import { availability, availabilityChanged } from './availability.ts';
import { callbackChange, callbackRequest } from './callbacks.ts';
import { visitorIdentify } from './contacts.ts';
import {
  conversationResume,
  historyGet,
  messageSend,
  readSet,
  typingSet,
  visitorConversation,
  visitorConversationChanged,
  visitorEntryAdded,
  visitorHistory,
  visitorResumed,
  visitorTyping,
} from './conversations.ts';
import { visitorEntry } from './entries.ts';
import { contactSend, formSend } from './forms.ts';
import { ratingSend } from './ratings.ts';
import { publicSite } from './sites.ts';
import { workAsked } from './spam.ts';
import { visitorHello, visitorTrack } from './visitors.ts';
import { clientId, id, timestamp } from './wire/fields.ts';
import { errorFrame, ping, pong, resync, visitorAck } from './wire/frames.ts';

export const visitorFrame = z.discriminatedUnion('type', [
  visitorHello,
  messageSend,
  callbackRequest,
  formSend,
  contactSend,
  callbackChange,
  ratingSend,
  typingSet,
  readSet,
  conversationResume,
  historyGet,
  visitorIdentify,
  visitorTrack,
  ping,
]);
export type VisitorFrame = z.infer<typeof visitorFrame>;
export type VisitorFrameInput = z.input<typeof visitorFrame>;

/** Answers `hello`. `isFresh` means: drop what you hold, this is the newest page; otherwise add the entries to it (SPEC W8). */
export const visitorWelcome = z.object({
  type: z.literal('welcome'),
  ref: clientId,
  version: z.number().int(),
  visitorId: id,
  token: z.string().optional(),
  site: publicSite,
  availability,
  conversation: visitorConversation.nullable(),
  entries: z.array(visitorEntry),
  isFresh: z.boolean(),
  hasEarlier: z.boolean(),
  serverAt: timestamp,
});

export const visitorNews = z.discriminatedUnion('type', [
  visitorWelcome,
  visitorAck,
  errorFrame,
  visitorEntryAdded,
  visitorConversationChanged,
  visitorResumed,
  visitorHistory,
  visitorTyping,
  availabilityChanged,
  workAsked,
  pong,
  resync,
]);
export type VisitorNews = z.infer<typeof visitorNews>;
