import type { Agent, AgentPresence, Me } from '../protocol/agents.ts';
import type { CannedReply } from '../protocol/canned-replies.ts';
import type { Contact } from '../protocol/contacts.ts';
import type { ConversationDetail } from '../protocol/conversations.ts';
import type { DeliveriesAnswer, Delivery } from '../protocol/deliveries.ts';
import type { InvitationAnswer, InvitationPeekAnswer } from '../protocol/invitations.ts';
import type { SearchAnswer } from '../protocol/search.ts';
import type { SessionList } from '../protocol/sessions.ts';
import type { Site, SiteSettings } from '../protocol/sites.ts';
import type { CallbacksAnswer, ConversationsAnswer, View } from '../protocol/views.ts';
import type { Webhook, WebhookEvent, WebhookSecretAnswer, WebhookTestAnswer } from '../protocol/webhooks.ts';
import type { ErrorCode } from '../protocol/wire/errors.ts';
import type { Locale } from '../protocol/wire/fields.ts';
import type { ErrorAnswer } from '../protocol/wire/frames.ts';
import { ROOT } from './root.ts';

/** `OFFLINE`: no answer came at all. */
export type ApiCode = ErrorCode | 'OFFLINE';

/** A refusal, by code; the views translate it. `fields` names what is wrong in the body, each with its own code. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly code: ApiCode;
  readonly fields: Record<string, string>;

  constructor(code: ApiCode, fields: Record<string, string> = {}) {
    super(code);
    this.code = code;
    this.fields = fields;
  }
}

export interface InvitationAcceptance {
  token: string;
  /** Only the first owner's link lets one choose. */
  email?: string;
  name: string;
  password: string;
  locale: Locale;
}

export type MeChange = Partial<{ name: string; locale: Locale; password: string; currentPassword: string }>;

export type Api = ReturnType<typeof createApi>;

/**
 * The HTTP addresses under `/v1` that agents use. Every call throws `ApiError`.
 * @param onSignedOut called when the session has ended, before the call throws SIGN_IN_REQUIRED
 */
export function createApi(onSignedOut: () => void, fetch: typeof globalThis.fetch = globalThis.fetch) {
  async function call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const response = await fetch(`${ROOT}v1/${path}`, {
      method,
      credentials: 'same-origin',
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    }).catch((error: unknown) => {
      if (signal?.aborted) throw error;
      throw new ApiError('OFFLINE');
    });
    const text = await response.text();
    if (response.ok) return (text ? JSON.parse(text) : undefined) as T;
    const { code, fields } = readError(text);
    if (code === 'SIGN_IN_REQUIRED') onSignedOut();
    throw new ApiError(code, fields);
  }
  const get = <T>(path: string, signal?: AbortSignal) => call<T>('GET', path, undefined, signal);

  return {
    signIn: (email: string, password: string) => call<Me>('POST', 'sessions', { email, password }),
    signOut: () => call<void>('DELETE', 'sessions/current'),
    sessions: () => get<SessionList>('sessions'),
    endSession: (id: string) => call<void>('DELETE', `sessions/${id}`),
    endOtherSessions: () => call<void>('DELETE', 'sessions'),
    me: () => get<Me>('me'),
    updateMe: (change: MeChange) => call<Me>('PATCH', 'me', change),
    peekInvitation: (token: string) => call<InvitationPeekAnswer>('POST', 'invitations/peek', { token }),
    acceptInvitation: (acceptance: InvitationAcceptance) => call<Me>('POST', 'invitations/accept', acceptance),
    invite: (email: string, role: Agent['role']) => call<InvitationAnswer>('POST', 'invitations', { email, role }),
    agents: () => get<AgentPresence[]>('agents'),
    updateAgent: (id: string, change: Partial<Pick<Agent, 'role' | 'capacity' | 'isDisabled'>>) =>
      call<AgentPresence>('PATCH', `agents/${id}`, change),
    sites: () => get<Site[]>('sites'),
    createSite: (name: string) => call<Site>('POST', 'sites', { name }),
    updateSite: (key: string, change: Partial<SiteSettings>) => call<Site>('PATCH', `sites/${key}`, change),
    rotateIdentitySecret: (key: string) => call<{ secret: string }>('POST', `sites/${key}/identity-secret`),
    webhooks: (key: string) => get<Webhook[]>(`sites/${key}/webhooks`),
    createWebhook: (key: string, webhook: { url: string; events: readonly WebhookEvent[] }) =>
      call<WebhookSecretAnswer>('POST', `sites/${key}/webhooks`, webhook),
    updateWebhook: (
      key: string,
      id: string,
      change: Partial<{ url: string; events: readonly WebhookEvent[]; isDisabled: boolean }>,
    ) => call<Webhook>('PATCH', `sites/${key}/webhooks/${id}`, change),
    deleteWebhook: (key: string, id: string) => call<void>('DELETE', `sites/${key}/webhooks/${id}`),
    rotateWebhookSecret: (key: string, id: string) =>
      call<WebhookSecretAnswer>('POST', `sites/${key}/webhooks/${id}/rotate`),
    testWebhook: (key: string, id: string) => call<WebhookTestAnswer>('POST', `sites/${key}/webhooks/${id}/test`),
    deadLetters: (cursor?: string) => get<DeliveriesAnswer>(`deliveries?${asQuery({ state: 'dead', cursor })}`),
    retryDelivery: (id: string) => call<Delivery>('POST', `deliveries/${id}/retry`),
    deleteDelivery: (id: string) => call<void>('DELETE', `deliveries/${id}`),
    conversations: (query: { view: View; site?: string; cursor?: string; limit?: number }) =>
      get<ConversationsAnswer>(`conversations?${asQuery(query)}`),
    conversation: (id: string) => get<ConversationDetail>(`conversations/${encodeURIComponent(id)}`),
    callbacks: (query: { cursor?: string; limit?: number }) => get<CallbacksAnswer>(`callbacks?${asQuery(query)}`),
    updateContact: (id: string, words: Partial<Pick<Contact, 'name' | 'email' | 'phone'>>) =>
      call<Contact>('PATCH', `contacts/${id}`, words),
    search: (q: string, signal: AbortSignal) => get<SearchAnswer>(`search?${asQuery({ q })}`, signal),
    cannedReplies: () => get<CannedReply[]>('canned-replies'),
    saveCannedReply: ({ id, ...reply }: { id?: string; shortcut: string; text: string }) =>
      call<CannedReply>(id ? 'PUT' : 'POST', id ? `canned-replies/${id}` : 'canned-replies', reply),
    deleteCannedReply: (id: string) => call<void>('DELETE', `canned-replies/${id}`),
  };
}

function asQuery(query: Record<string, string | number | undefined>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return String(new URLSearchParams(pairs));
}

/** A proxy's error page is not JSON; then only the status is known, and it is somebody else's trouble. */
function readError(text: string): ErrorAnswer & { code: ErrorCode } {
  try {
    const answer = JSON.parse(text) as ErrorAnswer;
    if (typeof answer.code === 'string') return answer as ErrorAnswer & { code: ErrorCode };
  } catch {
    // Falls through to the same answer as JSON without a code.
  }
  return { code: 'INTERNAL' };
}

/** The code of anything thrown by the api or the connection. */
export function codeOf(error: unknown): ApiCode {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'NOT_CONNECTED' ? 'OFFLINE' : typeof code === 'string' ? (code as ApiCode) : 'INTERNAL';
}
