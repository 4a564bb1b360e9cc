/**
 * A whole server in the test's own process, on SQLite in memory or several on one MongoDB, with a clock that the test
 * holds; and people who talk to it, so that a test reads as a dialogue. Everything opened here closes with the test.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { AgentFrameInput, AgentNews } from '../../protocol/agent.ts';
import type { Agent } from '../../protocol/agents.ts';
import type { VisitorFrameInput, VisitorNews } from '../../protocol/visitor.ts';
import { AGENT_VERSION, LIMITS, VISITOR_VERSION } from '../../protocol/wire/limits.ts';
import { buildApp } from '../../server/app.ts';
import { beat } from '../../server/beat.ts';
import type { Config } from '../../server/config.ts';
import type { App, Context } from '../../server/context.ts';
import { agentOf, newAgent } from '../../server/features/agents/rules.ts';
import { SESSION_COOKIE } from '../../server/features/sessions/commands.ts';
import { SESSION_MS } from '../../server/features/sessions/rules.ts';
import { newSite } from '../../server/features/sites/rules.ts';
import type { SiteRecord } from '../../server/features/sites/store.ts';
import { openMongo } from '../../server/store/mongo/open.ts';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import type { Store } from '../../server/store/store.ts';
import { hashToken, newToken } from '../../server/tokens.ts';

/** Longer than anything takes on a busy machine, shorter than a test's own limit, so that a failure can say what it waited for. */
const PATIENCE_MS = 30_000;

/** A job may lead to another, and that one to what leaves, as a notice by the next of an agent's ways does. */
const ROUNDS = 3;

export const TEST_CONFIG: Config = Object.freeze({
  port: 0,
  host: '127.0.0.1',
  databaseUrl: 'sqlite::memory:',
  publicUrl: null,
  secretKey: 'a key for tests, long enough for the rule',
  owner: null,
  smtpUrl: null,
  mailFrom: null,
  dkim: null,
  trustProxy: false,
  webhooksToPrivate: false,
  identityMaxHours: 24,
  metricsToken: null,
  auditDays: 730,
  logLevel: 'silent',
  publicDir: 'dist/public',
});

export interface Desk {
  app: App;
  context: Context;
  store: Store;
  /** The first site, whose key is `altan`: open always, any origin, every channel. */
  site: SiteRecord;
  /**
   * Moves the server's clock and lets it look at what that changes.
   * @param lively who pings meanwhile, as pages do; others are closed as silent after a minute
   */
  pass(ms: number, ...lively: { ping(): Promise<void> }[]): Promise<void>;
  /** Moves it to a moment at once, and lets the server look once: for months in which nobody is connected. */
  leap(to: number): Promise<void>;
  /** Does all that is due by now, and what follows from it within seconds; resolves when what leaves has left. */
  settle(): Promise<void>;
  addSite(change: Partial<SiteRecord> & { key: string }): Promise<SiteRecord>;
  changeSite(change: Partial<SiteRecord>): Promise<void>;
}

/**
 * @param options.site settings of the first site; `options.startAt`: where the clock stands, default a Wednesday morning; `options.newId`:
 * where a test wants the same ids in each run
 */
export async function buildTestApp(
  options: {
    site?: Partial<SiteRecord>;
    startAt?: number;
    config?: Partial<Config>;
    store?: Store;
    newId?: () => string;
    logTo?: { write(line: string): void };
  } = {},
): Promise<Desk> {
  let at = options.startAt ?? Date.parse('2026-03-04T10:20:00Z');
  const store = options.store ?? (await openSqlite(':memory:'));
  const config = { ...TEST_CONFIG, ...options.config };
  const { newId, logTo } = options;
  const app = await buildApp({ config, store, now: () => at, ...(newId && { newId }), ...(logTo && { logTo }) });
  onTestFinished(async () => {
    await app.close();
    await store.close();
  });
  const { context } = app;

  async function addSite(change: Partial<SiteRecord> & { key: string }): Promise<SiteRecord> {
    const id = context.newId();
    const site = { ...newSite({ id, name: 'Altan Flowers', origins: ['*'], at, ...change }), ...change };
    await store.sites.save(site);
    context.sites.forget();
    return site;
  }

  async function settle(): Promise<void> {
    for (let round = 0; round < ROUNDS; round += 1) {
      await context.jobs.settled();
      await context.jobs.tick();
      await context.outbox.tick();
      await context.outbox.settled();
    }
    await context.routing.settled();
    await context.lists.settled();
  }

  const [known] = await store.sites.all();
  const site = known ?? (await addSite({ key: 'altan', ...options.site }));
  await app.ready();
  return {
    app,
    context,
    store,
    site,
    addSite,
    async changeSite(change) {
      Object.assign(site, change);
      await store.sites.save(site);
      context.sites.forget();
    },
    async pass(ms, ...lively) {
      // While nobody is there to be kept alive, a year needs no million looks. Clocks tell whole milliseconds.
      const step = lively.length > 0 ? LIMITS.heartbeatMs : Math.max(LIMITS.heartbeatMs, Math.ceil(ms / 1_000));
      for (let left = ms; left > 0; left -= step) {
        await Promise.all(lively.map(each => each.ping()));
        at += Math.min(left, step);
        await beat(context);
        await context.routing.settled();
      }
    },
    async leap(to) {
      at = to;
      await beat(context);
      await settle();
    },
    settle,
  };
}

