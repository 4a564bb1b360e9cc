/** A way through a proxy, by HTTP or SOCKS5, for servers from where an address can not be reached directly. */
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { connect as tlsOver } from 'node:tls';
import { addressIn, isPublicAddress, lookupPublic, PrivateAddressError } from './addresses.ts';
import { connectBySocks } from './socks.ts';

/** The proxy is what failed, and not what was asked through it. */
export class ProxyError extends Error {
  override name = 'ProxyError';
}

const PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/**
 * Opens a connection to a target through a proxy (CONNECT, RFC 9110 section 9.3.6), with TLS inside where the target
 * wants it. The target's name is looked up by the proxy.
 * @param proxy `http://`, `https://` or `socks5://`, with user and password perhaps
 * @param options.mayBePrivate whether the proxy may be in a private network
 * @throws ProxyError a word or a few on why there is no way
 */
export async function connectThrough(
  proxy: URL,
  target: URL,
  { mayBePrivate, signal }: { mayBePrivate: boolean; signal: AbortSignal },
): Promise<Socket> {
  const address = addressIn(proxy);
  if (!mayBePrivate && address && !isPublicAddress(address)) {
    throw new PrivateAddressError(`${address} is no public address`);
  }
  const port = target.port || PORTS[target.protocol]!;
  const socket = await (isSocks(proxy) ? bySocks(proxy, target, port, { mayBePrivate, signal }) : byHttp());
  if (target.protocol === 'http:') return socket;
  const host = target.hostname.replace(/^\[|\]$/g, '');
  // A server is named to TLS by a name alone (RFC 6066 section 3).
  return tlsOver({ socket, host, ...(isIP(host) === 0 && { servername: host }) });

  function byHttp(): Promise<Socket> {
    return new Promise<Socket>((resolve, reject) => {
      const asked = (proxy.protocol === 'https:' ? overHttps : overHttp)({
        host: proxy.hostname.replace(/^\[|\]$/g, ''),
        port: proxy.port || PORTS[proxy.protocol],
        method: 'CONNECT',
        path: `${target.hostname}:${port}`,
        headers: { host: `${target.hostname}:${port}`, ...credentialsOf(proxy) },
        agent: false,
        signal,
        ...(!mayBePrivate && { lookup: lookupPublic }),
      });
      asked.on('connect', ({ statusCode }, socket) => {
        if (statusCode === 200) return resolve(socket);
        socket.destroy();
        reject(new ProxyError(`the proxy answered ${statusCode}`));
      });
      asked.on('error', (error: NodeJS.ErrnoException) => {
        reject(new ProxyError(`the proxy: ${error.code ?? error.message}`, { cause: error }));
      });
      asked.end();
    });
  }
}

/** Whether a proxy is one that SOCKS5 is spoken with; `socks5h` is the same, since names are always looked up there. */
export function isSocks({ protocol }: Pick<URL, 'protocol'>): boolean {
  return protocol === 'socks5:' || protocol === 'socks5h:';
}

async function bySocks(
  proxy: URL,
  target: URL,
  port: string,
  { mayBePrivate, signal }: { mayBePrivate: boolean; signal: AbortSignal },
): Promise<Socket> {
  const host = target.hostname.replace(/^\[|\]$/g, '');
  try {
    const lookup = mayBePrivate ? undefined : lookupPublic;
    return await connectBySocks(proxy, { host, port: Number(port) }, { signal, lookup });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ProxyError(`the proxy: ${code ?? message}`, { cause: error });
  }
}

function credentialsOf({ username, password }: URL): Record<string, string> {
  if (!username) return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}
