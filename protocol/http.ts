/** Bodies and answers of the HTTP addresses under `/v1`. Described for machines at `/docs`. */
import { z } from 'zod';
import {
  agent,
  agentPresence,
  agentRole,
  availability,
  callback,
  contact,
  conversation,
  entry,
  id,
  line,
  locale,
  publicSite,
  session,
  siteSettings,
  slot,
  timeZone,
  visitor,
} from './entities.ts';
import { submission, text } from './forms.ts';
import { LIMITS } from './limits.ts';
import { page } from './visitor-frames.ts';

/** Every refusal over HTTP. `message` is missing from 500 on: then only the log knows. */
export const errorAnswer = z.object({
  code: z.string(),
  message: z.string().optional(),
  fields: z.record(z.string(), z.string()).optional(),
  retryAfterMs: z.number().optional(),
});
export type ErrorAnswer = z.infer<typeof errorAnswer>;

/** `token` comes once, when the sender had none: keep it to read answers later. */
export const submissionAnswer = z.object({ entry, token: z.string().optional() });
export type SubmissionAnswer = z.infer<typeof submissionAnswer>;
/** What a browser tells of itself beside what it sends; over a socket `hello` carries it. */
export const submissionContext = z.object({
  /** Anything the browser says; the server picks the nearest of our six. */
  locale: z.string().max(35).optional(),
  timeZone: timeZone.optional(),
  page: page.optional(),
});
/** A submission as it goes over a socket, and optionally where it comes from. */
export const submissionBody = z.object({ context: submissionContext.optional() }).and(submission);
/** What a page needs to show a panel without a socket. */
export const panelAnswer = z.object({ site: publicSite, availability });
export type PanelAnswer = z.infer<typeof panelAnswer>;
/** `asapAt`: by when "as soon as possible" would be kept, were it asked for now. */
export const slotsAnswer = z.object({ asapAt: z.number(), slots: z.array(slot), timeZone: z.string() });
export type SlotsAnswer = z.infer<typeof slotsAnswer>;

const email = z.string().trim().toLowerCase().max(LIMITS.emailChars).pipe(z.email());
/** Length beats rules (NIST SP 800-63B section 3.1.1.2). The bound keeps hashing cheap. */
export const password = z.string().min(10).max(200);
export const signIn = z.object({
  email: z.string().trim().toLowerCase().max(LIMITS.emailChars),
  password: z.string().max(200),
});
/** Takes the owner link or an invitation. The token is in the body, never in a URL that servers see (the link has it after #). */
export const invitationAccept = z.object({
  token: z.string().max(200),
  email: email.optional(),
  name: line.pipe(z.string().min(1)),
  password,
  locale,
});
export const invitationPeek = z.object({ token: z.string().max(200) });
export const invitationPeekAnswer = z.object({ role: agentRole, email: z.string().nullable() });
export type InvitationPeekAnswer = z.infer<typeof invitationPeekAnswer>;
export const invitationCreate = z.object({ email, role: agentRole });
export const invitationAnswer = z.object({
  url: z.string(),
  email: z.string(),
  role: agentRole,
  expiresAt: z.number(),
});
export type InvitationAnswer = z.infer<typeof invitationAnswer>;
export const me = z.object({ agent, sessionId: id, hasMail: z.boolean() });
export type Me = z.infer<typeof me>;
export const meUpdate = z
  .object({ name: line.pipe(z.string().min(1)), locale, password, currentPassword: z.string().max(200) })
  .partial();
export const agentUpdate = z
  .object({ role: agentRole, capacity: z.number().int().min(0).max(1000), isDisabled: z.boolean() })
  .partial();
export const sessions = z.array(session.extend({ isCurrent: z.boolean() }));
export type SessionList = z.infer<typeof sessions>;
export const agents = z.array(agentPresence);

export const siteCreate = z.object({ name: line.pipe(z.string().min(1)) });
export const siteUpdate = siteSettings.partial();
export const siteSecretAnswer = z.object({ secret: z.string() });

export const view = z.enum(['mine', 'unassigned', 'all', 'callbacks', 'closed']);
export type View = z.infer<typeof view>;
export const conversationsQuery = z.object({
  view,
  site: id.optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(LIMITS.pageConversations),
});
export const conversationsAnswer = z.object({ conversations: z.array(conversation), cursor: z.string().nullable() });
export type ConversationsAnswer = z.infer<typeof conversationsAnswer>;
export const conversationDetail = z.object({
  conversation,
  contact,
  visitor,
  entries: z.array(entry),
  hasEarlier: z.boolean(),
  callbacks: z.array(callback),
  /** Other conversations of people with the same e-mail, phone or user id, newest first. */
  related: z.array(conversation),
  isVisitorHere: z.boolean(),
});
export type ConversationDetail = z.infer<typeof conversationDetail>;
export const callbacksQuery = z.object({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const callbacksAnswer = z.object({
  callbacks: z.array(z.object({ callback, conversation })),
  cursor: z.string().nullable(),
});
export type CallbacksAnswer = z.infer<typeof callbacksAnswer>;
/** What is left out stays; null or an empty string clears. */
export const contactUpdate = z
  .object({
    name: line.nullable(),
    email: z.string().trim().max(LIMITS.emailChars).nullable(),
    phone: z.string().trim().max(LIMITS.phoneChars).nullable(),
  })
  .partial();
export const searchQuery = z.object({
  q: z.string().trim().min(1).max(LIMITS.lineChars),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export const searchAnswer = z.object({
  /** People whose name, e-mail or phone matches, each with the newest conversation. */
  people: z.array(conversation),
  /** Entries whose text matches, newest first. */
  entries: z.array(z.object({ conversation, entry })),
});
export type SearchAnswer = z.infer<typeof searchAnswer>;
export const cannedReplySave = z.object({ shortcut: line.pipe(z.string().min(1).max(40)), text });