/** Several servers on one database. @param url of a MongoDB database that nobody else uses */
export async function buildFleet(url: string, count: number, config: Partial<Config> = {}): Promise<Desk[]> {
  const desks: Desk[] = [];
  while (desks.length < count) desks.push(await buildTestApp({ store: await openMongo(url), config }));
  return desks;
}

/** A command as a test writes it: its id is made for it, unless the test wants to say the same thing twice. */
type Said<Command> = Command extends { type: string } ? Omit<Command, 'clientId'> & { clientId?: string } : never;

/** Commands of this process, which shares its databases with no other: so ids are unique, and the same in each run. */
let said = 0;

/** One end of a socket, with everything it heard and nobody asked for yet. */
export class Dialogue<Command extends { type: string }, News extends { type: string }> {
  readonly closed: Promise<number>;
  readonly socket: WebSocket;
  private readonly heard: News[] = [];
  private readonly waiting = new Set<() => void>();

  constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise(resolve => {
      socket.on('close', code => resolve(code));
    });
    socket.on('message', data => {
      this.heard.push(JSON.parse(String(data)));
      for (const look of this.waiting) look();
    });
  }

  /** Sends a command under a new `clientId`, or the one it brings. @returns the id */
  say(command: Said<Command>): string {
    const clientId = command.clientId ?? `client-${++said}`;
    this.socket.send(JSON.stringify({ clientId, ...command }));
    return clientId;
  }

  /** Sends a command and waits for its answer: the frame that carries its id as `ref`. */
  ask(command: Said<Command>): Promise<News> {
    const ref = this.say(command);
    return this.take(`an answer to ${command.type}`, news => 'ref' in news && news.ref === ref);
  }

  /** The next news of this type that nobody took yet. */
  hears<Type extends News['type']>(
    type: Type,
    where: (news: Extract<News, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<News, { type: Type }>> {
    const isWanted = (news: News) => news.type === type && where(news as Extract<News, { type: Type }>);
    return this.take(type, isWanted) as Promise<Extract<News, { type: Type }>>;
  }

  async ping(): Promise<void> {
    await this.ask({ type: 'ping' } as Said<Command>);
  }

  /** Everything heard and not taken, after all that the server had sent so far has come. */
  async rest(): Promise<News[]> {
    await this.ping();
    return this.heard.splice(0);
  }

  leave(): Promise<number> {
    this.socket.close();
    return this.closed;
  }

  private async take(what: string, isWanted: (news: News) => boolean): Promise<News> {
    let look = () => {};
    try {
      return await new Promise<News>((resolve, reject) => {
        look = () => {
          const place = this.heard.findIndex(isWanted);
          if (place < 0) return;
          // Now, because the next message may come before whoever waits here goes on.
          this.waiting.delete(look);
          resolve(this.heard.splice(place, 1)[0]!);
        };
        this.waiting.add(look);
        look();
        const giveUp = () =>
          reject(
            new Error(
              `waited for ${what}; heard ${this.heard.map(news => JSON.stringify(news)).join(' ') || 'nothing'}`,
            ),
          );
        setTimeout(giveUp, PATIENCE_MS).unref();
        this.closed.then(code => {
          look();
          reject(new Error(`waited for ${what}; the socket closed with ${code}`));
        });
      });
    } finally {
      this.waiting.delete(look);
    }
  }
}

export class VisitorDialogue extends Dialogue<VisitorFrameInput, VisitorNews> {
  token = '';
  visitorId = '';
  welcome!: Extract<VisitorNews, { type: 'welcome' }>;
}

export class AgentDialogue extends Dialogue<AgentFrameInput, AgentNews> {
  agent!: Agent;
  sessionId = '';
  cookie = '';
  welcome!: Extract<AgentNews, { type: 'welcome' }>;
}

interface SocketOptions {
  origin?: string;
  userAgent?: string;
}

/**
 * Opens a socket over the loopback. `injectWS` would do without a port, but its streams never close by themselves, so
 * every goodbye would wait for a timeout.
 */
async function open<D>(
  desk: Desk,
  path: string,
  headers: Record<string, string>,
  begin: (socket: WebSocket) => D,
): Promise<D> {
  if (!desk.app.server.listening) await desk.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = desk.app.server.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { host: 'desk.example', ...headers } });
  const dialogue = begin(socket);
  await once(socket, 'open');
  return dialogue;
}

