/** How large a ZIP file is when it is unpacked, found out before anybody unpacks it. Pure. */
import { inflateRawSync } from 'node:zlib';

/** Of the file's end record: signatures and places by APPNOTE.TXT 4.3.12 and 4.3.16. */
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const COMMENT_BYTES = 0xffff;
const MOST_ENTRIES = 1_000;
const STORED = 0;
const DEFLATED = 8;

/**
 * Counts what really comes out, since the sizes that a file tells may be lies: a file of 400 KB can be one of a gigabyte.
 * @returns bytes; null: more than `most`, or no ZIP file that a spreadsheet would be
 */
export function inflatedSize(zip: Buffer, most: number): number | null {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]), zip.length - END_BYTES);
  if (end < 0 || end < zip.length - END_BYTES - COMMENT_BYTES || zip.readUInt32LE(end) !== END) return null;
  const entries = zip.readUInt16LE(end + 10);
  if (entries === 0 || entries > MOST_ENTRIES) return null;
  let at = zip.readUInt32LE(end + 16);
  let total = 0;
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + ENTRY_BYTES > zip.length || zip.readUInt32LE(at) !== ENTRY) return null;
    const size = sizeOf(zip, at, most - total);
    if (size === null) return null;
    total += size;
    at += ENTRY_BYTES + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return total;
}

/** @param at of its entry in the directory */
function sizeOf(zip: Buffer, at: number, most: number): number | null {
  const method = zip.readUInt16LE(at + 10);
  const packed = zip.readUInt32LE(at + 20);
  const local = zip.readUInt32LE(at + 42);
  if (local + LOCAL_BYTES > zip.length || zip.readUInt32LE(local) !== LOCAL) return null;
  const start = local + LOCAL_BYTES + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  if (start + packed > zip.length) return null;
  if (method === STORED) return packed <= most ? packed : null;
  if (method !== DEFLATED) return null;
  try {
    return packed === 0
      ? 0
      : inflateRawSync(zip.subarray(start, start + packed), { maxOutputLength: Math.max(most, 1) }).length;
  } catch {
    // Too large, or broken: neither is read.
    return null;
  }
}
