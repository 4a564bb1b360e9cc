import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { type Deskbell, startDeskbell } from '../helpers/deskbell.ts';
import { freePort } from '../helpers/free-port.ts';
import { openInbox } from '../helpers/inbox-page.ts';
import { en } from '../helpers/inbox-words.ts';
import { certificate, example, filledIn, startCaddy, startNginx, whyNoProxy } from '../helpers/reverse-proxies.ts';
import { sees } from '../helpers/sees.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();
const noNginx = noBrowser ?? whyNoProxy('nginx');
const noCaddy = noBrowser ?? whyNoProxy('caddy');

/** WebSockets that a proxy does not pass. */
const BLOCKED = /WebSocket connection to .* failed/;

/** How frames come: over sockets that open, or over HTTP. */
type Way = 'sockets' | 'streams';
const BY_SOCKET = { visitor: 'sockets', agent: 'sockets' } as const;
const BY_HTTP = { visitor: 'streams', agent: 'streams' } as const;

function waysOf(page: Page): Record<Way, number> {
  const ways = { sockets: 0, streams: 0 };
  page.on('websocket', socket => socket.once('framereceived', () => ways.sockets++));
  page.on('request', request => {
    if (/\/stream$/.test(new URL(request.url()).pathname)) ways.streams++;
  });
  return ways;
}

/**
 * What must work behind any proxy: signing in and staying so, deep addresses, the demo with the widget and its chunks, chat
 * both ways, a form without JavaScript, an invitation's link, and the tag to copy.
 */
async function tryAll(deskbell: Deskbell, base: string, wanted: { visitor: Way; agent: Way }): Promise<void> {
  const settings = { allow: wanted.agent === 'streams' ? [BLOCKED] : [] };
  const page = await openPage(settings);
  const ways = { visitor: waysOf(page), agent: { sockets: 0, streams: 0 } };
  const widget = widgetOn(page);
  await page.goto(`${base}/demo`);
  await widget.open();
  await widget.say('Do you have peonies?');
  await sees(widget.log, /Sent/);

  const agent = await openInbox({ ...deskbell, url: base }, settings);
  ways.agent = waysOf(agent.page);
  await agent.view('all');
  await agent.openRow('Do you have peonies?');
  expect(agent.page.url()).toMatch(new RegExp(`^${base}/inbox/all/`));
  await agent.page.reload();
  await agent.log.waitFor();
  await agent.reply('From Monday on');
  await sees(widget.log, 'From Monday on');
  await widget.say('Thank you');
  await sees(agent.log, 'Thank you');
  for (const who of ['visitor', 'agent'] as const) {
    const [way, other] =
      wanted[who] === 'sockets' ? (['sockets', 'streams'] as const) : (['streams', 'sockets'] as const);
    expect(ways[who][way], `${who} by ${way}`).toBeGreaterThan(0);
    expect(ways[who][other], `${who} by ${other}`).toBe(0);
  }

  const form = await openPage({ javaScriptEnabled: false });
  await form.goto(`${base}/f/${deskbell.site.key}/contact?_locale=en`);
  await form.locator('[name=email]').fill('bold@altan.example');
  await form.locator('[name=message]').fill('A wreath, please');
  await form.getByRole('button').click();
  await expect.poll(() => form.url()).toBe(`${base}/f/${deskbell.site.key}/contact?`);
  await sees(form.locator('main'), 'bold@altan.example');
  await agent.view('all');
  await agent.row('A wreath, please').waitFor();

  await agent.page.goto(`${base}/inbox/settings/install`);
  const tag = agent.page.getByRole('textbox', { name: en.installSnippet });
  await expect.poll(() => tag.inputValue()).toContain(`src="${base}/deskbell.js"`);
  const invitation = await agent.page.evaluate(async address => {
    const body = JSON.stringify({ email: 'bold@altan.example', role: 'agent' });
    const headers = { 'content-type': 'application/json' };
    return (await fetch(address, { method: 'POST', headers, body })).json() as Promise<{ url: string }>;
  }, `${base}/v1/invitations`);
  expect(invitation.url).toMatch(new RegExp(`^${base}/inbox#invite=`));
  await agent.page.goto(`${base}/docs`);
  await agent.page.locator('.swagger-ui .info').waitFor();
}

const portOf = (deskbell: Deskbell) => new URL(deskbell.url).port;

