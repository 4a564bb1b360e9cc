import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { get } from '../../../server/outbox/get.ts';
import { post } from '../../../server/outbox/post.ts';
import { openProxy } from '../../helpers/connect-proxy.ts';

/** Of this test alone, and signed by nobody: for `localhost`, until 2126. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgIrOwC8zi7uE1Yzp+
WkcIUXMvb0nZi+B8kEffD4TxFcqhRANCAAQsQCZWy12rhYphfwHtm+4BKbwcssAA
duWZS2qLLVnmu4IpLEP/rwdLVEia7xsljSXUQy93fudfUImlDPZU+1tm
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBljCCATugAwIBAgIURXq07tkBoarHpjnDQ5HCvSTS8VMwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyOTAxMzYzOVoYDzIxMjYxMTA1
MDEzNjM5WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQsQCZWy12rhYphfwHtm+4BKbwcssAAduWZS2qLLVnmu4IpLEP/rwdL
VEia7xsljSXUQy93fudfUImlDPZU+1tmo2kwZzAdBgNVHQ4EFgQUSBxLu5wHD93i
8KLvPxQmgQLaNaQwHwYDVR0jBBgwFoAUSBxLu5wHD93i8KLvPxQmgQLaNaQwDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SQAwRgIhAPxEUke8g4NX7mGB/YPncLRhLI8dT7Tf3s12NWiFpvFBAiEAqZum/Abp
aA8HFXK64rbiFVxWTaIgz2chdJAQ2yN+g/E=
-----END CERTIFICATE-----`;

test('D5 who shows a certificate that nobody vouches for is told nothing', async () => {
  const heard: string[] = [];
  const receiver = createServer({ key: KEY, cert: CERTIFICATE }, (request, response) => {
    heard.push(request.url ?? '');
    response.end();
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  onTestFinished(() => void receiver.close());
  const url = `https://localhost:${(receiver.address() as AddressInfo).port}/hooks`;
  const guarded = { mayBePrivate: true, signal: new AbortController().signal };
  await expect(post(url, '{"said": "in confidence"}', { ...guarded, headers: {} })).rejects.toThrow(
    'DEPTH_ZERO_SELF_SIGNED_CERT',
  );
  await expect(get(url, { ...guarded, maxBytes: 100 })).rejects.toThrow('DEPTH_ZERO_SELF_SIGNED_CERT');
  // Nor by a way through somebody else, who could be the one that shows it.
  const { port, through } = await openProxy();
  const proxy = new URL(`http://127.0.0.1:${port}`);
  await expect(get(url, { ...guarded, maxBytes: 100, proxy })).rejects.toThrow('DEPTH_ZERO_SELF_SIGNED_CERT');
  expect(through).toEqual([new URL(url).host]);
  expect(heard).toEqual([]);
});
