import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PIECE_BYTES } from '../../../protocol/file-kinds.ts';
import { infoOf } from '../../../server/features/files/rules.ts';
import { backUp, restore } from '../../../server/store/sqlite/backup.ts';
import { openSqlite } from '../../../server/store/sqlite/open.ts';
import type { Store } from '../../../server/store/store.ts';
import { all, upload } from '../../contract/rules/files.ts';
import { newFile } from '../../contract/rules/new-file.ts';
import { NOON, numbers, setScene, texts, upTo } from '../../contract/scene.ts';
import { command } from '../../helpers/command.ts';
import { newFolder } from '../../helpers/new-folder.ts';

async function opened(path: string): Promise<Store> {
  const store = await openSqlite(path);
  onTestFinished(() => store.close());
  return store;
}

/** A store in a folder of its own, with one conversation. */
async function openScene() {
  const folder = newFolder();
  const path = join(folder, 'data/deskbell.db');
  const store = await opened(path);
  const scene = await setScene(store);
  const ann = await scene.visitor({ name: 'Ann' });
  const { conversation } = await scene.say(ann, 'Hello');
  return { ...scene, folder, path, store, ann, id: conversation.id, file: join(folder, 'copy.db') };
}

/** More than any test writes. */
const ALL = 10_000_000;
const words = async (store: Store, id: string) => texts(await store.conversations.entriesAfter(id, 0, ALL));

describe('a backup', () => {
  test('B1 while visitors write, holds all that was acknowledged before it was asked for', async () => {
    const { store, path, folder, file, ann, id, say } = await openScene();
    let [sent, acknowledged, isOver] = [1, 1, false];
    async function write(): Promise<void> {
      while (!isOver) {
        sent += 1;
        const { entry } = await say(ann, `Message ${sent}`);
        acknowledged = Math.max(acknowledged, entry.seq);
      }
    }
    const writers = Array.from({ length: 8 }, write);
    const backups: { before: number; after: number; file: string }[] = [];
    for (const number of [1, 2, 3]) {
      const copy = join(folder, `copy-${number}.db`);
      const before = acknowledged;
      // In a process of its own, as an owner would; the store writes on meanwhile.
      const { code, printed } = await command('backup', [copy], { folder, env: { DATABASE_URL: `sqlite:${path}` } });
      expect(printed).toMatch(
        /^\S+copy-\d\.db holds 1 conversation, [\d,]+ entries, 0 files; [\d.]+ [KM]B, read whole and found sound\.\n$/,
      );
      expect(code).toBe(0);
      backups.push({ before, after: acknowledged, file: copy });
    }
    isOver = true;
    await Promise.all(writers);
    const all = await words(store, id);
    for (const { before, after, file } of backups) {
      expect(after).toBeGreaterThan(before);
      const copy = await opened(file);
      const entries = await copy.conversations.entriesAfter(id, 0, ALL);
      expect(entries.length).toBeGreaterThanOrEqual(before);
      expect(numbers(entries)).toEqual(upTo(entries.length));
      expect(texts(entries)).toEqual(all.slice(0, entries.length));
      await copy.search.settled();
      expect((await copy.search.find({ q: 'hello', limit: 10 })).entries).toHaveLength(1);
    }
    expect(existsSync(file)).toBe(false);
  });

  test('B1 is for its owner only, and has no other name but its own', async () => {
    const { path, folder, file } = await openScene();
    expect(backUp(path, file)).toEqual({ conversations: 1, entries: 1, files: 0, bytes: statSync(file).size });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['copy.db', 'data']);
  });

  test('B1 never takes the place of a file', async () => {
    const { path, file } = await openScene();
    writeFileSync(file, 'a picture of the cat');
    expect(() => backUp(path, file)).toThrow(
      `${file} is there already, and nothing is overwritten; choose another name.`,
    );
    expect(readFileSync(file, 'utf8')).toBe('a picture of the cat');
    expect(existsSync(`${file}.part`)).toBe(false);
  });

  test('B1 tells in one sentence what is in its way', async () => {
    const { path, folder, file } = await openScene();
    const nowhere = join(folder, 'no/such/copy.db');
    expect(() => backUp(path, nowhere)).toThrow(`${nowhere}.part can not be written: its folder does not exist.`);
    expect(() => backUp(join(folder, 'none.db'), file)).toThrow(
      /^There is no SQLite store at .+none\.db; DATABASE_URL/,
    );
    writeFileSync(`${file}.part`, '');
    expect(() => backUp(path, file)).toThrow('it is there already, from a run that is under way or was cut short');
    const { code, printed } = await command('backup', ['copy.db'], {
      folder,
      env: { DATABASE_URL: 'mongodb://ann:hunter2@db.example/deskbell' },
    });
    expect([code, printed.split('\n').length]).toEqual([1, 2]);
    expect(printed).toContain('mongodump --uri=URI');
    expect(await command('backup', [], { folder })).toEqual({
      code: 1,
      printed: 'Wanted: npx deskbell backup FILE; got nothing.\n',
    });
  });

  test.each([
    ['lost', 'DELETE FROM entries'],
    ['out of the chain', 'UPDATE entries SET previous = row'],
    ['beyond the end of the chain', 'UPDATE conversations SET newest = NULL'],
  ])('B1 of a store whose entries are %s is no backup', async (_, harm) => {
    const { path, folder, file, store } = await openScene();
    await store.close();
    const db = new DatabaseSync(path);
    db.exec(`PRAGMA foreign_keys = OFF; ${harm}`);
    db.close();
    expect(() => backUp(path, file)).toThrow(/is damaged: conversation \S+ lacks entries\.$/);
    expect(readdirSync(folder)).toEqual(['data']);
  });
});

