import type { AgentStore } from '../features/agents/store.ts';
import type { CallbackStore } from '../features/callbacks/store.ts';
import type { CannedReplyStore } from '../features/canned-replies/store.ts';
import type { ContactStore } from '../features/contacts/store.ts';
import type { ConversationStore } from '../features/conversations/store.ts';
import type { InvitationStore } from '../features/invitations/store.ts';
import type { SearchStore } from '../features/search/store.ts';
import type { SessionStore } from '../features/sessions/store.ts';
import type { SiteStore } from '../features/sites/store.ts';
import type { ViewStore } from '../features/views/store.ts';
import type { VisitorStore } from '../features/visitors/store.ts';
import type { WebhookStore } from '../features/webhooks/store.ts';
import type { OutboxStore } from '../outbox/store.ts';
import type { Store } from './store.ts';

/** The verbs under one name each, for the engines until every room has its own. */
export interface FlatStore extends Pick<Store, 'ping'> {
  sites: SiteStore['all'];
  saveSite: SiteStore['save'];
  updateSite: SiteStore['update'];
  agents: AgentStore['all'];
  createAgent: AgentStore['create'];
  updateAgent: AgentStore['update'];
  saveInvite: InvitationStore['save'];
  invite: InvitationStore['find'];
  acceptInvite: InvitationStore['accept'];
  sweepInvites: InvitationStore['sweep'];
  createSession: SessionStore['create'];
  sessionByToken: SessionStore['byToken'];
  sessions: SessionStore['all'];
  endSessions: SessionStore['end'];
  sweepSessions: SessionStore['sweep'];
  cannedReplies: CannedReplyStore['all'];
  saveCannedReply: CannedReplyStore['save'];
  deleteCannedReply: CannedReplyStore['delete'];
  createVisitor: VisitorStore['create'];
  visitorByToken: VisitorStore['byToken'];
  touchVisitor: VisitorStore['touch'];
  visitor: VisitorStore['find'];
  identifyVisitor: VisitorStore['identify'];
  sweepVisitors: VisitorStore['sweep'];
  contact: ContactStore['find'];
  updateContact: ContactStore['update'];
  submit: ConversationStore['submit'];
  submitted: ConversationStore['submitted'];
  append: ConversationStore['append'];
  assign: ConversationStore['assign'];
  setStatus: ConversationStore['setStatus'];
  answered: ConversationStore['answered'];
  markRead: ConversationStore['markRead'];
  conversation: ConversationStore['find'];
  entriesAfter: ConversationStore['entriesAfter'];
  entriesBefore: ConversationStore['entriesBefore'];
  conversations: ViewStore['page'];
  countViews: ViewStore['count'];
  load: ViewStore['load'];
  openOf: ViewStore['openOf'];
  related: ViewStore['related'];
  conversationsOf: ViewStore['ofContact'];
  callback: CallbackStore['find'];
  callbacksOf: CallbackStore['ofConversation'];
  callbackQueue: CallbackStore['queue'];
  slotLoad: CallbackStore['slotLoad'];
  changeCallback: CallbackStore['change'];
  search: SearchStore['find'];
  searchSettled: SearchStore['settled'];
  webhooks: WebhookStore['all'];
  createWebhook: WebhookStore['create'];
  updateWebhook: WebhookStore['update'];
  deleteWebhook: WebhookStore['delete'];
  failingTargets: OutboxStore['failingTargets'];
  dueTargets: OutboxStore['dueTargets'];
  takeDeliveries: OutboxStore['take'];
  settleDelivery: OutboxStore['settle'];
  deliveries: OutboxStore['page'];
  retryDelivery: OutboxStore['retry'];
  deleteDelivery: OutboxStore['delete'];
  sweepDeliveries: OutboxStore['sweep'];
}

/** The same, by room. */
export function byRoom(
  flat: FlatStore,
): Pick<
  Store,
  | 'sites'
  | 'agents'
  | 'invitations'
  | 'sessions'
  | 'cannedReplies'
  | 'visitors'
  | 'contacts'
  | 'conversations'
  | 'views'
  | 'callbacks'
  | 'search'
  | 'webhooks'
  | 'outbox'
> {
  return {
    sites: { all: flat.sites, save: flat.saveSite, update: flat.updateSite },
    agents: { all: flat.agents, create: flat.createAgent, update: flat.updateAgent },
    invitations: {
      save: flat.saveInvite,
      find: flat.invite,
      accept: flat.acceptInvite,
      sweep: flat.sweepInvites,
    },
    sessions: {
      create: flat.createSession,
      byToken: flat.sessionByToken,
      all: flat.sessions,
      end: flat.endSessions,
      sweep: flat.sweepSessions,
    },
    cannedReplies: { all: flat.cannedReplies, save: flat.saveCannedReply, delete: flat.deleteCannedReply },
    visitors: {
      create: flat.createVisitor,
      byToken: flat.visitorByToken,
      touch: flat.touchVisitor,
      find: flat.visitor,
      identify: flat.identifyVisitor,
      sweep: flat.sweepVisitors,
    },
    contacts: { find: flat.contact, update: flat.updateContact },
    conversations: {
      submit: flat.submit,
      submitted: flat.submitted,
      append: flat.append,
      assign: flat.assign,
      setStatus: flat.setStatus,
      answered: flat.answered,
      markRead: flat.markRead,
      find: flat.conversation,
      entriesAfter: flat.entriesAfter,
      entriesBefore: flat.entriesBefore,
    },
    views: {
      page: flat.conversations,
      count: flat.countViews,
      load: flat.load,
      openOf: flat.openOf,
      related: flat.related,
      ofContact: flat.conversationsOf,
    },
    callbacks: {
      find: flat.callback,
      ofConversation: flat.callbacksOf,
      queue: flat.callbackQueue,
      slotLoad: flat.slotLoad,
      change: flat.changeCallback,
    },
    search: { find: flat.search, settled: flat.searchSettled },
    webhooks: {
      all: flat.webhooks,
      create: flat.createWebhook,
      update: flat.updateWebhook,
      delete: flat.deleteWebhook,
    },
    outbox: {
      failingTargets: flat.failingTargets,
      dueTargets: flat.dueTargets,
      take: flat.takeDeliveries,
      settle: flat.settleDelivery,
      page: flat.deliveries,
      retry: flat.retryDelivery,
      delete: flat.deleteDelivery,
      sweep: flat.sweepDeliveries,
    },
  };
}