describe.skipIf(noNginx)('behind nginx', () => {
  const place = (port: number, tls = '') => `listen 127.0.0.1:${port}${tls}`;

  test('HT2 HT3 W7 a bare proxy_pass is enough: everything works, over HTTP', async () => {
    const deskbell = await startDeskbell();
    const port = await freePort();
    const location = `location / { proxy_pass http://127.0.0.1:${portOf(deskbell)}; }`;
    await startNginx(port, `server { ${place(port)}; ${location} }`);
    await tryAll(deskbell, `http://localhost:${port}`, BY_HTTP);
  });

  test('HT2 HT3 W7 a bare proxy_pass that takes TLS off is enough too', async () => {
    const deskbell = await startDeskbell();
    const [port, { cert, key }] = [await freePort(), await certificate()];
    const location = `location / { proxy_pass http://127.0.0.1:${portOf(deskbell)}; }`;
    const tls = `ssl_certificate ${cert}; ssl_certificate_key ${key};`;
    await startNginx(port, `server { ${place(port, ' ssl')}; ${tls} ${location} }`);
    await tryAll(deskbell, `https://localhost:${port}`, BY_HTTP);
  });

  test('W7 HT2 a proxy that passes WebSockets and rewrites Host keeps the agents on HTTP', async () => {
    const deskbell = await startDeskbell();
    const port = await freePort();
    const upgrade = 'proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $way;';
    const location = `location / { proxy_pass http://127.0.0.1:${portOf(deskbell)}; ${upgrade} }`;
    const map = "map $http_upgrade $way { default upgrade; '' ''; }";
    await startNginx(port, `${map} server { ${place(port)}; ${location} }`);
    await tryAll(deskbell, `http://localhost:${port}`, { visitor: 'sockets', agent: 'streams' });
  });

  test('W7 the example takes TLS off and passes WebSockets', async () => {
    const deskbell = await startDeskbell({ env: { TRUST_PROXY: 'loopback' } });
    const [port, plain, { cert, key }] = [await freePort(), await freePort(), await certificate()];
    const servers = filledIn(await example('nginx.conf'), {
      'listen 443 ssl': place(port, ' ssl'),
      'listen 80': place(plain),
      '/etc/letsencrypt/live/chat.example.com/fullchain.pem': cert,
      '/etc/letsencrypt/live/chat.example.com/privkey.pem': key,
      '127.0.0.1:8080;\n': `127.0.0.1:${portOf(deskbell)};\n`,
    });
    await startNginx(port, servers);
    await tryAll(deskbell, `https://localhost:${port}`, BY_SOCKET);
    const led = await fetch(`http://localhost:${plain}/inbox`, { redirect: 'manual' });
    expect([led.status, led.headers.get('location')]).toEqual([301, 'https://localhost/inbox']);
  });

  test.each([
    ['keeps', ''],
    ['strips', '/'],
  ])('PG8 the example for a path works where nginx %s it', async (_what, slash) => {
    const port = await freePort();
    const base = `https://localhost:${port}/help`;
    const deskbell = await startDeskbell({ env: { PUBLIC_URL: base, TRUST_PROXY: 'loopback' } });
    const { cert, key } = await certificate();
    const servers = filledIn(await example('nginx-path.conf'), {
      'listen 443 ssl': place(port, ' ssl'),
      '/etc/letsencrypt/live/shop.example/fullchain.pem': cert,
      '/etc/letsencrypt/live/shop.example/privkey.pem': key,
      '    proxy_pass http://127.0.0.1:8080;': `    proxy_pass http://127.0.0.1:${portOf(deskbell)}${slash};`,
    });
    await startNginx(port, servers);
    await tryAll(deskbell, base, BY_SOCKET);
  });
});

describe.skipIf(noCaddy)('behind Caddy', () => {
  test('W7 the example takes TLS off and passes WebSockets', async () => {
    const deskbell = await startDeskbell({ env: { TRUST_PROXY: 'loopback' } });
    const [port, { cert, key }] = [await freePort(), await certificate()];
    const sites = filledIn(await example('Caddyfile'), {
      '\nchat.example.com {': `\nhttps://localhost:${port} {\n\ttls ${cert} ${key}`,
      '127.0.0.1:8080': `127.0.0.1:${portOf(deskbell)}`,
    });
    await startCaddy(port, sites);
    await tryAll(deskbell, `https://localhost:${port}`, BY_SOCKET);
  });

  test.each(['handle_path', 'handle'])('PG8 the example for a path works with %s', async word => {
    const port = await freePort();
    const base = `https://localhost:${port}/help`;
    const deskbell = await startDeskbell({ env: { PUBLIC_URL: base, TRUST_PROXY: 'loopback' } });
    const { cert, key } = await certificate();
    const sites = filledIn(await example('Caddyfile-path'), {
      '\nshop.example {': `\nhttps://localhost:${port} {\n\ttls ${cert} ${key}`,
      '\thandle_path': `\t${word}`,
      '127.0.0.1:8080': `127.0.0.1:${portOf(deskbell)}`,
    });
    await startCaddy(port, sites);
    await tryAll(deskbell, base, BY_SOCKET);
    // Nobody is signed in there, which the page asks.
    const led = await openPage({ allow: [/401 \(.*\/v1\/me\)/] });
    await led.goto(base);
    expect(led.url()).toBe(`${base}/inbox`);
  });
});