describe('files', () => {
  /** A store with a file that was sent, and one that is half here. */
  async function withFiles() {
    const scene = await openScene();
    const { store, site, ann } = scene;
    const bytes = Buffer.alloc(2 * PIECE_BYTES + 5, 'roses ');
    const uploader = `visitor:${ann.id}`;
    const sent = await upload(store, newFile(site.id, { uploader }), bytes);
    await store.conversations.submit(scene.submission(ann, { kind: 'message', text: '', files: [infoOf(sent)!] }));
    const half = newFile(site.id, { uploader, size: 2 * PIECE_BYTES });
    await store.files.begin(half, 1024 ** 3);
    await store.files.addPiece(half.id, 0, bytes.subarray(0, PIECE_BYTES), NOON);
    return { ...scene, bytes, sent, half };
  }

  test('FI10 are in the backup, and come back as they were', async () => {
    const { path, file, folder, store, sent, half, bytes } = await withFiles();
    expect(backUp(path, file)).toMatchObject({ entries: 2, files: 2 });
    const known = await store.files.findAll([sent.id, half.id]);
    const other = join(folder, 'other/deskbell.db');
    expect(restore(other, file, { isReplacing: false, at: NOON })).toMatchObject({ files: 2 });
    const after = await opened(other);
    expect(await after.files.findAll([sent.id, half.id])).toEqual(known);
    expect((await all(after.files.read(sent.id, 0, bytes.length))).equals(bytes)).toBe(true);
    expect((await all(after.files.readPreview(sent.id))).toString()).toBe('small');
    const rest = bytes.subarray(PIECE_BYTES, 2 * PIECE_BYTES);
    expect((await after.files.addPiece(half.id, PIECE_BYTES, rest, NOON))?.received, 'goes on').toBe(2 * PIECE_BYTES);
    const names = readdirSync(`${other}-files`).sort();
    expect(names).toEqual([sent.id, `${sent.id}.preview`, `${half.id}.part`].sort());
    for (const name of names) expect(statSync(join(`${other}-files`, name)).mode & 0o777).toBe(0o600);
    expect(statSync(`${other}-files`).mode & 0o777).toBe(0o700);
  });

  test('FI10 of a store that is replaced are kept beside it', async () => {
    const { path, file, store, sent, bytes } = await withFiles();
    backUp(path, file);
    await store.close();
    const { kept } = restore(path, file, { isReplacing: true, at: NOON });
    const before = await opened(kept!);
    expect((await all(before.files.read(sent.id, 0, bytes.length))).equals(bytes)).toBe(true);
  });

  test('FI10 that are damaged or not there are told of, and there is no backup without them', async () => {
    const { path, file, folder, sent, store } = await withFiles();
    backUp(path, file);
    const lying = join(`${path}-files`, sent.id);
    writeFileSync(lying, 'thorns');
    expect(() => backUp(path, `${file}.2`)).toThrow(`The file ${sent.id} in ${path}-files is damaged or not there;`);
    rmSync(lying);
    expect(() => backUp(path, `${file}.2`)).toThrow('is damaged or not there; put it back from a backup.');
    expect(existsSync(`${file}.2.part`)).toBe(false);
    await store.files.remove([sent.id]);
    expect(backUp(path, `${file}.2`), 'nobody speaks of it any more').toMatchObject({ files: 1 });

    const db = new DatabaseSync(file);
    db.prepare('UPDATE file_bytes SET bytes = ? WHERE name = ? AND at = 0').run(Buffer.from('thorns'), sent.id);
    db.close();
    expect(() => restore(join(folder, 'other/deskbell.db'), file, { isReplacing: false, at: NOON })).toThrow(
      `the bytes of file ${sent.id} are not those that were sent`,
    );
  });
});

