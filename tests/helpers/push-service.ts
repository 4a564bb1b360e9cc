import { createDecipheriv, createECDH, createHmac, createPublicKey, type ECDH, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { onTestFinished } from 'vitest';
import type { DeviceAdd, PushMessage } from '../../protocol/push.ts';
import { createArrivals, listenHere } from './arrivals.ts';

/** What a browser keeps to itself of a subscription. */
interface Browser {
  keys: ECDH;
  auth: Buffer;
}

/** A push as its browser got it, and as the push service saw it. */
export interface Pushed {
  browser: string;
  headers: IncomingHttpHeaders;
  /** Bytes as they came. */
  sealed: Buffer;
  message: PushMessage;
  /** The claims of its token, which was signed with `publicKey`. */
  claims: { aud: string; exp: number; sub: string };
  /** Of the server that pushed, base64url. */
  publicKey: string;
}

/** A status, with headers perhaps, or nothing at all, until the line is cut. */
type Answer = number | [status: number, headers: Record<string, string>] | 'silence';

/**
 * A push service on this machine with browsers behind it, after RFC 8030, 8291, 8188 and 8292 alone: it checks who pushes,
 * and only the browser reads what is in it.
 */
export async function openPushService(answers: (pushed: Pushed) => Answer = () => 201) {
  const browsers = new Map<string, Browser>();
  const { got, add, hasGot } = createArrivals<Pushed>();
  const broken: unknown[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const name = request.url!.slice(1);
    const browser = browsers.get(name);
    if (!browser) return void response.writeHead(404).end();
    try {
      const sealed = Buffer.concat(parts);
      const { headers } = request;
      const pushed = { browser: name, headers, sealed, ...signedBy(String(headers.authorization)) };
      if (headers['content-encoding'] !== 'aes128gcm') throw new Error('wanted content-encoding: aes128gcm');
      if (pushed.claims.aud !== origin) throw new Error(`wanted a token for ${origin}, got ${pushed.claims.aud}`);
      add({ ...pushed, message: JSON.parse(opened(sealed, browser)) });
    } catch (error) {
      broken.push(error);
      return void response.writeHead(400).end();
    }
    const answer = answers(got.at(-1)!);
    if (answer === 'silence') return;
    const [status, more] = typeof answer === 'number' ? [answer, {}] : answer;
    response.writeHead(status, more).end();
  });
  const origin = await listenHere(server);
  onTestFinished(() => {
    if (broken.length > 0) throw new Error(`the push service could not read: ${broken.join('; ')}`);
  });

  return {
    got,
    /** A subscription of a browser, as its page sends it. */
    subscribe(name: string): DeviceAdd {
      const keys = createECDH('prime256v1');
      const p256dh = keys.generateKeys('base64url');
      const auth = randomBytes(16);
      browsers.set(name, { keys, auth });
      return { endpoint: `${origin}/${name}`, keys: { p256dh, auth: auth.toString('base64url') } };
    },
    /** The browser has given its subscription up: from now on 404. */
    forget: (name: string) => browsers.delete(name),
    hasGot,
  };
}

/** Checks the token of a push (RFC 8292 section 2 and 3). @throws Error when it is not signed by the key that it names, or is over */
function signedBy(authorization: string): Pick<Pushed, 'claims' | 'publicKey'> {
  const [, token = '', publicKey = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? [];
  const [header = '', claims = '', signature = ''] = token.split('.');
  if (JSON.parse(String(Buffer.from(header, 'base64url'))).alg !== 'ES256') throw new Error('wanted ES256');
  const point = Buffer.from(publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map(each => each.toString('base64url'));
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const isSigned = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isSigned) throw new Error('the token is signed by another key');
  const read = JSON.parse(String(Buffer.from(claims, 'base64url'))) as Pushed['claims'];
  const inSeconds = read.exp - Date.now() / 1000;
  if (inSeconds < 0 || inSeconds > 24 * 3_600) throw new Error(`the token ends in ${inSeconds} s`);
  if (!/^(?:https:|mailto:)/.test(read.sub)) throw new Error(`nobody can turn to ${read.sub}`);
  return { claims: read, publicKey };
}

/** What a browser reads in a push (RFC 8291 section 3.4, RFC 8188 section 2). */
function opened(sealed: Buffer, { keys, auth }: Browser): string {
  const salt = sealed.subarray(0, 16);
  const recordBytes = sealed.readUInt32BE(16);
  const idBytes = sealed[20]!;
  const theirs = sealed.subarray(21, 21 + idBytes);
  const record = sealed.subarray(21 + idBytes);
  if (record.length > recordBytes || sealed.length > 4_096) throw new Error(`${sealed.length} bytes are too many`);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), theirs]);
  const shared = hkdf(auth, keys.computeSecret(theirs), info, 32);
  const key = hkdf(salt, shared, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = hkdf(salt, shared, Buffer.from('Content-Encoding: nonce\0'), 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  const end = padded.lastIndexOf(2);
  if (padded.subarray(end + 1).some(byte => byte !== 0)) throw new Error('the last record does not end with 2');
  return padded.subarray(0, end).toString();
}

/** RFC 5869 for what fits into one round. */
function hkdf(salt: Buffer, secret: Buffer, info: Buffer, bytes: number): Buffer {
  const prk = createHmac('sha256', salt).update(secret).digest();
  return createHmac('sha256', prk)
    .update(info)
    .update(Buffer.from([1]))
    .digest()
    .subarray(0, bytes);
}
