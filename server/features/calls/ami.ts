/**
 * Asterisk's manager interface: blocks of `Name: value` lines over TCP, an empty line after each;
 * https://docs.asterisk.org/Configuration/Interfaces/Asterisk-Manager-Interface-AMI/
 */
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { addressOf } from './asterisk-host.ts';

/** One block. Of names that come twice the last counts. */
export type Block = Readonly<Record<string, string>>;

/** Where to, and with what. */
export interface AmiLogin {
  host: string;
  port: number;
  isTls: boolean;
  user: string;
  secret: string;
  mayBePrivate: boolean;
}

export interface Ami {
  /** Asks for something. @throws Error with Asterisk's own words where it refuses, or the line is gone */
  ask(action: string, fields: Block): Promise<Block>;
  /** Resolves with why, when the line is gone. */
  closed: Promise<string>;
  close(): void;
}

const PATIENCE_MS = 10_000;
/** Both sides may be silent at night: so often we ask whether the other is there, and so long we wait for anything. */
const PING_MS = 30_000;
const SILENCE_MS = 75_000;
/** Of one block: a line is a few hundred bytes. */
const MAX_CHARS = 64 * 1024;

/** Refused by what was asked for, such as a wrong password: to ask again at once is of no use. */
export class AmiRefusal extends Error {
  override name = 'AmiRefusal';
}

/**
 * Connects and signs in.
 * @param onEvent every event from then on, in order
 * @throws AmiRefusal with Asterisk's words, Error a word on why there is no line
 */
export async function openAmi(
  login: AmiLogin,
  options: { events: 'call' | 'off'; signal: AbortSignal; onEvent: (event: Block) => void },
): Promise<Ami> {
  const { events, signal, onEvent } = options;
  const { host, port, isTls, user, secret } = login;
  const address = await addressOf(host, login.mayBePrivate);
  const socket = isTls ? connectTls({ host: address, port, servername: host }) : connect({ host: address, port });
  const ami = speak(socket, onEvent);
  const stop = () => ami.close();
  signal.addEventListener('abort', stop, { once: true });
  void ami.closed.then(() => signal.removeEventListener('abort', stop));
  if (signal.aborted) stop();
  try {
    await ami.ask('Login', { Username: user, Secret: secret, Events: events });
  } catch (error) {
    ami.close();
    throw error;
  }
  return ami;
}

function speak(socket: Socket, onEvent: (event: Block) => void): Ami {
  const waiting = new Map<string, { resolve: (block: Block) => void; reject: (error: Error) => void }>();
  let asked = 0;
  let text = '';
  let why = 'the line was closed';
  socket.setEncoding('utf8');
  socket.setNoDelay(true);
  socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error('silence')));
  const ping = setInterval(() => void ask('Ping', {}).catch(() => undefined), PING_MS);
  ping.unref();

  const closed = new Promise<string>(resolve => {
    socket.on('error', error => {
      why = (error as NodeJS.ErrnoException).code ?? error.message;
    });
    socket.on('close', () => {
      clearInterval(ping);
      for (const each of waiting.values()) each.reject(new Error(why));
      waiting.clear();
      resolve(why);
    });
  });
  socket.on('data', (more: string) => {
    text += more;
    for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
      const block = readBlock(text.slice(0, end));
      text = text.slice(end + 4);
      take(block);
    }
    if (text.length > MAX_CHARS) socket.destroy(new Error('this is no manager interface'));
  });

  function take(block: Block): void {
    if (block.Event !== undefined) onEvent(block);
    const asker = block.Event !== undefined || block.ActionID === undefined ? undefined : waiting.get(block.ActionID);
    if (!asker) return;
    waiting.delete(block.ActionID!);
    if (block.Response === 'Error') asker.reject(new AmiRefusal(plain(block.Message ?? 'refused')));
    else asker.resolve(block);
  }

  function ask(action: string, fields: Block): Promise<Block> {
    if (socket.destroyed) return Promise.reject(new Error(why));
    const id = String(++asked);
    const lines = Object.entries({ Action: action, ActionID: id, ...fields }).map(
      ([name, value]) => `${name}: ${plain(value)}`,
    );
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => socket.destroy(new Error(`no answer within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
      late.unref();
      const over =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(late);
          then(value);
        };
      waiting.set(id, { resolve: over(resolve), reject: over(reject) });
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    });
  }

  return { ask, closed, close: () => void socket.destroy() };
}

/** The greeting stands before the first block, on a line of its own without a colon. */
export function readBlock(text: string): Block {
  const block: Record<string, string> = {};
  for (const line of text.split('\r\n')) {
    const [, name, value] = /^([\w-]{1,60}): ?(.*)$/s.exec(line) ?? [];
    if (name !== undefined) block[name] = value!;
  }
  return block;
}

/** A value may begin no line of its own. */
function plain(value: string): string {
  return value.replace(/[\p{Cc}]+/gu, ' ').slice(0, 500);
}