describe('a restore', () => {
  test('B1 brings everything back, and keeps what it replaces', async () => {
    const scene = await openScene();
    const { store, path, file, ann, id, site } = scene;
    backUp(path, file);
    await scene.say(ann, 'Too late for the backup');
    await store.close();
    expect(() => restore(path, file, { isReplacing: false, at: NOON })).toThrow(
      `${path} is there already; add --replace to keep it under another name and take its place.`,
    );
    const kept = `${path}.replaced-2025-06-02T12-00-00.000Z`;
    expect(restore(path, file, { isReplacing: true, at: NOON })).toMatchObject({ kept, conversations: 1, entries: 1 });
    expect(readdirSync(dirname(path)).sort()).toEqual(['deskbell.db', 'deskbell.db.lock', kept.split('/').at(-1)]);

    const after = await opened(path);
    expect(await words(after, id)).toEqual(['Hello']);
    expect(await after.visitors.byToken(site.id, `hash-${ann.id}`, NOON)).toMatchObject({
      id: ann.id,
      conversationId: id,
    });
    await after.ping();
    const before = await opened(kept);
    expect(await words(before, id)).toEqual(['Hello', 'Too late for the backup']);
    // A backup stays one: it can be restored again.
    expect(restore(join(dirname(file), 'other/deskbell.db'), file, { isReplacing: false, at: NOON }).kept).toBe(null);
  });

  test('B1 keeps what the replaced store had only in its log', async () => {
    const { store, path, file, folder, ann, id, say } = await openScene();
    backUp(path, file);
    await say(ann, 'Still in the log');
    // As a power cut leaves it: the copy is of files that nobody closed.
    const other = join(folder, 'cut/deskbell.db');
    restore(other, file, { isReplacing: false, at: NOON });
    for (const suffix of ['', '-wal']) writeFileSync(other + suffix, readFileSync(path + suffix));
    await store.close();
    const { kept } = restore(other, file, { isReplacing: true, at: NOON });
    expect(await words(await opened(other), id)).toEqual(['Hello']);
    expect(await words(await opened(kept!), id)).toEqual(['Hello', 'Still in the log']);
  });

  test('B1 waits for no server: it refuses while one has the store', async () => {
    const { path, file, store, id } = await openScene();
    backUp(path, file);
    expect(() => restore(path, file, { isReplacing: true, at: NOON })).toThrow(
      `A Deskbell server has ${path} open; stop it, then restore again.`,
    );
    expect(await words(store, id)).toEqual(['Hello']);
  });

  const damages: [string, (file: string) => void, RegExp][] = [
    ['cut short', file => truncateSync(file, statSync(file).size - 5000), /copy\.db is damaged/],
    [
      'with a page overwritten',
      file => {
        const bytes = readFileSync(file);
        bytes.fill(0x5a, 4096 * 3, 4096 * 4);
        writeFileSync(file, bytes);
      },
      /copy\.db is damaged/,
    ],
    ['that is empty', file => truncateSync(file, 0), /copy\.db is no store of Deskbell\.$/],
    ['of something else', file => writeFileSync(file, 'a picture of the cat'.repeat(500)), /or no SQLite file: .+\.$/],
    [
      'of a newer Deskbell',
      file => {
        const db = new DatabaseSync(file);
        db.exec('PRAGMA user_version = 999');
        db.close();
      },
      /has version 999 and this Deskbell knows up to \d+; use a newer one\.$/,
    ],
    [
      'of another program',
      file => {
        rmSync(file);
        const db = new DatabaseSync(file);
        db.exec('CREATE TABLE cats (name TEXT); PRAGMA user_version = 1');
        db.close();
      },
      /copy\.db is no store of Deskbell\.$/,
    ],
    ['beside a log', file => appendFileSync(`${file}-wal`, 'x'), /that is a store in use or cut short, not a backup/],
    ['that is not there', file => rmSync(file), /^There is no backup .+copy\.db\.$/],
  ];
  test.each(damages)('B1 of a file %s is refused, and leaves everything as it was', async (_name, damage, sentence) => {
    const { path, file, store, id } = await openScene();
    backUp(path, file);
    await store.close();
    damage(file);
    const before = readdirSync(dirname(path));
    expect(() => restore(path, file, { isReplacing: true, at: NOON })).toThrow(sentence);
    expect(readdirSync(dirname(path))).toEqual(before);
    expect(await words(await opened(path), id)).toEqual(['Hello']);
  });

  test('B1 says what to do about the secret key', async () => {
    const { path, file, folder, store } = await openScene();
    const key = join(folder, 'data/secret.key');
    writeFileSync(key, 'a key for tests, long enough for the rule\n');
    const backup = await command('backup', ['copy.db'], { folder, env: { DATABASE_URL: `sqlite:${path}` } });
    expect(backup.printed).toContain(`Keep ${key} as well`);
    expect(existsSync(file)).toBe(true);
    await store.close();
    const elsewhere = join(folder, 'new/data');
    const env = { DATABASE_URL: `sqlite:${elsewhere}/deskbell.db` };
    const { code, printed } = await command('restore', ['copy.db'], { folder, env });
    expect(code).toBe(0);
    expect(printed).toContain('deskbell.db now holds 1 conversation, 1 entry, 0 files;');
    expect(printed).toContain(`put the secret.key of the backed-up store into ${elsewhere}, or set SECRET_KEY`);
  });
});
