import { describe, expect, test } from 'vitest';
import { buildTestApp, type Desk } from '../../../helpers/app.ts';
import { openProxy } from '../../../helpers/connect-proxy.ts';
import { staffed } from '../../../helpers/http.ts';
import { openTelegram } from '../../../helpers/telegram.ts';
import { CONFIG, deskWithBot, type Staffed } from './desk.ts';

const put = (owner: Staffed, body: object) => owner.ask('PUT /v1/telegram', { body });
const fieldsOf = async (owner: Staffed, body: object) => {
  const answer = await put(owner, body);
  expect(answer.statusCode).toBe(422);
  return answer.json().fields;
};
const keptIn = ({ store }: Desk) => store.deskSettings.find('telegram');

describe('the settings of the bot', () => {
  test('TB7 what works is kept, with its token sealed and shown to nobody', async () => {
    const { desk, telegram, owner } = await deskWithBot('webhook');
    expect(telegram.webhook?.url).toBe('https://desk.example/v1/telegram/updates');
    const shown = (await owner.ask('GET /v1/telegram')).json();
    expect(shown).toEqual({ mode: 'webhook', username: 'AltanDeskBot', apiRoot: telegram.url, proxy: null, linked: 0 });
    expect(await keptIn(desk)).not.toContain(telegram.token.slice(-20));
    const [row] = (await desk.store.audit.page({ limit: 1, what: 'telegram.changed' })).items;
    expect(row?.on).toEqual({ kind: 'server', id: null, text: 'telegram webhook' });
    // All of it but the mode stays.
    await put(owner, { mode: 'polling' });
    expect(telegram.webhook).toBe(null);
    expect((await owner.ask('GET /v1/telegram')).json()).toEqual({ ...shown, mode: 'polling' });
    await owner.ask('DELETE /v1/telegram');
    expect(await keptIn(desk)).toBe('null');
    expect((await owner.ask('GET /v1/telegram')).json()).toMatchObject({ mode: 'off', username: null });
  });

  test('TB7 what does not work is not kept, and the field is named that is why', async () => {
    const telegram = await openTelegram();
    const desk = await buildTestApp({ config: { webhooksToPrivate: true } });
    const owner = await staffed(desk, { role: 'owner' });
    const good = { mode: 'polling', token: telegram.token, apiRoot: telegram.url };
    const wrong = 'FIELD_INVALID';
    expect(await fieldsOf(owner, { mode: 'polling', apiRoot: telegram.url })).toEqual({ token: 'FIELD_REQUIRED' });
    expect(await fieldsOf(owner, { ...good, token: '../secret' })).toEqual({ token: wrong });
    expect(await fieldsOf(owner, { ...good, token: telegram.token.replace('A', 'B') })).toEqual({ token: wrong });
    expect(await fieldsOf(owner, { ...good, apiRoot: 'http://127.0.0.1:1' })).toEqual({ apiRoot: wrong });
    expect(await fieldsOf(owner, { ...good, apiRoot: 'ftp://api.telegram.org' })).toEqual({ apiRoot: wrong });
    // This server is reached by plain http.
    expect(await fieldsOf(owner, { ...good, mode: 'webhook' })).toEqual({ mode: wrong });
    expect(await fieldsOf(owner, { ...good, proxy: 'socks5://127.0.0.1:9' })).toEqual({ proxy: wrong });
    expect(await fieldsOf(owner, { ...good, proxy: 'http://127.0.0.1:1' })).toEqual({ proxy: wrong });
    telegram.goDown(true);
    expect(await fieldsOf(owner, good)).toEqual({ apiRoot: wrong });
    telegram.goDown(false);
    expect(await keptIn(desk)).toBe(null);
    expect((await put(owner, good)).statusCode).toBe(200);
  });

  test('TB7 D5 neither Telegram nor the proxy may be in a private network unless the server’s owner allows it', async () => {
    const telegram = await openTelegram();
    const desk = await buildTestApp();
    const owner = await staffed(desk, { role: 'owner' });
    const asked = { mode: 'polling', token: telegram.token };
    for (const apiRoot of [telegram.url, 'https://10.0.0.7', 'https://localhost']) {
      expect(await fieldsOf(owner, { ...asked, apiRoot })).toEqual({ apiRoot: 'FIELD_INVALID' });
    }
    expect(await fieldsOf(owner, { ...asked, proxy: 'http://192.168.1.1:3128' })).toEqual({ proxy: 'FIELD_INVALID' });
    expect(telegram.calls).toEqual([]);
  });

  test('TB7 the token is told to no other server than the one it was given for', async () => {
    const { owner } = await deskWithBot('polling');
    const other = await openTelegram();
    expect(await fieldsOf(owner, { mode: 'polling', apiRoot: other.url })).toEqual({ token: 'FIELD_REQUIRED' });
    expect(other.calls).toEqual([]);
    expect((await put(owner, { mode: 'polling', apiRoot: other.url, token: other.token })).statusCode).toBe(200);
  });

  test('TB7 a proxy is gone through with its password, which is shown to nobody and kept when it is left as shown', async () => {
    const telegram = await openTelegram();
    const proxy = await openProxy('shop:tulips');
    const desk = await buildTestApp({ config: CONFIG });
    const owner = await staffed(desk, { role: 'owner' });
    const good = { mode: 'webhook', token: telegram.token, apiRoot: telegram.url };
    const there = `127.0.0.1:${proxy.port}`;
    expect(await fieldsOf(owner, { ...good, proxy: `http://shop:roses@${there}` })).toEqual({ proxy: 'FIELD_INVALID' });
    expect((await put(owner, { ...good, proxy: `http://shop:tulips@${there}` })).statusCode).toBe(200);
    const shown = (await owner.ask('GET /v1/telegram')).json();
    expect(shown.proxy).toBe(`http://shop:***@${there}`);
    expect(await keptIn(desk)).not.toContain('tulips');
    const before = proxy.through.length;
    expect(before).toBeGreaterThan(0);
    expect(new Set(proxy.through)).toEqual(new Set([new URL(telegram.url).host]));
    expect((await put(owner, { mode: 'webhook', proxy: shown.proxy })).statusCode).toBe(200);
    expect(proxy.through.length).toBeGreaterThan(before);
    expect((await put(owner, { mode: 'webhook', proxy: null })).json().proxy).toBe(null);
  });

  test('TB7 a bot that gives way to another is left, and chats of the one are none of the other', async () => {
    const { desk, telegram, owner } = await deskWithBot('webhook');
    const { id } = owner.agent;
    await desk.store.agentChats.offer(id, { hash: 'hash', until: desk.context.now() + 1 });
    const chat = { botId: '7001', chatId: '1', name: '@olga', at: desk.context.now() };
    await desk.store.agentChats.link({ hash: 'hash', agentId: id }, chat);
    expect((await owner.ask('GET /v1/me/telegram')).json().chat).toMatchObject({ name: '@olga', isBlocked: false });
    const other = await openTelegram({ id: 7002, username: 'OtherBot' });
    await put(owner, { mode: 'webhook', token: other.token, apiRoot: other.url });
    expect(telegram.webhook).toBe(null);
    expect(other.webhook).not.toBe(null);
    expect((await owner.ask('GET /v1/me/telegram')).json()).toEqual({ bot: 'OtherBot', chat: null });
  });

  test('TB7 whoever looks is told how the bot is', async () => {
    const { telegram, owner } = await deskWithBot('webhook');
    const check = async () => (await owner.ask('POST /v1/telegram/check')).json();
    expect(await check()).toEqual({ isWell: true, problem: '' });
    telegram.setOtherWebhook('https://elsewhere.example/bot');
    expect(await check()).toMatchObject({ isWell: false, problem: expect.stringContaining('elsewhere.example') });
    await put(owner, { mode: 'polling' });
    expect(await check()).toEqual({ isWell: true, problem: '' });
    telegram.setOtherWebhook('https://elsewhere.example/bot');
    expect(await check()).toMatchObject({ isWell: false, problem: expect.stringContaining('elsewhere.example') });
    telegram.goDown(true);
    expect(await check()).toMatchObject({ isWell: false });
    await put(owner, { mode: 'off' });
    expect(await check()).toMatchObject({ isWell: false });
  });

  test('TB7 RI1 only owners set it', async () => {
    const { desk } = await deskWithBot('webhook');
    const agent = await staffed(desk);
    for (const line of ['GET /v1/telegram', 'DELETE /v1/telegram', 'POST /v1/telegram/check'] as const) {
      expect((await agent.ask(line)).statusCode).toBe(403);
    }
    expect((await put(agent, { mode: 'off' })).statusCode).toBe(403);
  });
});
