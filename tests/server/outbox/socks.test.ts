import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { checkedProxy } from '../../../server/outbox/checked-url.ts';
import { get } from '../../../server/outbox/get.ts';
import { openSocksProxy } from '../../helpers/socks-proxy.ts';

async function openTarget(): Promise<string> {
  const target = createServer((request, response) => response.end(`heard ${request.url}`));
  target.listen(0, '127.0.0.1');
  await once(target, 'listening');
  onTestFinished(() => void target.close());
  return `http://127.0.0.1:${(target.address() as AddressInfo).port}/words`;
}

const through = (url: string, proxy: string) =>
  get(url, { mayBePrivate: true, signal: new AbortController().signal, maxBytes: 100, proxy: new URL(proxy) });

test('TB7 what is asked goes by SOCKS5, with and without a login, however the bytes come', async () => {
  const url = await openTarget();
  const open = await openSocksProxy();
  const locked = await openSocksProxy({ login: 'shop:tu lips' });
  for (const proxy of [`socks5://127.0.0.1:${open.port}`, `socks5h://shop:tu%20lips@127.0.0.1:${locked.port}`]) {
    expect(JSON.stringify(await through(url, proxy))).toContain('200');
  }
  expect([...open.through, ...locked.through]).toEqual([new URL(url).host, new URL(url).host]);
});

test('TB7 what a SOCKS5 proxy refuses is said in its words', async () => {
  const url = await openTarget();
  const locked = await openSocksProxy({ login: 'shop:tulips' });
  const deaf = await openSocksProxy({ answer: 5 });
  const of = (port: number, who = '') => `socks5://${who}127.0.0.1:${port}`;
  await expect(through(url, of(locked.port))).rejects.toThrow('it wants another login');
  await expect(through(url, of(locked.port, 'shop:roses@'))).rejects.toThrow('it knows no such name and password');
  await expect(through(url, of(deaf.port))).rejects.toThrow('connection refused');
  await expect(through(url, of(Number(new URL(url).port)))).rejects.toThrow('the proxy:');
  await expect(through(url, of(1))).rejects.toThrow('ECONNREFUSED');
});

test.each([
  ['socks5://shop:tulips@proxy.example:1080', false, 'socks5://shop:tulips@proxy.example:1080'],
  ['socks5h://proxy.example', false, 'socks5h://proxy.example'],
  ['http://proxy.example:3128/path', false, 'http://proxy.example:3128'],
  ['socks5://127.0.0.1:9', true, 'socks5://127.0.0.1:9'],
  ['socks5://127.0.0.1:9', false, null],
  ['socks5://0x7f.1:9', false, null],
  ['socks5://[::1]:9', false, null],
  ['socks5://localhost', false, null],
  ['socks4://proxy.example', false, null],
])('TB7 a proxy that may be set: %s (private: %s)', (typed, webhooksToPrivate, wanted) => {
  const check = () => checkedProxy({ webhooksToPrivate }, typed);
  if (wanted === null) expect(check).toThrow('proxy must be');
  else expect(check()).toBe(wanted);
});
