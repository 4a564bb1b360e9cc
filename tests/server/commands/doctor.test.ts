import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backedUpAt, noteBackup } from '../../../server/store/sqlite/backed-up.ts';
import { openSqlite } from '../../../server/store/sqlite/open.ts';
import { buildTestApp, TEST_CONFIG } from '../../helpers/app.ts';
import { command } from '../../helpers/command.ts';
import { newFolder } from '../../helpers/new-folder.ts';

const env = (port: number) => ({ PORT: String(port), HOST: '127.0.0.1', SECRET_KEY: TEST_CONFIG.secretKey });

test('the command prints what the server finds, in the language of the terminal, and fails when something is broken', async () => {
  const folder = newFolder();
  const path = join(folder, 'deskbell.db');
  const desk = await buildTestApp({ startAt: Date.now(), store: await openSqlite(path) });
  noteBackup(path, desk.context.now());
  await desk.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = desk.app.server.address() as AddressInfo;
  const [well, wrongKey] = await Promise.all([
    command('doctor', [], { folder, env: env(port) }),
    command('doctor', [], { folder, env: { ...env(port), SECRET_KEY: `${TEST_CONFIG.secretKey}!` } }),
  ]);
  expect(well.printed).toMatch(/^✓ Addresses of visitors: no proxy in between$/m);
  expect(well.printed).toMatch(/^✓ Store: kept in \d+ ms · backup \d+ s old · [\d.,]+ [MGT]B free$/m);
  expect(well.printed).toMatch(/^– Public address\n {4}Not checked: PUBLIC_URL is not set/m);
  expect(well.printed).toMatch(/\nAll is well\.\n$/);
  expect(well.code).toBe(0);
  expect(wrongKey).toMatchObject({ code: 1, printed: expect.stringContaining('has another SECRET_KEY') });
  desk.context.proxies.see({
    headers: { 'x-forwarded-for': '198.51.100.7' },
    ip: '172.18.0.1',
    raw: { socket: { remoteAddress: '172.18.0.1' } } as never,
  });
  const broken = await command('doctor', [], { folder, env: { ...env(port), LANG: 'ru_RU.UTF-8' } });
  expect(broken.printed).toMatch(/^! Адреса посетителей\n {4}Прокси 172\.18\.0\.1 /);
  expect(broken.printed).toMatch(/\nисправить: 1\n$/);
  expect(broken.code).toBe(1);
});

test('the command says so where no server answers', async () => {
  const { code, printed } = await command('doctor', [], { folder: newFolder(), env: env(1) });
  expect([code, printed]).toEqual([
    1,
    expect.stringMatching(/^No server answers at http:\/\/127\.0\.0\.1:1; start it/),
  ]);
});

test('a backup is noted beside its store, for the server to know', async () => {
  const folder = newFolder();
  const path = join(folder, 'deskbell.db');
  await (await openSqlite(path)).close();
  expect(await backedUpAt(path)).toBe(null);
  const before = Math.floor(Date.now() / 1000) * 1000;
  await command('backup', ['copy.db'], { folder, env: { DATABASE_URL: `sqlite:${path}` } });
  expect(await backedUpAt(path)).toBeGreaterThanOrEqual(before);
  expect(readFileSync(`${path}-backed-up`, 'utf8')).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z\n$/);
});
