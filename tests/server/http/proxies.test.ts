import { expect, test } from 'vitest';
import { createProxyWatch } from '../../../server/http/proxies.ts';
import { buildTestApp } from '../../helpers/app.ts';
import { ask, staffed } from '../../helpers/http.ts';

test('AC2 a proxy that nobody told us of is named to owners, and to nobody else', async () => {
  const desk = await buildTestApp();
  const [owner, bold] = [await staffed(desk, { role: 'owner' }), await staffed(desk)];
  expect((await owner.ask('GET /v1/me')).json()).toMatchObject({ untrustedProxy: null });
  await ask(desk, 'GET /healthz', { address: '172.18.0.1', headers: { 'x-forwarded-for': '203.0.113.7' } });
  expect((await owner.ask('GET /v1/me')).json()).toMatchObject({ untrustedProxy: '172.18.0.1' });
  expect((await bold.ask('GET /v1/me')).json()).toMatchObject({ untrustedProxy: null });
});

test('AC2 one that TRUST_PROXY names is believed, and none to worry about', async () => {
  const desk = await buildTestApp({ config: { trustProxy: ['172.18.0.0/16'] } });
  await ask(desk, 'GET /healthz', { address: '172.18.0.1', headers: { 'x-forwarded-for': '203.0.113.7' } });
  expect(desk.context.proxies.untrusted).toBe(null);
});

test.each([
  ['as it is', ''],
  ['in IPv6 clothes, as who listens on :: hears it', '::ffff:'],
])('AC2 of addresses on the internet, %s, only one that speaks for several is a proxy', (_, clothes) => {
  const said: unknown[] = [];
  const watch = createProxyWatch({ warn: (sentence: unknown) => void said.push(sentence) });
  const see = (address: string, forwarded?: string) => {
    const remoteAddress = `${clothes}${address}`;
    watch.see({
      ip: remoteAddress,
      headers: { ...(forwarded && { 'x-forwarded-for': forwarded }) },
      raw: { socket: { remoteAddress } } as never,
    });
  };
  see('198.41.128.1', '203.0.113.7');
  for (const _ of [1, 2, 3]) see('104.16.0.1', '203.0.113.7');
  see('104.16.0.1');
  expect(watch.untrusted).toBe(null);
  for (const each of ['203.0.113.8', '203.0.113.9']) see('104.16.0.1', each);
  expect(watch.untrusted).toBe('104.16.0.1');
  see('10.0.0.1', '203.0.113.7');
  expect(watch.untrusted).toBe('104.16.0.1');
  expect(said).toEqual([expect.stringContaining('TRUST_PROXY=104.16.0.1')]);
});
