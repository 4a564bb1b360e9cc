import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, vi } from 'vitest';
import { AGENT_VERSION, VISITOR_VERSION } from '../../../protocol/wire/limits.ts';
import type { Desk } from '../../helpers/app.ts';

export const hello = { type: 'hello', clientId: 'hello-0001', version: VISITOR_VERSION, site: 'altan' };
export const helloAgent = { type: 'hello', clientId: 'hello-0001', version: AGENT_VERSION };
/** A frame that refuses with this code. */
export const error = (code: string) => expect.objectContaining({ type: 'error', code });

type News = { type: string; ref?: string; code?: string } & Record<string, unknown>;

export async function addressOf(desk: Desk): Promise<string> {
  if (!desk.app.server.listening) await desk.app.listen({ port: 0, host: '127.0.0.1' });
  return `http://127.0.0.1:${(desk.app.server.address() as AddressInfo).port}`;
}

/** A link by HTTP: as bare as a stranger would write it. */
export class HttpWire {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly heard: News[] = [];
  link = '';
  /** The close event's code, or `broken` where there was none; null while it is open. */
  closedWith: number | 'broken' | null = null;
  answer!: IncomingMessage;

  constructor(url: string, headers: Record<string, string>) {
    this.url = url;
    this.headers = headers;
  }

  async open(): Promise<this> {
    // Not by `fetch`: what takes the place of a request that it aborts keeps the server waiting at the end of a test.
    [this.answer] = await once(get(this.url, { headers: this.headers, agent: false }), 'response');
    let text = '';
    this.answer.setEncoding('utf8').on('data', (more: string) => {
      const events = (text + more).split('\n\n');
      text = events.pop()!;
      for (const event of events) this.take(event);
    });
    this.answer
      .on('error', () => {})
      .on('close', () => {
        this.closedWith ??= 'broken';
      });
    await vi.waitFor(() => expect(this.link || this.closedWith).toBeTruthy());
    return this;
  }

  private take(event: string): void {
    const [, name, data] = /^(?:event: (\w+)\n)?data: (.*)$/.exec(event)!;
    if (name === 'link') this.link = data!;
    else if (name === 'close') this.closedWith = Number(data);
    else this.heard.push(JSON.parse(data!));
  }

  /** The page is gone, without a goodbye. */
  break(): void {
    this.answer.destroy();
  }
  post(body: string, headers: Record<string, string> = this.headers, link = this.link): Promise<Response> {
    return fetch(`${this.url}/${link}`, { method: 'POST', body, headers });
  }
  /** Sends frames, several in one request, and waits until they are taken. */
  async say(...frames: object[]): Promise<void> {
    expect((await this.post(frames.map(frame => JSON.stringify(frame)).join('\n'))).status).toBe(204);
  }
  hears(what: object): Promise<News> {
    return vi.waitFor(() => {
      expect(this.heard).toContainEqual(expect.objectContaining(what));
      return this.heard.find(news => Object.entries(what).every(([key, value]) => news[key] === value))!;
    });
  }
  closed(): Promise<number | 'broken'> {
    return vi.waitFor(() => {
      expect(this.closedWith).not.toBeNull();
      return this.closedWith!;
    });
  }
}

export async function visitorLink(desk: Desk, headers: Record<string, string> = {}): Promise<HttpWire> {
  return new HttpWire(`${await addressOf(desk)}/v1/visitor/stream`, headers).open();
}
export async function agentLink(desk: Desk, headers: Record<string, string>): Promise<HttpWire> {
  return new HttpWire(`${await addressOf(desk)}/v1/agent/stream`, headers).open();
}
/** A visitor who was welcomed. */
export async function welcomed(desk: Desk, headers: Record<string, string> = {}): Promise<HttpWire> {
  const wire = await visitorLink(desk, headers);
  await wire.say(hello);
  await wire.hears({ type: 'welcome', ref: 'hello-0001' });
  return wire;
}
