import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { AgentNews } from '../../protocol/agent.ts';
import type { VisitorEntry } from '../../protocol/entries.ts';
import type { VisitorNews } from '../../protocol/visitor.ts';
import { AGENT_VERSION, LIMITS, VISITOR_VERSION } from '../../protocol/wire/limits.ts';
import type { Desk } from './desk.ts';
import type { Kept } from './evidence.ts';
import { until } from './until.ts';

type News = VisitorNews | AgentNews;
/** As written on the wire; what the server makes of it is often the question, so it is not checked here. */
type Frame = { type: string; clientId?: string; [field: string]: unknown };

let addresses = 0;

/** A bare socket, for what a well-made client would never do. Straight to the server unless told otherwise. */
export class Wire {
  readonly socket: WebSocket;
  readonly heard: News[] = [];
  /** The close code; null while it is open. */
  closedWith: number | null = null;

  constructor(url: string, headers: Record<string, string> = {}) {
    const number = ++addresses;
    const address = `10.1.${number >> 8}.${number & 255}`;
    this.socket = new WebSocket(url.replace('http', 'ws'), { headers: { 'x-forwarded-for': address, ...headers } });
    this.socket.on('error', () => {});
    this.socket.on('message', data => this.heard.push(JSON.parse(String(data))));
    this.socket.on('close', code => {
      this.closedWith = code;
    });
    onTestFinished(() => this.socket.terminate());
  }

  /** Entries in the order in which they came, by news or by an ack of its own. */
  get heardOf(): VisitorEntry[] {
    return this.heard.flatMap(news => ('entry' in news && news.entry ? [news.entry] : []));
  }

  say(frame: Frame): string {
    const clientId = frame.clientId ?? randomUUID();
    this.socket.send(JSON.stringify({ ...frame, clientId }));
    return clientId;
  }

  /** The answer: the frame with our id as its `ref`. */
  async ask<Type extends News['type']>(frame: Frame): Promise<Extract<News, { type: Type }>> {
    // The same thing may be asked twice, to see what a repeat is answered.
    const before = this.heard.length;
    const ref = this.say(frame);
    const answer = await until(`an answer to ${frame.type}`, () =>
      this.heard.slice(before).find(news => 'ref' in news && news.ref === ref),
    );
    return answer as Extract<News, { type: Type }>;
  }
}

/** A visitor's socket that has been welcomed. */
export async function visitorWire(desk: Desk, hello: Record<string, unknown> = {}, url = desk.directUrl) {
  const wire = new Wire(`${url}/v1/visitor`);
  await until('a socket', () => wire.socket.readyState === WebSocket.OPEN);
  const welcome = await wire.ask<'welcome'>({
    type: 'hello',
    version: VISITOR_VERSION,
    site: desk.site.key,
    ...hello,
  });
  if (welcome.type !== 'welcome') throw new Error(`wanted a welcome, got ${JSON.stringify(welcome)}`);
  return Object.assign(wire, { welcome: welcome as Extract<VisitorNews, { type: 'welcome' }> });
}

/** A page of an agent who is signed in; of the owner unless told otherwise. It says that it is there, as pages do. */
export async function agentWire(desk: Desk, cookie = desk.cookie) {
  const wire = new Wire(`${desk.directUrl}/v1/agent`, { cookie, origin: desk.directUrl });
  await until('a socket', () => wire.socket.readyState === WebSocket.OPEN);
  const welcome = await wire.ask<'welcome'>({ type: 'hello', version: AGENT_VERSION });
  if (welcome.type !== 'welcome') throw new Error(`wanted a welcome, got ${JSON.stringify(welcome)}`);
  const beat = setInterval(() => wire.say({ type: 'ping' }), LIMITS.heartbeatMs);
  wire.socket.once('close', () => clearInterval(beat));
  return Object.assign(wire, { welcome: welcome as Extract<AgentNews, { type: 'welcome' }> });
}

/** Waits until a page has heard of every entry there is, by news or by an ack of its own. */
export async function expectHeard(wire: Wire, kept: Kept[]): Promise<void> {
  await until('a page to have heard of everything', () => {
    const heard = new Set(wire.heardOf.map(({ conversationId, seq }) => `${conversationId} ${seq}`));
    const missed = kept.filter(each => !heard.has(`${each.conversationId} ${each.seq}`));
    if (missed.length > 0) throw new Error(`not of ${missed.length}, such as ${JSON.stringify(missed[0])}`);
    return true;
  });
}
