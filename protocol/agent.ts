/**
 * Frames of `/v1/agent`: the unions of what each noun brings. The socket is authenticated by the session cookie at its
 * upgrade. Lists and details are read over HTTP.
 */
import { z } from 'zod';
import { agentPresence, agentsChanged, presenceSet } from './agents.ts';
import { bookingChanged } from './bookings.ts';
import { callbackResolve, callbackRing } from './callbacks.ts';
import { callChanged, callLogged } from './calls.ts';
import { complaintChanged } from './complaints.ts';
import {
  agentConversationChanged,
  agentEntryAdded,
  agentHistoryGet,
  agentMessageSend,
  agentReadSet,
  agentResume,
  agentResumed,
  agentTyping,
  agentTypingSet,
  conversationAssign,
  conversationClaim,
  conversationClose,
  conversationHold,
  conversationRelease,
  conversationReopen,
  history,
  lateTold,
  mentionTold,
  noteAdd,
} from './conversations.ts';
import { doctorTold } from './doctor.ts';
import { mentionCounts, mentionsChanged, mentionsRead } from './mentions.ts';
import { peopleChanged } from './people.ts';
import { conversationErased } from './privacy.ts';
import { scriptResume } from './scripts.ts';
import { servicesChanged } from './services.ts';
import { conversationSnooze, conversationWake } from './snoozes.ts';
import { staffChanged } from './staff.ts';
import { stageMoved } from './stages.ts';
import { conversationTag } from './tags.ts';
import { counted, countsChanged, onlookers, viewsWatch } from './views.ts';
import { visitorPresence } from './visitors.ts';
import { waitingChanged } from './waiting-list.ts';
import { clientId, id, timestamp } from './wire/fields.ts';
import { ack, errorFrame, ping, pong, resync } from './wire/frames.ts';

export const agentHello = z.object({ type: z.literal('hello'), clientId, version: z.number().int() });

export const agentFrame = z.discriminatedUnion('type', [
  agentHello,
  agentMessageSend,
  noteAdd,
  conversationClaim,
  conversationAssign,
  conversationClose,
  conversationReopen,
  conversationHold,
  conversationRelease,
  conversationTag,
  conversationSnooze,
  conversationWake,
  scriptResume,
  callbackResolve,
  callbackRing,
  agentTypingSet,
  agentReadSet,
  agentResume,
  agentHistoryGet,
  mentionsRead,
  viewsWatch,
  presenceSet,
  ping,
]);
export type AgentFrame = z.infer<typeof agentFrame>;
export type AgentFrameInput = z.input<typeof agentFrame>;

export const agentWelcome = counted.extend({
  type: z.literal('welcome'),
  ref: clientId,
  version: z.number().int(),
  agentId: id,
  agents: z.array(agentPresence),
  /** Conversations whose visitor has a page open now. */
  visitorsHere: z.array(id),
  mentions: mentionCounts,
  /** See `storeChanged`. */
  isStoreAvailable: z.boolean(),
  serverAt: timestamp,
});

/** The store keeps nothing now, or does so again (SPEC W17). */
export const storeChanged = z.object({ type: z.literal('store'), isAvailable: z.boolean() });

export const agentNews = z.discriminatedUnion('type', [
  agentWelcome,
  ack,
  errorFrame,
  agentEntryAdded,
  agentConversationChanged,
  conversationErased,
  agentResumed,
  history,
  agentTyping,
  lateTold,
  mentionTold,
  callChanged,
  callLogged,
  mentionsChanged,
  onlookers,
  agentsChanged,
  visitorPresence,
  countsChanged,
  storeChanged,
  doctorTold,
  complaintChanged,
  bookingChanged,
  waitingChanged,
  stageMoved,
  peopleChanged,
  servicesChanged,
  staffChanged,
  pong,
  resync,
]);
export type AgentNews = z.infer<typeof agentNews>;
