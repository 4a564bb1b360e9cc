import { createHash } from 'node:crypto';
import { PIECE_BYTES } from '../../protocol/file-kinds.ts';
import type { FileRecord } from '../features/files/store.ts';
import { type Blobs, hashOf, pieces, previewName } from './blobs.ts';
import { KINDS, type Kind, type Records, type Shelf, type Transfer } from './transfer.ts';

/** All records of one kind in one number, whatever their order. */
export interface Digest {
  count: number;
  /** Sum of the records' SHA-256, modulo 2^256. */
  sum: bigint;
}

export type Tell = (kind: Kind, done: number, total: number) => void;

/**
 * Moves everything from one store to another and reads both again to prove that they are equal (SPEC B2).
 * @param options.isReplacing empties a target that holds something; without it such a target is refused
 * @param options.tell hears how far it is, after each batch
 * @returns how many of each kind
 * @throws Error when the target holds something, or when both differ at the end
 */
export async function move(
  from: Transfer,
  to: Transfer,
  options: { isReplacing: boolean; tell: Tell },
): Promise<Record<Kind, number>> {
  const held = await countAll(to);
  const before = KINDS.filter(kind => held[kind] > 0).map(kind => `${held[kind]} ${kind}`);
  if (before.length > 0 && !options.isReplacing) {
    throw new Error(
      `The target must be empty, but ${to.description} holds ${before.join(', ')}; choose another, or add --replace, which removes them.`,
    );
  }
  await to.begin();
  const total = await countAll(from);
  for (const kind of KINDS) {
    await copy(from, to, kind, done => options.tell(kind, done, Math.max(done, total[kind])));
  }
  await eachFile(from, file => copyBytes(from.blobs, to.blobs, file));
  // Read again from both sides: what came out of the batches is no proof of what is in the store.
  for (const kind of KINDS) {
    const [wanted, came] = [await digest(from, kind), await digest(to, kind)];
    if (wanted.count === came.count && wanted.sum === came.sum) continue;
    const what =
      wanted.count === came.count ? `the ${came.count} ${kind} differ` : `${wanted.count} ${kind} became ${came.count}`;
    throw new Error(
      `${from.description} and ${to.description} are not equal: ${what}; stop every server on both, then run it again with --replace.`,
    );
  }
  await eachFile(from, async file => {
    for (const [name, size] of blobsOf(file)) {
      const [wanted, came] = await Promise.all([from, to].map(({ blobs }) => hashOf(blobs.read(name, 0, size))));
      if (wanted === came) continue;
      throw new Error(
        `${from.description} and ${to.description} are not equal: the bytes of file ${file.id} differ; stop every server on both, then run it again with --replace.`,
      );
    }
  });
  await to.commit();
  return total;
}

async function copy<K extends Kind>(from: Transfer, to: Transfer, kind: K, tell: (done: number) => void) {
  const [source, target]: [Shelf<Records[K]>, Shelf<Records[K]>] = [from.shelves[kind], to.shelves[kind]];
  let done = 0;
  for await (const records of source.read()) {
    await target.add(records);
    done += records.length;
    tell(done);
  }
}

async function eachFile({ shelves }: Transfer, work: (file: FileRecord) => Promise<void>): Promise<void> {
  for await (const files of shelves.files.read()) for (const file of files) await work(file);
}

/** What lies about of a file, and how many bytes of each are good. */
function blobsOf({ id, received, previewSize }: FileRecord): [name: string, size: number][] {
  return [
    [id, received],
    [previewName(id), previewSize],
  ];
}

async function copyBytes(from: Blobs, to: Blobs, file: FileRecord): Promise<void> {
  for (const [name, size] of blobsOf(file)) {
    if (size === 0) continue;
    for await (const { offset, piece } of pieces(from.read(name, 0, size), PIECE_BYTES))
      await to.write(name, offset, piece);
    // One that is still being uploaded goes on at its new place.
    if (file.hash !== '') await to.seal(name, size);
  }
}

async function countAll(transfer: Transfer): Promise<Record<Kind, number>> {
  const counts = {} as Record<Kind, number>;
  for (const kind of KINDS) counts[kind] = await transfer.shelves[kind].count();
  return counts;
}

export async function digest({ shelves }: Transfer, kind: Kind): Promise<Digest> {
  let count = 0;
  let sum = 0n;
  for await (const records of shelves[kind].read()) {
    for (const record of records) {
      count += 1;
      sum += BigInt(`0x${createHash('sha256').update(canonical(record)).digest('hex')}`);
    }
  }
  return { count, sum: BigInt.asUintN(256, sum) };
}

/**
 * Equal for equal records: keys in one order, and half surrogate pairs, which are no text and which MongoDB can not hold,
 * as the replacement character.
 */
function canonical(record: unknown): string {
  return JSON.stringify(record, (_key, value: unknown) => {
    if (typeof value === 'string') return value.toWellFormed();
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const pairs = Object.entries(value).map(([name, each]) => [name.toWellFormed(), each] as const);
    return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
