/** Doors that frames come by, for whoever sends what no page would: a WebSocket, and a link over HTTP. */
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import type { Desk } from '../helpers/app.ts';
import { OWN } from '../helpers/http.ts';

/** What the server said, as far as it is looked at here. */
export interface Heard {
  type: string;
  ref?: string;
  code?: string;
}

/** One frame as it goes over the line. */
export interface Raw {
  data: string | Uint8Array;
  isBinary: boolean;
}

export interface Door {
  send(frames: Raw[]): Promise<void>;
  /** Everything said since the last time, once the server has answered what was sent, or closed the door. */
  settle(): Promise<Heard[]>;
  /** The code that it was closed with; null: it is open. */
  closed(): number | null;
  end(): void;
}

export type DoorName = 'visitor' | 'agent';

/** Longer than anything here takes on a busy machine. */
const PATIENCE_MS = 30_000;

let barriers = 0;

/** A command that is answered after everything before it, by its id, whoever says it. */
function barrier(): { id: string; frame: Raw } {
  const id = `barrier-${++barriers}`;
  const data = JSON.stringify({ type: 'history.get', clientId: id, conversationId: 'none', beforeSeq: 1 });
  return { id, frame: { data, isBinary: false } };
}

/** What is heard, and whoever waits for some of it. */
class Ear {
  private heard: Heard[] = [];
  private look = () => {};
  code: number | null = null;

  hear(text: string): void {
    this.heard.push(JSON.parse(text));
    this.look();
  }
  close(code: number): void {
    this.code ??= code;
    this.look();
  }
  /** Waits for the answer to `ref`, or for the end. */
  async until(ref: string): Promise<Heard[]> {
    let late: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      late = setTimeout(() => reject(new Error('waited for an answer; heard nothing')), PATIENCE_MS);
      this.look = () => {
        if (this.code !== null || this.heard.some(news => news.ref === ref)) resolve();
      };
      this.look();
    });
    clearTimeout(late);
    this.look = () => {};
    return this.heard.splice(0).filter(news => news.ref !== ref);
  }
}

async function portOf({ app }: Desk): Promise<number> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
}

const headersOf = (cookie: string | null) => ({ host: 'desk.example', origin: OWN, ...(cookie && { cookie }) });

/** @param cookie of the agent; null for visitors */
export async function openSocket(desk: Desk, name: DoorName, cookie: string | null): Promise<Door> {
  const port = await portOf(desk);
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/${name}`, { headers: headersOf(cookie) });
  const ear = new Ear();
  socket.on('message', data => ear.hear(String(data)));
  socket.on('close', code => ear.close(code));
  // Whoever is cut off while they send is told by `close`.
  socket.on('error', () => {});
  await once(socket, 'open');
  return {
    async send(frames) {
      for (const { data, isBinary } of frames) socket.send(data, { binary: isBinary });
    },
    settle() {
      const { id, frame } = barrier();
      socket.send(frame.data);
      return ear.until(id);
    },
    closed: () => ear.code,
    end: () => socket.terminate(),
  };
}

const agentOfPosts = new Agent({ keepAlive: true });

/** The same over HTTP: a stream of news, and a post for each bundle of frames. */
export async function openHttpLink(desk: Desk, name: DoorName, cookie: string | null): Promise<Door> {
  const port = await portOf(desk);
  const at = { host: '127.0.0.1', port, headers: headersOf(cookie) };
  const ear = new Ear();
  const stream = request({ ...at, path: `/v1/${name}/stream` }).end();
  const [answer] = (await once(stream, 'response')) as [IncomingMessage];
  answer.on('close', () => ear.close(1006)).on('error', () => {});
  const link = new Promise<string>(resolve => {
    let rest = '';
    answer.setEncoding('utf8').on('data', (text: string) => {
      const events = (rest + text).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        const [, kind = '', data = ''] = /^(?:event: (\w+)\n)?data: (.*)$/s.exec(event) ?? [];
        if (kind === 'link') resolve(data);
        else if (kind === 'close') ear.close(Number(data));
        else if (data) ear.hear(data);
      }
    });
  });
  const path = `/v1/${name}/stream/${await link}`;

  async function post(body: Uint8Array): Promise<void> {
    const headers = { ...at.headers, 'content-type': 'text/plain', 'content-length': body.length };
    const sent = request({ ...at, agent: agentOfPosts, method: 'POST', path, headers }).end(body);
    const [{ statusCode }] = (await once(
      sent.on('error', () => {}),
      'response',
    ).catch(() => [{}])) as [{ statusCode?: number }];
    // 404: the link was closed by what came before, and its end may be on its way here.
    if (statusCode !== 204 && statusCode !== 404 && statusCode !== 413)
      throw new Error(`a post of frames answered ${statusCode}`);
    if (statusCode === 404) ear.close(1006);
  }
  return {
    send: frames => post(Buffer.concat(frames.flatMap(({ data }) => [Buffer.from(data), Buffer.from('\n')]))),
    async settle() {
      const { id, frame } = barrier();
      await post(Buffer.from(frame.data));
      return ear.until(id);
    },
    closed: () => ear.code,
    end: () => stream.destroy(),
  };
}
