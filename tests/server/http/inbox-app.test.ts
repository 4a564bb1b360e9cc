import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Config } from '../../../server/config.ts';
import { buildTestApp } from '../../helpers/app.ts';
import { ask } from '../../helpers/http.ts';
import { newFolder } from '../../helpers/new-folder.ts';

/** A server with what the build makes of the inbox as an app. */
async function deskWithApp(config: Partial<Config> = {}) {
  const publicDir = newFolder();
  mkdirSync(join(publicDir, 'inbox'));
  for (const name of ['worker.js', 'icon-192.png', 'icon-512.png', 'maskable-512.png', 'apple-180.png', 'badge-96.png'])
    writeFileSync(join(publicDir, 'inbox', name), name);
  return buildTestApp({ site: { name: 'Altan' }, config: { publicDir, ...config } });
}

test.each([
  ['with nothing set', {}, ''],
  ['below the path of PUBLIC_URL', { publicUrl: 'https://shop.example/help' }, '/help'],
  ['behind a proxy that strips it', { publicUrl: 'https://shop.example/help' }, ''],
])('PU11 manifest, icons and worker are where the page looks for them, %s', async (_what, config, path) => {
  const desk = await deskWithApp(config);
  const get = (url: string) => ask(desk, `GET ${path}${url}` as 'GET /');
  const manifest = await get('/inbox/manifest.webmanifest');
  expect(manifest.headers['content-type']).toMatch(/^application\/manifest\+json/);
  const { icons, ...said } = manifest.json();
  expect(said).toMatchObject({
    name: 'Altan · Deskbell',
    start_url: '../inbox',
    scope: '../inbox',
    display: 'standalone',
  });
  const own = new URL(`https://shop.example${path}/inbox/manifest.webmanifest`);
  for (const { src, purpose } of icons as { src: string; purpose: string }[]) {
    const { pathname } = new URL(src, own);
    const icon = await ask(desk, `GET ${pathname as '/'}`);
    expect([purpose, icon.statusCode, icon.headers['content-type']]).toEqual([purpose, 200, 'image/png']);
  }
  expect(new URL(said.scope, own).pathname).toBe(`${path}/inbox`);
  const worker = await get('/inbox/worker.js');
  expect(worker.body).toBe('worker.js');
  expect(worker.headers).toMatchObject({
    'cache-control': 'no-cache',
    'service-worker-allowed': '../inbox',
    'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'",
  });
  expect(worker.headers['content-type']).toMatch(/^(text|application)\/javascript/);
});

test('PU11 where there are several sites the app is named after its host', async () => {
  const desk = await deskWithApp();
  await desk.addSite({ key: 'second', name: 'Second' });
  const { name, short_name } = (await ask(desk, 'GET /inbox/manifest.webmanifest')).json();
  expect([name, short_name]).toEqual(['desk.example · Deskbell', 'desk.example']);
});

test('PU11 what is not built is not there', async () => {
  const desk = await buildTestApp({ config: { publicDir: newFolder() } });
  for (const url of ['/inbox/worker.js', '/inbox/icon-192.png'] as const)
    expect((await ask(desk, `GET ${url}`)).statusCode).toBe(404);
});