/** A visitor's socket before hello. */
export function visitorSocket(
  desk: Desk,
  { origin, userAgent = 'test' }: SocketOptions = {},
): Promise<VisitorDialogue> {
  const headers = { 'user-agent': userAgent, ...(origin && { origin }) };
  return open(desk, '/v1/visitor', headers, socket => new VisitorDialogue(socket));
}

type Hello = Extract<VisitorFrameInput, { type: 'hello' }>;

/** A visitor who said hello and was welcomed. With the token of an earlier one it is another page of theirs. */
export async function visitor(desk: Desk, hello: Partial<Hello> & SocketOptions = {}): Promise<VisitorDialogue> {
  const { origin, userAgent, ...rest } = hello;
  const dialogue = await visitorSocket(desk, { origin, userAgent });
  const answer = await dialogue.ask({ type: 'hello', version: VISITOR_VERSION, site: desk.site.key, ...rest });
  if (answer.type !== 'welcome') throw new Error(`wanted a welcome, got ${JSON.stringify(answer)}`);
  dialogue.welcome = answer;
  dialogue.visitorId = answer.visitorId;
  dialogue.token = answer.token ?? rest.token ?? '';
  return dialogue;
}

/** Makes an agent who is signed in, without a socket. @returns the cookie's value beside the agent */
export async function signedIn(
  desk: Desk,
  change: Partial<Agent> = {},
): Promise<{ agent: Agent; sessionId: string; cookie: string }> {
  const { store, context } = desk;
  const id = change.id ?? context.newId();
  const at = context.now();
  const person = { id, email: `${id}@altan.example`, name: 'Sarnai', role: 'agent', locale: 'mn', at } as const;
  const record = { ...newAgent({ ...person, passwordHash: 'none' }), ...change };
  await store.agents.create(record);
  const token = newToken();
  const sessionId = context.newId();
  const session = { id: sessionId, agentId: id, userAgent: 'test', address: '', createdAt: at, seenAt: at };
  await store.sessions.create({ ...session, expiresAt: at + SESSION_MS, tokenHash: hashToken(token) }, 'none');
  return { agent: agentOf(record), sessionId, cookie: `${SESSION_COOKIE}=${token}` };
}

/** An agent's socket before hello. */
export function agentSocket(desk: Desk, headers: Record<string, string>): Promise<AgentDialogue> {
  return open(desk, '/v1/agent', headers, socket => new AgentDialogue(socket));
}

/** An agent who said hello and was welcomed. Given an earlier one, it is another page of theirs. */
export async function agent(desk: Desk, who: Partial<Agent> | AgentDialogue = {}): Promise<AgentDialogue> {
  const known = who instanceof AgentDialogue ? who : await signedIn(desk, who);
  const dialogue = await agentSocket(desk, { cookie: known.cookie, origin: 'http://desk.example' });
  const answer = await dialogue.ask({ type: 'hello', version: AGENT_VERSION });
  if (answer.type !== 'welcome') throw new Error(`wanted a welcome, got ${JSON.stringify(answer)}`);
  Object.assign(dialogue, { agent: known.agent, sessionId: known.sessionId, cookie: known.cookie, welcome: answer });
  await desk.context.routing.settled();
  return dialogue;
}

/** Says something as a visitor and waits for the ack. @returns the entry */
export async function send(from: VisitorDialogue, text: string) {
  const answer = await from.ask({ type: 'message.send', text });
  expect(answer.type).toBe('ack');
  return (answer as Extract<VisitorNews, { type: 'ack' }>).entry!;
}
