/** A way through a SOCKS5 proxy (RFC 1928), with a name and a password (RFC 1929) where it wants them. The target's name is looked up by the proxy. */
import { once } from 'node:events';
import { connect, type LookupFunction, type Socket } from 'node:net';

const VERSION = 5;
const NO_LOGIN = 0;
const LOGIN = 2;
const LOGIN_VERSION = 1;
const CONNECT = 1;
const IPV4 = 1;
const NAME = 3;
/** Bytes of an address in an answer, by its kind; of a name its first byte says. */
const ADDRESS_BYTES: Readonly<Record<number, number>> = { [IPV4]: 4, 4: 16 };
const DEFAULT_PORT = 1080;

/** Of RFC 1928 section 6. */
const REFUSALS: Readonly<Record<number, string>> = {
  2: 'it does not let us there',
  3: 'network unreachable',
  4: 'host unreachable',
  5: 'connection refused',
};

/**
 * Opens a connection to a host through a proxy.
 * @param options.lookup how the proxy's own name is looked up; left out: as the system does
 * @throws Error a word or a few on why there is no way
 */
export async function connectBySocks(
  proxy: URL,
  { host, port }: { host: string; port: number },
  { signal, lookup }: { signal: AbortSignal; lookup?: LookupFunction | undefined },
): Promise<Socket> {
  const own = { host: proxy.hostname.replace(/^\[|\]$/g, ''), port: Number(proxy.port) || DEFAULT_PORT };
  const socket = connect({ ...own, ...(lookup && { lookup }) });
  const cut = () => socket.destroy(signal.reason);
  signal.addEventListener('abort', cut, { once: true });
  try {
    signal.throwIfAborted();
    await once(socket, 'connect');
    const read = readerOf(socket);
    const [name, password] = [proxy.username, proxy.password].map(each => Buffer.from(decodeURIComponent(each)));
    const ways = name!.length > 0 ? [NO_LOGIN, LOGIN] : [NO_LOGIN];
    socket.write(Buffer.from([VERSION, ways.length, ...ways]));
    const [version, way] = await read(2);
    if (version !== VERSION || !ways.includes(way!)) throw new Error('it wants another login');
    if (way === LOGIN) {
      socket.write(Buffer.concat([Buffer.from([LOGIN_VERSION]), counted(name!), counted(password!)]));
      if ((await read(2))[1] !== 0) throw new Error('it knows no such name and password');
    }
    const places = Buffer.alloc(2);
    places.writeUInt16BE(port);
    socket.write(Buffer.concat([Buffer.from([VERSION, CONNECT, 0, NAME]), counted(Buffer.from(host)), places]));
    const [, answer, , kind] = await read(4);
    if (answer !== 0) throw new Error(REFUSALS[answer!] ?? `it answered ${answer}`);
    await read((ADDRESS_BYTES[kind!] ?? (await read(1))[0]!) + 2);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    signal.removeEventListener('abort', cut);
  }
}

/** With its length before it, in one byte. */
function counted(bytes: Buffer): Buffer {
  if (bytes.length > 255) throw new Error('a name or password is too long for SOCKS5');
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

/** Reads so many bytes and not one more: what follows is the target's. */
function readerOf(socket: Socket): (count: number) => Promise<Buffer> {
  return async count => {
    for (;;) {
      const bytes = socket.read(count) as Buffer | null;
      if (bytes?.length === count) return bytes;
      if (socket.readableEnded || socket.destroyed) throw new Error('it hung up');
      const ended = new AbortController();
      const until = (event: string) => once(socket, event, { signal: ended.signal });
      await Promise.race([until('readable'), until('close')]).finally(() => ended.abort());
    }
  };
}
