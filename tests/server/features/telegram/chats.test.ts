import { describe, expect, test } from 'vitest';
import { staffed } from '../../../helpers/http.ts';
import { bring, deskWithBot, linkedAgent, post } from './desk.ts';

describe('a chat is linked', () => {
  test('TB1 by a code that is pasted, or by the address that says it, and by nothing else', async () => {
    const { desk, telegram } = await deskWithBot();
    const [one, other] = [await staffed(desk, { name: 'Sarnai' }), await staffed(desk, { name: 'Dorj', locale: 'ar' })];
    await desk.context.staff.reload();
    const first = (await one.ask('POST /v1/me/telegram/code')).json();
    expect(first.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(first.url).toBe(`https://t.me/AltanDeskBot?start=${first.code}`);
    const bat = telegram.person(1, { username: 'bat', language_code: 'ru' });
    bat.writes(` ${first.code.toLowerCase().replaceAll('-', ' ')} `);
    await bring(desk, telegram);
    expect(bat.hears().at(-1)?.text).toContain('Sarnai');
    expect((await one.ask('GET /v1/me/telegram')).json()).toEqual({
      bot: 'AltanDeskBot',
      chat: { name: '@bat', since: desk.context.now(), isBlocked: false },
    });
    const second = (await other.ask('POST /v1/me/telegram/code')).json();
    const dorj = telegram.person(2, { language_code: 'ru' });
    dorj.writes(`/start ${first.code}`);
    dorj.writes(`/start ${second.code}`);
    await bring(desk, telegram);
    expect(dorj.hears().map(each => each.text)).toEqual([
      expect.stringContaining('не подходит'),
      // By now it is known whose language to speak.
      expect.stringContaining('رُبطت هذه الدردشة باسم \u2068Dorj\u2069'),
    ]);
    expect((await other.ask('GET /v1/me/telegram')).json().chat.name).toBe('Bat');
    const rows = (await desk.store.audit.page({ limit: 10, what: 'telegram.linked' })).items;
    expect(rows.map(each => each.who)).toMatchObject([{ name: 'Dorj' }, { name: 'Sarnai' }]);
  });

  test('TB1 a code ends after ten minutes', async () => {
    const { desk, telegram } = await deskWithBot();
    const agent = await staffed(desk);
    await desk.context.staff.reload();
    const bat = telegram.person(1);
    const { code, expiresAt } = (await agent.ask('POST /v1/me/telegram/code')).json();
    expect(expiresAt - desk.context.now()).toBe(600_000);
    await desk.pass(600_000);
    bat.writes(code);
    await bring(desk, telegram);
    expect(bat.hears().at(-1)?.text).toContain('not valid');
    expect((await agent.ask('GET /v1/me/telegram')).json().chat).toBe(null);
  });

  test('TB1 TB6 few codes are tried from one chat, and whoever tries more gets one neutral sentence', async () => {
    const { desk, telegram } = await deskWithBot();
    const agent = await staffed(desk);
    await desk.context.staff.reload();
    const mallory = telegram.person(1);
    for (let tried = 0; tried < 8; tried++) mallory.writes(`aaaa-bbbb-ccc${tried}`);
    await bring(desk, telegram);
    const texts = mallory.hears().map(each => each.text);
    expect(texts.filter(text => text.includes('not valid'))).toHaveLength(5);
    expect(texts.slice(5)).toEqual([expect.stringContaining('agents of one desk only')]);
    const { code } = (await agent.ask('POST /v1/me/telegram/code')).json();
    mallory.writes(code);
    await bring(desk, telegram);
    expect((await agent.ask('GET /v1/me/telegram')).json().chat).toBe(null);
    await desk.pass(120_000);
    mallory.writes(code);
    await bring(desk, telegram);
    expect((await agent.ask('GET /v1/me/telegram')).json().chat).not.toBe(null);
  });

  test('TB1 TB6 a group is refused politely, and a code that it saw is void', async () => {
    const { desk, telegram } = await deskWithBot();
    const agent = await staffed(desk);
    const { code } = (await agent.ask('POST /v1/me/telegram/code')).json();
    const group = telegram.person(-5);
    group.isAdded();
    group.writes(`/start@AltanDeskBot ${code}`);
    await bring(desk, telegram);
    expect(group.hears().map(each => each.text)).toEqual([expect.stringContaining('not in groups')]);
    const bat = telegram.person(1);
    bat.writes(code);
    await bring(desk, telegram);
    expect(bat.hears().at(-1)?.text).toContain('not valid');
  });

  test('TB1 it ends by /stop, from the profile, by a disabling, and when the agent links another', async () => {
    const { desk, telegram, owner } = await deskWithBot();
    const { agent, person } = await linkedAgent(desk, telegram, 1);
    const isLinked = async () => (await agent.ask('GET /v1/me/telegram')).json().chat !== null;
    const link = async (by = person) => {
      by.writes((await agent.ask('POST /v1/me/telegram/code')).json().code);
      await bring(desk, telegram);
      expect(await isLinked()).toBe(true);
    };
    person.writes('/stop');
    await bring(desk, telegram);
    expect(person.hears().at(-1)?.text).toContain('no longer linked');
    expect(await isLinked()).toBe(false);
    await link();
    expect((await agent.ask('DELETE /v1/me/telegram')).statusCode).toBe(204);
    expect(await isLinked()).toBe(false);
    const unlinked = (await desk.store.audit.page({ limit: 10, what: 'telegram.unlinked' })).items;
    expect(unlinked).toHaveLength(2);
    await link();
    const phone = telegram.person(2);
    await link(phone);
    person.writes('/help');
    await bring(desk, telegram);
    expect(person.hears().at(-1)?.text).toContain('agents of one desk only');
    await owner.ask(`PATCH /v1/agents/${agent.agent.id}`, { body: { isDisabled: true } });
    phone.writes('/help');
    await bring(desk, telegram);
    expect(phone.hears().at(-1)?.text).toContain('agents of one desk only');
  });

  test('TB5 whoever blocks the bot is shown so, and is told again when they come back', async () => {
    const { desk, telegram } = await deskWithBot();
    const { agent, person } = await linkedAgent(desk, telegram, 1);
    const chat = async () => (await agent.ask('GET /v1/me/telegram')).json().chat;
    person.blocks();
    await bring(desk, telegram);
    expect(await chat()).toMatchObject({ isBlocked: true });
    person.comesBack();
    await bring(desk, telegram);
    expect(await chat()).toMatchObject({ isBlocked: false });
  });
});

describe('strangers', () => {
  test('TB6 get one neutral sentence in their language, at most once a minute, and no press is left waiting', async () => {
    const { desk, telegram } = await deskWithBot();
    const stranger = telegram.person(9, { language_code: 'mn-MN' });
    stranger.writes('Who works there?');
    stranger.writes('/start');
    stranger.sendsSticker();
    await bring(desk, telegram);
    expect(stranger.hears().map(each => each.text)).toEqual([expect.stringContaining('Энэ бот')]);
    stranger.presses(stranger.hears()[0]!, { data: 'take:nothing' });
    await bring(desk, telegram);
    expect(telegram.answered).toEqual([{ id: expect.any(String), text: expect.stringContaining('Энэ бот') }]);
    await desk.pass(60_000);
    stranger.writes('Hello?');
    await bring(desk, telegram);
    expect(stranger.hears()).toHaveLength(2);
  });

  test('TB6 only Telegram is let in, by the secret that it was given for this bot', async () => {
    const { desk, telegram, owner } = await deskWithBot();
    const update = telegram.person(1).writes('Hello');
    telegram.updates.length = 0;
    for (const secret of ['', 'none', telegram.webhook!.secret.slice(1)]) {
      const headers = { 'x-telegram-bot-api-secret-token': secret };
      expect((await post(desk, telegram, update, { headers })).statusCode).toBe(403);
    }
    expect(telegram.messages).toEqual([]);
    // What nobody can read would come again and again.
    for (const odd of [{ update_id: 'x' }, { update_id: 1, message: { chat: 7 } }, { update_id: 2, poll: {} }]) {
      expect((await post(desk, telegram, odd)).statusCode).toBe(204);
    }
    const { secret } = telegram.webhook!;
    await owner.ask('PUT /v1/telegram', { body: { mode: 'polling' } });
    const headers = { 'x-telegram-bot-api-secret-token': secret };
    expect((await post(desk, telegram, update, { headers })).statusCode).toBe(404);
  });
});
