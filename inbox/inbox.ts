/**
 * The inbox of a signed-in agent: a small core and the rooms by name. Frames come in here and go straight to the room
 * that they concern; what the room then holds is watched by its views.
 */
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AgentNews } from '../protocol/agent.ts';
import type { Me } from '../protocol/agents.ts';
import type { BookingChanged } from '../protocol/bookings.ts';
import type { Callback } from '../protocol/callbacks.ts';
import type { CallChanged, CallLogged } from '../protocol/calls.ts';
import type { ComplaintChanged } from '../protocol/complaints.ts';
import type { Conversation } from '../protocol/conversations.ts';
import type { Entry } from '../protocol/entries.ts';
import type { PeopleChanged } from '../protocol/people.ts';
import type { ServicesChanged } from '../protocol/services.ts';
import type { StaffChanged } from '../protocol/staff.ts';
import type { StageMoved } from '../protocol/stages.ts';
import type { WaitingChanged } from '../protocol/waiting-list.ts';
import { newClientId } from '../protocol/wire/client-id.ts';
import type { ConnectionState } from '../protocol/wire/connection.ts';
import type { Outbox } from '../protocol/wire/outbox.ts';
import { type Agents, createAgents } from './features/agents/state.ts';
import { type Callbacks, createCallbacks } from './features/callbacks/state.ts';
import { type CannedReplies, createCannedReplies } from './features/canned-replies/state.ts';
import { type Contacts, createContacts } from './features/contacts/state.ts';
import { type Conversations, createConversations } from './features/conversations/state.ts';
import { createFileLinks, type FileLinksHeld } from './features/files/links.ts';
import { createFilesServer } from './features/files/server.ts';
import { createFiles, type Files } from './features/files/state.ts';
import { createMentions, type Mentions } from './features/mentions/state.ts';
import { createNotices, type Notices } from './features/notices/state.ts';
import { createSavedViews, type SavedViews } from './features/saved-views/state.ts';
import { createSearch, type Search } from './features/search/state.ts';
import { createSites, type Sites } from './features/sites/state.ts';
import { createViews, type Place, type Views } from './features/views/state.ts';
import { createVisitors, type Visitors } from './features/visitors/state.ts';
import { type Http, readInto } from './shell/http.ts';
import { type Connect, createLink, type Link } from './shell/link.ts';
import { createToasts, type Toasts } from './shell/toasts.ts';
import { usePart } from './shell/use-part.ts';

export interface Inbox {
  http: Http;
  me: Signal<Me>;
  link: Link;
  /** False: messages would be lost with the page, because nothing can be kept on disk. */
  isDurable: ReadonlySignal<boolean>;
  /** False: the server keeps nothing now, and what is sent waits here. */
  isStoreAvailable: ReadonlySignal<boolean>;
  /** The server speaks another version of the wire than this page: a reload brings the page that goes with it. */
  isOutdated: ReadonlySignal<boolean>;
  toasts: Toasts;
  /** Who stands elsewhere on the way to buying, as told last. */
  moved: ReadonlySignal<StageMoved | null>;
  /** Whose cards became others, as told last. */
  peopleTold: ReadonlySignal<PeopleChanged | null>;

  agents: Agents;
  callbacks: Callbacks;
  /** What was told of calls, until what shows them takes it. */
  calls: Signal<readonly (CallChanged | CallLogged)[]>;
  cannedReplies: CannedReplies;
  contacts: Contacts;
  conversations: Conversations;
  /** On their way. */
  files: Files;
  /** Addresses of those that were sent. */
  fileLinks: FileLinksHeld;
  mentions: Mentions;
  notices: Notices;
  savedViews: SavedViews;
  search: Search;
  sites: Sites;
  views: Views;
  visitors: Visitors;
  /** What the server told of complaints last: whoever shows them reads anew. */
  complaintsTold: ReadonlySignal<ComplaintChanged | null>;
  /** The same of services and of who does them. */
  shopTold: ReadonlySignal<ServicesChanged | StaffChanged | BookingChanged | WaitingChanged | null>;

  /** Tells the rooms what the page shows: a view and what is open in it, or no conversations at all. */
  show(place: Place | null): void;
  stop(): void;
}

export interface InboxParts {
  http: Http;
  me: Signal<Me>;
  outbox: Outbox;
  /** Follows the outbox. */
  isDurable: ReadonlySignal<boolean>;
  storage: Storage | null;
  connect: Connect;
  /** Something that may be for this agent, which whoever rings judges. */
  onAttention(conversation: Conversation, entry: Entry): void;
  now?: () => number;
  newId?: () => string;
}

