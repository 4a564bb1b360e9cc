import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { writeOldFile } from './old-files.ts';
import { BELLA, NOON, newWebhook, upTo } from './scene.ts';
import { intrude, newPath, openScene } from './sqlite-files.ts';

describe('what is erased', () => {
  /** All that is on the disk of a store, as one text. */
  function bytesOf(path: string): string {
    const files = [path, `${path}-wal`, `${path}-shm`].filter(each => existsSync(each));
    return files.map(each => readFileSync(each, 'latin1')).join('\n');
  }
  const WORDS = ['Zanzibarbara', 'quagmire', 'flabbergast', 'bumblebee', 'hullabaloo', 'gobbledygook', '97688112233'];

  test('PR2 leaves no byte in the file, its log or its index', async () => {
    const { path, store, site, ...scene } = await openScene();
    await store.webhooks.create(newWebhook(site.id));
    const cleo = await scene.visitor({ name: 'Zanzibarbara', email: 'zanzibarbara@home.example' });
    const others = await Promise.all(upTo(20).map(() => scene.visitor()));
    const { conversation } = await scene.say(cleo, `Oh quagmire ${'and more of it '.repeat(200)}`);
    for (const each of others) await scene.say(each, 'Something else');
    await scene.ask(cleo, { phone: '+97688112233', topic: 'A flabbergast' });
    await scene.fill(cleo, { message: 'bumblebee', subject: 'hullabaloo' });
    await scene.reply(conversation.id, 'gobbledygook', { kind: 'note' });
    await store.search.settled();
    for (const word of WORDS) expect(bytesOf(path), word).toContain(word);
    const order = { contactId: cleo.contactId, id: 'erasure', by: BELLA, at: NOON, keysUntil: NOON + 1 };
    expect(await store.privacy.erase(order)).not.toBe(null);
    for (const word of WORDS) expect(bytesOf(path), word).not.toMatch(new RegExp(word, 'i'));
    // Nor does the index remember of which pieces the words were made.
    for (const piece of ['gob', 'lab', 'zan']) expect(bytesOf(path)).not.toContain(piece);
    expect(intrude(path).prepare('PRAGMA foreign_key_check').all()).toEqual([]);
    expect(intrude(path).prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  });

  test('PR2 leaves no byte of what was changed before in a file of an older version', async () => {
    const path = newPath();
    mkdirSync(dirname(path), { recursive: true });
    writeOldFile(path);
    const db = new DatabaseSync(path);
    const row = db.prepare('SELECT row FROM contacts').get()!.row as number;
    db.prepare('UPDATE contacts SET name = ? WHERE row = ?').run('Zanzibarbara'.repeat(50), row);
    db.prepare('UPDATE contacts SET name = ? WHERE row = ?').run('Ann', row);
    db.close();
    expect(bytesOf(path)).toContain('Zanzibarbara');
    const store = await openSqlite(path);
    onTestFinished(() => store.close());
    expect(bytesOf(path)).not.toContain('Zanzibarbara');
  });
});
