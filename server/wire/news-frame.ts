/**
 * News as it travels: one unmasked WebSocket text frame (RFC 6455, 5.2), head and payload in one buffer. `ws` would write
 * the two apart, for each socket anew; so a frame is built once for all who hear it, and leaves in one write.
 */

const TEXT = 0x81;
/** A length of up to 125 stands in the second byte; these there say that it follows in two or in eight. */
const IN_TWO = 126;
const IN_EIGHT = 127;
const MOST_IN_TWO = 0xffff;

function headBytes(length: number): number {
  return length < IN_TWO ? 2 : length <= MOST_IN_TWO ? 4 : 10;
}

export function frameOf(news: unknown): Buffer {
  const text = JSON.stringify(news);
  const length = Buffer.byteLength(text);
  const head = headBytes(length);
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = TEXT;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = IN_TWO;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = IN_EIGHT;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, head);
  return frame;
}

/** What is in a frame, for carriers that have another way to tell where it ends. */
export function payloadOf(frame: Buffer): Buffer {
  const short = frame[1];
  return frame.subarray(short === IN_EIGHT ? 10 : short === IN_TWO ? 4 : 2);
}
