import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { PIECE_BYTES } from '../../../protocol/file-kinds.ts';
import { infoOf } from '../../../server/features/files/rules.ts';
import type { FileRecord } from '../../../server/features/files/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, NOON, setScene } from '../scene.ts';
import { newFile } from './new-file.ts';

const MUCH = 1024 ** 3;

/** Uploads a file as it would come over the wire, and makes it ready to be sent. */
export async function upload(store: Store, file: FileRecord, bytes: Buffer): Promise<FileRecord> {
  await store.files.begin({ ...file, size: bytes.length }, MUCH);
  for (let offset = 0; offset < bytes.length; offset += PIECE_BYTES) {
    await store.files.addPiece(file.id, offset, bytes.subarray(offset, offset + PIECE_BYTES), NOON);
  }
  const facts = { name: file.name, size: bytes.length, type: 'image/png', kind: 'image', width: 4, height: 3 } as const;
  const hash = createHash('sha256').update(bytes).digest('hex');
  return (await store.files.finish(file.id, { ...facts, hash, preview: Buffer.from('small') }))!;
}

export async function all(bytes: Promise<AsyncIterable<Buffer>>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Files in pieces, sent once, and taken away. */
export function fileRules(store: () => Store): void {
  test('FI2 pieces are kept in order and read again as they were, whole and in part', async () => {
    const { site } = await setScene(store());
    const bytes = Buffer.alloc(2 * PIECE_BYTES + 7, 'abcdefghijk');
    const file = newFile(site.id, { size: bytes.length });
    const { files } = store();
    expect(await files.begin(file, MUCH)).toEqual({ file, isRepeat: false });
    expect((await files.addPiece(file.id, 0, bytes.subarray(0, PIECE_BYTES), NOON + 1))?.received).toBe(PIECE_BYTES);
    expect(await files.addPiece(file.id, 0, bytes.subarray(0, PIECE_BYTES), NOON), 'again').toBe(null);
    expect(await files.addPiece(file.id, 2 * PIECE_BYTES, bytes.subarray(0, 7), NOON), 'a hole').toBe(null);
    expect((await files.begin(file, MUCH)).file.received).toBe(PIECE_BYTES);
    await files.addPiece(file.id, PIECE_BYTES, bytes.subarray(PIECE_BYTES, 2 * PIECE_BYTES), NOON + 2);
    const last = await files.addPiece(file.id, 2 * PIECE_BYTES, bytes.subarray(2 * PIECE_BYTES), NOON + 3);
    expect(last).toEqual({ ...file, received: bytes.length, touchedAt: NOON + 3 });
    const facts = {
      name: 'roses.jpg',
      hash: 'f00d',
      size: bytes.length,
      type: 'image/jpeg',
      kind: 'image',
      width: 4,
      height: 3,
    } as const;
    const done = await files.finish(file.id, { ...facts, preview: Buffer.from('small') });
    expect(done).toEqual({ ...last, ...facts, previewSize: 5 });
    expect(await files.find(file.id)).toEqual(done);
    expect((await all(files.read(file.id, 0, bytes.length))).equals(bytes)).toBe(true);
    const [from, to] = [PIECE_BYTES - 3, 2 * PIECE_BYTES + 4];
    expect((await all(files.read(file.id, from, to))).equals(bytes.subarray(from, to))).toBe(true);
    expect((await all(files.readPreview(file.id))).toString()).toBe('small');
    expect(await files.addPiece(file.id, 0, Buffer.from('other'), NOON), 'after the end').toBe(null);
  });

  test('FI2 the same client id is the same upload, and no other file', async () => {
    const { site } = await setScene(store());
    const file = newFile(site.id);
    await store().files.begin(file, MUCH);
    const again = { ...file, id: newFile(site.id).id, createdAt: NOON + 1 };
    expect(await store().files.begin(again, MUCH)).toEqual({ file, isRepeat: true });
    await expect(store().files.begin({ ...again, size: 11 }, MUCH)).rejects.toMatchObject({ code: 'CLIENT_ID_REUSED' });
    const others = { ...again, uploader: 'visitor:somebody' };
    expect((await store().files.begin(others, MUCH)).isRepeat, 'of another person').toBe(false);
  });

  test('FI6 a site keeps no more than its owner said', async () => {
    const [{ site }, other] = [await setScene(store()), await setScene(store())];
    await store().files.begin(newFile(site.id, { size: 60 }), 100);
    await expect(store().files.begin(newFile(site.id, { size: 41 }), 100)).rejects.toMatchObject({
      code: 'FILES_FULL',
    });
    await store().files.begin(newFile(site.id, { size: 40 }), 100);
    await store().files.begin(newFile(other.site.id, { size: 100 }), 100);
  });

  test('FI3 a file is sent once, by who uploaded it, with the entry or not at all', async () => {
    const scene = await setScene(store());
    const [ann, bob] = [await scene.visitor(), await scene.visitor()];
    const file = await upload(store(), newFile(scene.site.id, { uploader: `visitor:${ann.id}` }), Buffer.from('roses'));
    const body = { kind: 'message', text: '', files: [infoOf(file)!] } as const;
    const send = scene.submission(ann, { ...body, files: [...body.files] });
    await expect(
      store().conversations.submit(scene.submission(bob, { ...body, files: [...body.files] })),
      "another's",
    ).rejects.toMatchObject({ code: 'FILE_UNKNOWN' });
    expect((await store().visitors.find(bob.id))?.conversationId, 'nothing is left of it').toBe(null);

    const written = await store().conversations.submit(send);
    expect(written.entry.body).toEqual(body);
    const { id: conversationId } = written.conversation;
    const attached = { ...file, conversationId, seq: 1, isPrivate: false };
    expect(await store().files.find(file.id)).toEqual(attached);
    expect(await store().conversations.submit(send), 'a repeat').toMatchObject({
      isRepeat: true,
      entry: written.entry,
    });
    await expect(
      store().conversations.submit(scene.submission(ann, { ...body, files: [...body.files] })),
      'with another entry',
    ).rejects.toMatchObject({ code: 'FILE_UNKNOWN' });
    expect((await scene.say(ann, 'Hello')).entry.seq, 'no number is lost').toBe(2);
    expect(await store().files.removeUnsent([file.id])).toBe(0);
    expect(await store().files.ofConversation(conversationId)).toEqual([attached]);
    expect(await store().files.ofUploader(`visitor:${ann.id}`)).toEqual([attached]);
  });

  test("FI3 an agent's message and note take files in the same step", async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const { conversation } = await scene.say(ann, 'Hello');
    const uploader = `agent:${BELLA.kind === 'agent' ? BELLA.id : ''}`;
    const send = async (kind: 'message' | 'note', file: FileRecord) =>
      store().conversations.append({
        conversationId: conversation.id,
        clientId: file.clientId,
        fingerprint: file.id,
        author: BELLA,
        body: { kind, text: '', files: [infoOf(file)!] },
        at: scene.tick(),
      });
    const list = await upload(store(), newFile(scene.site.id, { uploader }), Buffer.from('list'));
    const memo = await upload(store(), newFile(scene.site.id, { uploader }), Buffer.from('memo'));
    const [sent] = [await send('message', list), await send('note', memo)];
    expect(await send('message', list)).toMatchObject({ isRepeat: true, entry: sent.entry });
    expect(await store().files.ofConversation(conversation.id)).toMatchObject([
      { id: list.id, seq: 2, isPrivate: false },
      { id: memo.id, seq: 3, isPrivate: true },
    ]);
    const foreign = await upload(store(), newFile(scene.site.id, { uploader: 'agent:x' }), Buffer.from('x'));
    await expect(send('message', foreign)).rejects.toMatchObject({ code: 'FILE_UNKNOWN' });
  });

  test('FI3 one that is not whole is sent with nothing', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const file = newFile(scene.site.id, { uploader: `visitor:${ann.id}` });
    await store().files.begin(file, MUCH);
    const info = { ...infoOf({ ...file, type: 'image/png', kind: 'image' })! };
    const sending = scene.submission(ann, { kind: 'message', text: '', files: [info] });
    await expect(store().conversations.submit(sending)).rejects.toMatchObject({ code: 'FILE_UNKNOWN' });
  });

  test('FI7 what is never sent is taken away with its bytes, and what was sent stays', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const mine = { uploader: `visitor:${ann.id}`, touchedAt: NOON - 2 * DAY };
    const [sent, left] = [newFile(scene.site.id, mine), newFile(scene.site.id, mine)];
    const whole = await upload(store(), sent, Buffer.from('roses'));
    await scene.say(ann, 'Hello');
    await store().conversations.submit(scene.submission(ann, { kind: 'message', text: '', files: [infoOf(whole)!] }));
    await upload(store(), left, Buffer.from('thorns'));
    await store().files.sweep(NOON);
    expect(await store().files.find(left.id), 'touched at noon').not.toBe(null);
    await store().files.sweep(NOON + 1);
    expect((await store().files.findAll([left.id, sent.id])).map(each => each.id)).toEqual([sent.id]);
    expect((await all(store().files.read(left.id, 0, 6))).length).toBe(0);
    expect((await all(store().files.read(sent.id, 0, 5))).toString()).toBe('roses');
    await store().files.remove([sent.id, left.id]);
    expect(await store().files.find(sent.id)).toBe(null);
    expect((await all(store().files.read(sent.id, 0, 5))).length).toBe(0);
  });
}
