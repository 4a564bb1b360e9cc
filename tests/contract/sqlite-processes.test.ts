import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PIECE_BYTES } from '../../protocol/file-kinds.ts';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { all } from './rules/files.ts';
import { NOON, numbers, setScene, upTo } from './scene.ts';
import { newPath } from './sqlite-files.ts';

describe('one process for one file', () => {
  test('FP1 a file and what SQLite puts beside it are for their user alone, also where others could read it before', async () => {
    const path = newPath();
    const first = await openSqlite(path);
    await first.close();
    for (const suffix of ['', '.lock']) chmodSync(path + suffix, 0o644);
    const store = await openSqlite(path);
    onTestFinished(() => store.close());
    await setScene(store);
    for (const suffix of ['', '-wal', '-shm', '.lock']) {
      expect([suffix, (statSync(path + suffix).mode & 0o777).toString(8)]).toEqual([suffix, '600']);
    }
  });

  test('ST1 a second opener is refused with a sentence, until the first has closed', async () => {
    const path = newPath();
    const first = await openSqlite(path);
    await expect(openSqlite(path)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining(`Another Deskbell process has ${path} open`),
    });
    await first.ping();
    await first.close();
    await (await openSqlite(path)).close();
  });

  test('ST1 killed under load again and again, nothing acked is lost or doubled', { timeout: 60_000 }, async () => {
    const path = newPath();
    await (await openSqlite(path)).close();
    const acks = join(path, '..', 'acks');
    const read = () => readFileSync(acks, 'utf8').split('\n').slice(0, -1);
    for (let round = 1; round <= 3; round++) {
      const before = round === 1 ? 0 : read().length;
      const writer = join(import.meta.dirname, 'sqlite-writer.ts');
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', writer, path, `run${round}`], {
        stdio: ['ignore', openSync(acks, 'a'), 'inherit'],
      });
      const gone = once(child, 'exit');
      try {
        await expect.poll(() => read().length - before, { timeout: 20_000 }).toBeGreaterThan(300);
        await expect(openSqlite(path)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      } finally {
        child.kill('SIGKILL');
      }
      await gone;

      const store = await openSqlite(path);
      try {
        const lines = read().map(line => line.split(' ') as [string, string, string]);
        const acked = Map.groupBy(lines, ([, conversation]) => conversation);
        expect(acked.size).toBe(10 * round);
        for (const [conversation, its] of acked) {
          const entries = await store.conversations.entriesAfter(conversation, 0, 1e6);
          expect(numbers(entries)).toEqual(upTo(entries.length));
          expect(new Set(entries.map(each => each.clientId)).size).toBe(entries.length);
          for (const [clientId, , seq] of its) expect(entries[Number(seq) - 1]?.clientId).toBe(clientId);
          expect((await store.conversations.find(conversation))?.lastSeq).toBe(entries.length);
        }
      } finally {
        await store.close();
      }
    }
  });

  test('FI2 killed in the middle of an upload, it has every piece that was acknowledged', {
    timeout: 60_000,
  }, async () => {
    const path = newPath();
    await (await openSqlite(path)).close();
    const acks = join(path, '..', 'acks');
    const program = join(import.meta.dirname, 'sqlite-uploader.ts');
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, path], {
      stdio: ['ignore', openSync(acks, 'a'), 'inherit'],
    });
    const gone = once(child, 'exit');
    const read = () => readFileSync(acks, 'utf8').split('\n').slice(0, -1);
    try {
      await expect.poll(() => read().length, { timeout: 20_000 }).toBeGreaterThan(30);
    } finally {
      child.kill('SIGKILL');
    }
    await gone;

    const store = await openSqlite(path);
    try {
      const { received } = (await store.files.find('endless'))!;
      expect(received).toBeGreaterThanOrEqual(Number(read().at(-1)));
      for (let offset = 0; offset < received; offset += PIECE_BYTES) {
        const piece = await all(store.files.read('endless', offset, offset + PIECE_BYTES));
        expect(piece.equals(Buffer.alloc(PIECE_BYTES, `piece ${offset / PIECE_BYTES} `))).toBe(true);
      }
      const next = await store.files.addPiece('endless', received, Buffer.alloc(PIECE_BYTES), NOON);
      expect(next?.received).toBe(received + PIECE_BYTES);
    } finally {
      await store.close();
    }
  });
});
