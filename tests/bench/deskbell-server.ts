/**
 * Deskbell as it runs, from `buildApp` up, but for one thing: the rates that hold back a single socket or visitor are
 * off, because a thousand of them are to be as busy as a hundred thousand would be.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { AgentNews } from '../../protocol/agent.ts';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { newAgent } from '../../server/features/agents/rules.ts';
import { say } from '../../server/features/conversations/commands.ts';
import { sentOf } from '../../server/features/conversations/rules.ts';
import { ensureSite } from '../../server/features/invitations/first-start.ts';
import { SESSION_COOKIE } from '../../server/features/sessions/commands.ts';
import { SESSION_MS } from '../../server/features/sessions/rules.ts';
import { tellAgents } from '../../server/features/views/news.ts';
import { topicsShown } from '../../server/features/views/rules.ts';
import { keepObjectsYoung } from '../../server/garbage.ts';
import { BACKLOG } from '../../server/http/connections.ts';
import { openStore } from '../../server/store/open.ts';
import { hashToken, newToken } from '../../server/tokens.ts';
import { NO_RATES } from '../../server/wire/rate-limit.ts';
import { fillDesk, type Person, stirDesk } from './busy-desk.ts';
import { gauges, serveOrders, settings } from './child.ts';
import { dueNotices } from './due-notices.ts';
import { openLine } from './open-line.ts';

/** With `isHeldBack` the rates hold as for everybody, and whoever comes says by a proxy's header from where. */
const {
  databaseUrl,
  port = 0,
  isHeldBack = false,
} = settings<{ databaseUrl: string; port?: number; isHeldBack?: boolean }>();
keepObjectsYoung();
const config = readConfig({
  DATABASE_URL: databaseUrl,
  SECRET_KEY: 'x'.repeat(40),
  LOG_LEVEL: 'error',
  WEBHOOKS_TO_PRIVATE: 'on',
  HOST: '127.0.0.1',
  PORT: '0',
  TRUST_PROXY: isHeldBack ? '127.0.0.1' : 'off',
});
const store = await openStore(config.databaseUrl);
const app = await buildApp({ config, store, ...(!isHeldBack && { rates: NO_RATES }) });
const { hub, newId } = app.context;
await ensureSite(app.context);
const [site] = await store.sites.all();
// A thousand who come at once from one address are a flood to the filter, and what it holds is not what is measured here.
if (site) await store.sites.update(site.id, { spam: { ...site.spam, work: 'never' } });
await app.listen({ port, host: '127.0.0.1', backlog: BACKLOG });

/** Writes of one turn, as on a busy desk. */
const ANSWERED_AT_ONCE = 200;

/** Makes an agent. @param siteIds which they see; left out: an owner, who sees all. @returns their id, and the cookie of their session */
async function signIn({ email = 'bench@example.com', siteIds }: { email?: string; siteIds?: string[] } = {}) {
  const at = Date.now();
  const token = newToken();
  const agent = newAgent({
    id: newId(),
    email,
    name: 'Bench',
    role: siteIds ? 'agent' : 'owner',
    ...(siteIds && { siteIds }),
    locale: 'en',
    passwordHash: '',
    at,
  });
  await store.agents.create(agent);
  const session = { id: newId(), agentId: agent.id, userAgent: '', address: '', createdAt: at, seenAt: at };
  await store.sessions.create({ ...session, expiresAt: at + SESSION_MS, tokenHash: hashToken(token) }, '');
  await app.context.staff.reload();
  return { id: agent.id, cookie: `${SESSION_COOKIE}=${token}` };
}

/** The conversation with the most entries, of the first page. */
async function longest() {
  const { items } = await store.views.page({ view: 'all', agentId: '', limit: 50 });
  return items.toSorted((a, b) => b.lastSeq - a.lastSeq)[0]!;
}

/** An agent answers in each of these conversations. */
async function answer({ conversationIds }: { conversationIds: string[] }) {
  const by = { kind: 'agent', id: (await signIn()).id, name: 'Bench' } as const;
  const said = { type: 'message.send', text: 'Yes, until noon if you order today.' } as const;
  for (let from = 0; from < conversationIds.length; from += ANSWERED_AT_ONCE) {
    const some = conversationIds.slice(from, from + ANSWERED_AT_ONCE).map((id, at) => {
      const frame = { ...said, clientId: `answer-of-the-measure-${from + at}`, conversationId: id };
      return say(app.context, { by, sent: sentOf(frame), answer: () => {} }, id, frame);
    });
    await Promise.all(some);
  }
}

