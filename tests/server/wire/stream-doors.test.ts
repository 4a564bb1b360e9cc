import { describe, expect, test, vi } from 'vitest';
import { CLOSE_CODES } from '../../../protocol/wire/errors.ts';
import { hashToken } from '../../../server/tokens.ts';
import { buildTestApp, signedIn } from '../../helpers/app.ts';
import { addressOf, agentLink, error, HttpWire, hello, helloAgent, visitorLink, welcomed } from './http-wire.ts';

describe('who may', () => {
  test('HT3 W7 a page that the site does not list is refused by its hello, and told so', async () => {
    const desk = await buildTestApp({ site: { origins: ['https://altan.example'] } });
    const stranger = await visitorLink(desk, { origin: 'https://evil.example' });
    await stranger.say(hello);
    expect(await stranger.hears({ type: 'error' })).toEqual(error('ORIGIN_REFUSED'));
    expect(await stranger.closed()).toBe(CLOSE_CODES.REFUSED.code);
    await welcomed(desk, { origin: 'https://altan.example' });
  });

  test('HT3 a page of another origin says nothing on a link that it has read somewhere', async () => {
    const desk = await buildTestApp();
    const wire = await welcomed(desk, { origin: 'https://altan.example' });
    const ping = '{"type":"ping","clientId":"ping-0001"}';
    expect((await wire.post(ping, { origin: 'https://evil.example' })).status).toBe(404);
    expect((await wire.post(ping, {})).status).toBe(404);
    await wire.say({ type: 'ping', clientId: 'ping-0002' });
    await wire.hears({ type: 'pong' });
    expect(wire.heard).not.toContainEqual(expect.objectContaining({ ref: 'ping-0001' }));
  });

  test.each([
    ['the browser says so, whatever a proxy made of Host', { 'sec-fetch-site': 'same-origin' }],
    ['the Referer says which page opened it', {}],
  ])('HT3 our own page opens a link without an Origin and speaks with one: %s', async (_what, headers) => {
    const desk = await buildTestApp({ site: { origins: [] } });
    const wire = await visitorLink(desk, { referer: 'https://chat.example/demo', ...headers });
    const body = JSON.stringify(hello);
    expect((await wire.post(body, { origin: 'https://chat.example', ...headers })).status).toBe(204);
    await wire.hears({ type: 'welcome' });
    const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await wire.post(body, evil)).status).toBe(404);
  });

  test('HT3 a link of one kind is none at the address of the other, whatever its page calls itself', async () => {
    const desk = await buildTestApp();
    // What an agent's request without a cookie shows, as the origin of a visitor's page.
    const origin = hashToken('');
    const wire = await visitorLink(desk, { origin });
    const other = new HttpWire(wire.url.replace('/visitor/', '/agent/'), {});
    expect((await other.post(JSON.stringify(hello), {}, wire.link)).status).toBe(404);
    const { cookie } = await signedIn(desk);
    const own = await agentLink(desk, { cookie, host: 'desk.example', origin: 'http://desk.example' });
    const session = hashToken(cookie.slice(cookie.indexOf('=') + 1));
    expect((await wire.post(JSON.stringify(helloAgent), { origin: session }, own.link)).status).toBe(404);
    await wire.say(hello);
    await wire.hears({ type: 'welcome' });
  });

  test('HT3 an agent’s own page speaks behind a proxy that rewrote Host', async () => {
    const desk = await buildTestApp();
    const { cookie } = await signedIn(desk);
    const own = { cookie, 'sec-fetch-site': 'same-origin' };
    const wire = await agentLink(desk, own);
    expect((await wire.post(JSON.stringify(helloAgent), { ...own, origin: 'https://chat.example' })).status).toBe(204);
    await wire.hears({ type: 'welcome' });
  });

  test('HT3 ST9 an agent needs a session and our own page, for each request, and ends with the session', async () => {
    const desk = await buildTestApp();
    const origin = await addressOf(desk);
    const nobody = await agentLink(desk, { origin });
    expect(await nobody.closed()).toBe(CLOSE_CODES.SIGNED_OUT.code);
    expect(nobody.heard).toEqual([error('SIGN_IN_REQUIRED')]);
    const [{ cookie }, other] = [await signedIn(desk), await signedIn(desk, { name: 'Bold' })];
    const foreign = await agentLink(desk, { origin: 'https://evil.example', cookie });
    expect(await foreign.closed()).toBe(CLOSE_CODES.REFUSED.code);
    expect(foreign.heard).toEqual([error('ORIGIN_REFUSED')]);

    // A browser names no origin when a page asks its own.
    const wire = await agentLink(desk, { cookie });
    expect(wire.answer.headers['access-control-allow-origin']).toBeUndefined();
    const ping = '{"type":"ping","clientId":"ping-0001"}';
    expect((await wire.post(ping, { origin })).status).toBe(404);
    expect((await wire.post(ping, { origin, cookie: other.cookie })).status).toBe(404);
    expect((await wire.post(ping, { origin: 'https://evil.example', cookie })).status).toBe(403);
    expect((await wire.post(ping, { 'sec-fetch-site': 'same-site', cookie })).status).toBe(403);
    await wire.say(helloAgent);
    await wire.hears({ type: 'welcome' });
    expect(wire.heard.filter(({ type }) => type === 'pong')).toEqual([]);

    const signOut = await fetch(`${origin}/v1/sessions/current`, { method: 'DELETE', headers: { origin, cookie } });
    expect(signOut.ok).toBe(true);
    expect(await wire.closed()).toBe(CLOSE_CODES.SIGNED_OUT.code);
    await vi.waitFor(async () => expect((await wire.post(ping, { origin, cookie })).status).toBe(404));
  });
});