export function createInbox(parts: InboxParts): Inbox {
  const { http, me, outbox, isDurable, storage, connect, onAttention, now = Date.now, newId = newClientId } = parts;
  const meId = me.peek().agent.id;
  const isStoreAvailable = signal(true);
  const isOutdated = signal(false);
  const complaintsTold = signal<ComplaintChanged | null>(null);
  const moved = signal<StageMoved | null>(null);
  const peopleTold = signal<PeopleChanged | null>(null);
  const shopTold = signal<ServicesChanged | StaffChanged | BookingChanged | WaitingChanged | null>(null);

  const calls = signal<readonly (CallChanged | CallLogged)[]>([]);
  const toasts = createToasts();
  const filesServer = createFilesServer(http);
  const files = createFiles({ server: filesServer, meId, onNews, onFail: toasts.fail });
  const link = createLink({ connect, outbox, newId, onNews, onState, prepare: files.prepare });
  const agents = createAgents({ http, link, meId, now });
  const views = createViews({ http, link, meId, newId, now });
  const visitors = createVisitors();
  const conversations = createConversations({
    ...{ http, link, outbox, storage, toasts, files },
    ...{ agents, views, meId, now, newId },
  });
  const callbacks = createCallbacks({ link, toasts, newId });
  const contacts = createContacts({ http, conversations });
  const mentions = createMentions({ link });
  const notices = createNotices({ meId, onAttention });
  const sites = createSites(http);
  const cannedReplies = createCannedReplies(http);
  const savedViews = createSavedViews(http);

  function onState(state: ConnectionState) {
    if (state !== 'ready') conversations.onlookers.forget();
    if (state === 'ready') {
      files.wake();
      // Before anything is asked for, so that the answers know.
      conversations.readMarks.tellMeanwhile();
      agents.tellMeanwhile();
      views.resume();
      // What the first question did not bring.
      if (savedViews.all.peek() === null) savedViews.read();
      conversations.threads.resumeAll();
    } else if ((state === 'waiting' || state === 'refused') && navigator.onLine) {
      // A socket can not say "signed out" before it stands; the server can over HTTP, and then the session ends.
      readInto(me, http.get<Me>('me'));
    }
  }

  function onNews(news: AgentNews) {
    batch(() => take(news));
  }

  function take(news: AgentNews) {
    switch (news.type) {
      case 'welcome':
        agents.welcome(news.agents);
        views.takeCounts(news);
        mentions.take(news.mentions);
        visitors.welcome(news.visitorsHere);
        isStoreAvailable.value = news.isStoreAvailable;
        break;
      case 'store':
        isStoreAvailable.value = news.isAvailable;
        if (news.isAvailable) comeBack();
        break;
      case 'doctor.told':
        me.value = { ...me.peek(), toMend: news.toMend };
        // Not told where its words do not come: the number stands beside the settings.
        import('./features/doctor/told.ts').then(({ sayTold }) => sayTold(news, toasts)).catch(() => undefined);
        break;
      case 'complaint.changed':
        complaintsTold.value = news;
        break;
      case 'services.changed':
      case 'staff.changed':
      case 'booking.changed':
      case 'waiting.changed':
        shopTold.value = news;
        break;
      case 'stage.moved':
        moved.value = news;
        break;
      case 'people.changed':
        peopleTold.value = news;
        break;
      case 'agents':
        agents.all.value = news.agents;
        break;
      case 'counts':
        views.takeCounts(news);
        break;
      case 'entry.added':
        takeEntry(news.entry, news.conversation, news.callback);
        break;
      case 'late.told':
        conversations.take(news.conversation);
        notices.tellLate(news.conversation, news.entry);
        break;
      case 'mention.told':
        conversations.take(news.conversation);
        mentions.add();
        views.takeMention(news.conversation, news.entry);
        notices.tellMention(news.conversation, news.entry);
        break;
      case 'call.changed':
      case 'call.logged':
        calls.value = [...calls.peek(), news];
        break;
      case 'mentions.changed':
        mentions.take(news);
        views.seeMention(news.conversationId);
        break;
      case 'conversation.changed':
        conversations.take(news.conversation);
        break;
      case 'conversation.erased':
        conversations.drop(news.conversationId);
        break;
      case 'ack':
        conversations.acked(news.ref, news.entry);
        break;
      case 'error':
        if (news.code === 'VERSION_UNSUPPORTED') isOutdated.value = true;
        if (news.ref) conversations.refused(news.ref, news.code);
        break;
      case 'typing':
        if (news.agentId !== meId) conversations.typing.set(news.conversationId, news.agentId, news.isTyping);
        break;
      case 'onlookers':
        conversations.onlookers.take(news.conversationId, news.agentIds);
        break;
      case 'visitor.presence':
        visitors.take(news.conversationId, news.isHere);
        break;
    }
  }

  function takeEntry(entry: Entry, conversation: Conversation, callback?: Callback) {
    const isNew = conversations.takeEntry(entry, conversation, callback);
    // To what is in quarantine nobody is called, nor to words that the script answers.
    const isScripts = conversation.script?.is === 'answering' && entry.body.kind === 'message';
    if (isNew && conversation.status !== 'held' && !isScripts) notices.tell(conversation, entry);
  }

  /** The store is back: what waits is sent without its pause, and what could not be read is read. */
  function comeBack() {
    link.retry();
    void views.reload();
    conversations.threads.resumeAll();
  }

  sites.read();
  cannedReplies.read();
  savedViews.read();
  link.start();

  return {
    http,
    me,
    link,
    isDurable,
    isStoreAvailable,
    isOutdated,
    toasts,
    moved,
    peopleTold,
    agents,
    callbacks,
    calls,
    cannedReplies,
    contacts,
    conversations,
    files,
    fileLinks: createFileLinks(filesServer, now),
    mentions,
    notices,
    savedViews,
    search: createSearch(http, () => {
      const { view, filtered } = views.rows.peek().query;
      return view === 'quarantine' || filtered?.filter.status === 'held';
    }),
    sites,
    views,
    visitors,
    complaintsTold,
    shopTold,
    show(place) {
      if (place) views.show(place);
      conversations.open(place?.conversationId ?? null);
    },
    stop() {
      link.stop();
      files.stop();
    },
  };
}

export const InboxContext = createContext<Inbox | null>(null);

export const useInbox = (): Inbox => useContext(InboxContext)!;

/** Whether the agent may do more than read. The server judges it again. */
export function useMayAct(): boolean {
  const { me } = useInbox();
  return usePart(() => me.value.agent.role !== 'reader', [me]);
}
