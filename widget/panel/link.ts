/**
 * The panel's way to the server: one connection and the outbox of what must arrive. It knows no room; what the server says
 * goes to `session.ts`, which tells the rooms.
 */
import type { VisitorFrameInput, VisitorNews } from '../../protocol/visitor.ts';
import { newClientId } from '../../protocol/wire/client-id.ts';
import { type Connection, createConnection, PASSING } from '../../protocol/wire/connection.ts';
import { createOutbox, type Durable, type Outbox } from '../../protocol/wire/outbox.ts';
import { loadChunk } from './chunks.ts';
import { openStorage, save, storageKey } from './saved.ts';
import { createValue } from './value.ts';

/** What waits for its ack; a message has a text, or the ids of files that are on their way, or both. */
export type Waiting = Durable & { text?: string; files?: readonly string[] };
export type Command = VisitorFrameInput & { clientId?: string };

export const link = createValue({
  /** The link is down, or the server can not keep anything just now. */
  isDown: false,
  /** All that is on its way, of this tab and others, also what an earlier page left. */
  waiting: [] as readonly Waiting[],
  /** Something is kept for as long as the page lives, and no longer. */
  isForgetful: false,
});

let outbox: Outbox;
let connection: Connection<Command, VisitorNews>;
let isStarted: boolean;

/**
 * Makes the link, and does not connect yet.
 * @param url `wss://host/v1/visitor`
 * @param hello makes the first frame
 * @param onNews hears all that the server says
 * @param prepare makes a command ready to be sent when its turn has come
 */
export function openLink(
  url: string,
  hello: () => Command,
  onNews: (news: VisitorNews) => void,
  prepare: (command: Waiting) => Promise<Waiting | undefined>,
): void {
  isStarted = false;
  link.change({ isDown: false });
  outbox = createOutbox(storageKey(), openStorage(), refreshWaiting, () =>
    loadChunk('spare-storage', () => import('../../protocol/wire/spare-storage.ts')),
  );
  connection = createConnection<Command, VisitorNews>({
    url,
    outbox,
    prepare,
    fallback: () => loadChunk('http-socket', () => import('../../protocol/wire/http-socket.ts')),
    hello,
    onNews(news) {
      if (news.type === 'ack' || news.type === 'error') link.change({ isDown: isPassing(news) });
      onNews(news);
    },
    onState(state) {
      if (state !== 'connecting' && state !== 'idle') link.change({ isDown: state !== 'ready' });
    },
    onRefused(code) {
      if (code !== 'TOKEN_INVALID') return false;
      // It opens nothing any more: the next hello goes without.
      save({ token: undefined });
      return true;
    },
  });
}

/** Says whether the server refused something for now, and will be sent it again. */
export function isPassing(news: VisitorNews): boolean {
  return news.type === 'error' && PASSING.includes(news.code);
}

/** Connects, once. What an earlier page left in the outbox shows at once, connected or not. */
export function connect(): void {
  if (isStarted) return;
  isStarted = true;
  connection.start();
  refreshWaiting();
}

/** The browser puts the page aside; all that waits is kept. */
export function suspend(): void {
  connection.stop();
}

/** And takes it up again. */
export function resume(): void {
  if (isStarted) connection.start();
}

export function closeLink(): void {
  connection.stop();
  outbox.close();
}

/** Forgets what waits, as nobody is to send it any more. */
export function forgetWaiting(): void {
  connection.stop();
  for (const { clientId } of link.now.waiting) outbox.remove(clientId);
}

/** Reads again what waits: this or another tab has added or removed something. */
export async function refreshWaiting(): Promise<void> {
  const waiting = await outbox.all();
  link.change({ waiting, isForgetful: !outbox.isDurable && waiting.length > 0 });
}

/** Keeps a command until the server has it, over any number of links and reloads. */
export function deliver(command: Command & Durable): void {
  connect();
  // Acks and refusals are heard as news, where those of an earlier page come in too.
  connection.deliver(command).catch(() => {});
}

type Without<Frame, Key extends string> = Frame extends unknown ? Omit<Frame, Key> : never;
/** A question to the server, before it gets its id. */
type Question = Without<Extract<VisitorFrameInput, { type: 'history.get' | 'conversation.resume' }>, 'clientId'>;

/** Asks now. @throws when the link is or goes down */
export function request(question: Question): Promise<VisitorNews> {
  return connection.request({ ...question, clientId: newClientId() });
}

/** Says now or never: for typing marks and the like. */
export function notify(command: Command): void {
  connection.notify(command);
}