/** Reads and writes out a page as its route does. @returns pages per second of CPU */
async function readPages({ id, pages }: { id: string; pages: number }) {
  const begun = gauges.cpu().ms;
  for (let page = 0; page < pages; page++) {
    const conversation = (await store.conversations.find(id))!;
    const parts = await Promise.all([
      store.contacts.find(conversation.contact.id),
      store.visitors.find(conversation.visitorId!),
      store.conversations.entriesBefore(id, null, 50),
      store.callbacks.ofConversation(id),
      store.views.related(id),
    ]);
    JSON.stringify([conversation, ...parts]);
  }
  return { perSecond: pages / ((gauges.cpu().ms - begun) / 1000) };
}

/**
 * Tells all agents of some entries in one turn, as writes that share a commit do, and gives them ready frames, one write
 * for each. @returns CPU of both, ms
 */
async function fanOut({ times, entries }: { times: number; entries: number }) {
  const conversation = await longest();
  const [entry] = await store.conversations.entriesBefore(conversation.id, null, 1);
  const news: AgentNews = { type: 'entry.added', entry: entry!, conversation };
  const frame = Buffer.from(JSON.stringify(news));
  const sockets = [...hub.peers()].filter(peer => peer.kind === 'agent').map(peer => peer.socket as WebSocket);
  const timed = async (tell: () => void) => {
    const begun = gauges.cpu().ms;
    for (let time = 0; time < times; time++) {
      for (let told = 0; told < entries; told++) tell();
      await turn();
    }
    return gauges.cpu().ms - begun;
  };
  return {
    published: await timed(() => hub.toAgents(news)),
    sent: await timed(() => {
      for (const socket of sockets) socket.send(frame, { binary: false });
    }),
  };
}

/**
 * Tells of entries in the conversations of as many agents as there are pages, in turn: to the page that shows each, as
 * the inbox's pages say what they show, and then a few of them to all. @returns CPU of one of both, ms
 */
async function tellShown({ times, timesToAll }: { times: number; timesToAll: number }) {
  const conversation = await longest();
  // The visitor's first words: the newest entry may be a hand-over, which everybody hears.
  const [entry] = await store.conversations.entriesBefore(conversation.id, 2, 1);
  const pages = [...hub.peers()].filter(peer => peer.kind === 'agent');
  const shows = { view: 'mine', site: null, conversationId: null } as const;
  const assigned = pages.map((page, place) => {
    hub.watch(page, topicsShown(`agent-${place}`, shows));
    return { ...conversation, assigneeId: `agent-${place}` };
  });
  const newsOf = (its: typeof conversation): AgentNews => ({ type: 'entry.added', entry: entry!, conversation: its });
  const timed = async (count: number, tell: (its: typeof conversation) => void) => {
    const begun = gauges.cpu().ms;
    for (let time = 0; time < count; time++) {
      tell(assigned[time % assigned.length]!);
      await turn();
    }
    return (gauges.cpu().ms - begun) / count;
  };
  return {
    shown: await timed(times, its => tellAgents(hub, { conversation: its, entry }, newsOf(its))),
    all: await timed(timesToAll, its => hub.toAgents(newsOf(its))),
  };
}

/** The desk that is busy, once there is one. */
let busy: { agent: { id: string; name: string }; people: Person[] } | undefined;
/** How many changes there were in it. */
let stirred = 0;

/** @returns the cookie of the agent's session */
async function busyDesk({ conversations }: { conversations: number }) {
  const { id, cookie } = await signIn();
  const agent = { id, name: 'Bench' };
  busy = { agent, people: await fillDesk(app.context, agent, conversations) };
  return { cookie };
}

async function stir(order: { perSecond: number; seconds: number }) {
  const from = stirred;
  stirred += order.perSecond * order.seconds;
  return stirDesk(app.context, busy!.agent, busy!.people, { from, ...order });
}

serveOrders(
  { port: (app.server.address() as { port: number }).port, siteKey: site?.key, cpuMs: gauges.cpu().ms },
  {
    ...gauges,
    ...{ signIn, longest, readPages, fanOut, tellShown },
    dueNotices: async (order: Parameters<typeof dueNotices>[2]) => dueNotices(app.context, (await signIn()).id, order),
    async openLine({ agents, people }: { agents: number; people: number }) {
      const cookies: string[] = [];
      for (let agent = 0; agent < agents; agent++)
        cookies.push((await signIn({ email: `agent-${agent}@example.com` })).cookie);
      return { cookies, ...(await openLine(app, cookies[0]!, { people })) };
    },
    ...{ answer, busyDesk, stir },
    settled: () => store.search.settled(),
  },
  async () => {
    await app.close();
    await store.close();
  },
);
