/**
 * A WebSocket of the client's side that does next to nothing. The client shares the machine with the server: were it as
 * slow as `ws`, it could not keep the server busy, and what is measured would be how long the server waits.
 */
import { connect } from 'node:net';

const MASK = Buffer.from([0x5a, 0x17, 0xc3, 0x88]);
const SHORT = 126;
const LONG = 127;
const TEXT = 0x81;
const CLOSE = 0x88;
/** Of a connection that ended without a goodbye (RFC 6455 section 7.4.1). */
const NO_GOODBYE = 1006;

export interface RawSocket {
  send(text: string): void;
  close(): void;
}

/** Where to, and as whom. @param forwardedFor the address that a proxy would say */
interface To {
  port: number;
  path: string;
  cookie?: string;
  forwardedFor?: string;
}

/**
 * @param hear is given each frame's payload; it is overwritten after the call
 * @param end is told the code once, when the connection was open and is no more
 */
export function openRawSocket(
  { port, path, cookie = '', forwardedFor }: To,
  hear: (payload: Buffer) => void,
  end: (code: number) => void = () => {},
): Promise<RawSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.on('error', reject);
    let closedAs = NO_GOODBYE;
    socket.on('close', () => {
      reject(new Error('the server closed a socket'));
      if (isOpen) end(closedAs);
    });
    socket.write(
      [
        `GET ${path} HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        `Cookie: ${cookie}`,
        ...(forwardedFor ? [`X-Forwarded-For: ${forwardedFor}`] : []),
        'Upgrade: websocket',
        'Connection: Upgrade',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
        '\r\n',
      ].join('\r\n'),
    );
    let isOpen = false;
    let rest: Buffer = Buffer.alloc(0);
    socket.on('data', data => {
      let bytes = rest.length > 0 ? Buffer.concat([rest, data]) : data;
      if (!isOpen) {
        const end = bytes.indexOf('\r\n\r\n');
        if (end >= 0) {
          isOpen = true;
          bytes = bytes.subarray(end + 4);
          resolve({ send: text => socket.write(frameOf(text)), close: () => socket.destroy() });
        }
      }
      rest = isOpen ? readFrames(bytes, hear, code => (closedAs = code)) : bytes;
    });
  });
}

/** @returns the start of a frame that has not come whole */
function readFrames(bytes: Buffer, hear: (payload: Buffer) => void, goodbye: (code: number) => void): Buffer {
  let at = 0;
  while (bytes.length - at >= 2) {
    const short = bytes[at + 1]!;
    const head = short === LONG ? 10 : short === SHORT ? 4 : 2;
    if (bytes.length - at < head) break;
    const length = short === LONG ? bytes.readUInt32BE(at + 6) : short === SHORT ? bytes.readUInt16BE(at + 2) : short;
    if (bytes.length - at < head + length) break;
    if (bytes[at] === CLOSE) goodbye(bytes.readUInt16BE(at + head));
    else hear(bytes.subarray(at + head, at + head + length));
    at += head + length;
  }
  return bytes.subarray(at);
}

/** One masked text frame of less than 64 KiB. */
function frameOf(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = length < SHORT ? 6 : 8;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = TEXT;
  frame[1] = 0x80 | Math.min(length, SHORT);
  if (length >= SHORT) frame.writeUInt16BE(length, 2);
  MASK.copy(frame, head - 4);
  frame.write(text, head);
  for (let place = 0; place < length; place++) frame[head + place]! ^= MASK[place & 3]!;
  return frame;
}
