import { describe, expect, test } from 'vitest';
import type { Sms, SmsSettings } from '../../../../protocol/sms.ts';
import type { NoticeText } from '../../../../server/features/notices/ways.ts';
import { smsDelivery } from '../../../../server/features/sms/commands.ts';
import { createSmsSender } from '../../../../server/features/sms/sender.ts';
import { smsWay } from '../../../../server/features/sms/way.ts';
import { createOutboxWorker } from '../../../../server/outbox/worker.ts';
import { type AgentDialogue, agent, buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { type GatewayReply, type Given, settingsOf, smsDesk, smsGateway, taken } from '../../../helpers/sms-gateway.ts';

const PRIVATE = { config: { webhooksToPrivate: true, publicUrl: 'https://desk.example' } };
const HOUR = 3_600_000;
/** 18:20 in Ulaanbaatar. */
const EVENING = Date.parse('2026-03-04T10:20:00Z');

/** A desk with a gateway, and somebody who left a number. */
async function scene(
  options: {
    answers?: (given: Given) => GatewayReply | Promise<GatewayReply>;
    change?: Partial<SmsSettings>;
    startAt?: number;
  } = {},
) {
  const desk = await buildTestApp({ ...PRIVATE, startAt: options.startAt ?? EVENING });
  let answers: typeof options.answers;
  const gateway = await smsGateway(given => (answers ?? taken)(given));
  const owner = await smsDesk(desk, gateway.url, options.change);
  answers = options.answers;
  gateway.got.length = 0;
  const bat = await visitor(desk);
  const { conversationId } = await send(bat, 'Is it ready?');
  return { desk, gateway, ...owner, bat, conversationId };
}

let sent = 0;
/** Says something to somebody by SMS and waits until it is under way no more. */
async function sms(desk: Desk, change: Partial<Parameters<typeof smsDelivery>[1]> = {}) {
  const { context, site } = desk;
  const id = change.id ?? `sms-${++sent}`;
  const message = {
    id,
    to: '+97688112233',
    text: 'It is ready',
    siteId: site.id,
    conversationId: null,
    isUrgent: false,
  };
  await context.store.outbox.put([smsDelivery(context, { ...message, ...change })]);
  await settle(desk);
  return id;
}

/** What its conversation was told. */
async function failures({ store }: Desk, conversationId: string) {
  const entries = await store.conversations.entriesAfter(conversationId, 0, 50);
  return entries.flatMap(({ body }) =>
    'event' in body && body.event === 'sms_failed' ? [{ of: body.of, problem: body.problem }] : [],
  );
}

async function settle({ context }: Desk) {
  context.outbox.wake();
  await context.outbox.settled();
}

async function listed(
  { ask }: { ask: Awaited<ReturnType<typeof smsDesk>>['ask'] },
  id: string,
): Promise<Sms | undefined> {
  const { messages } = (await ask('GET', '/v1/sms/messages')).json() as { messages: Sms[] };
  return messages.find(each => each.id === id);
}

async function waits({ context }: Desk, id: string) {
  const pages = await Promise.all([false, true].map(isDead => context.store.outbox.page({ isDead, limit: 50 })));
  return pages.flatMap(each => each.items).find(each => each.id === id);
}

describe('what leaves', () => {
  test('SM1 SM9 a message leaves once, as the recipe says, and is listed without its words', async () => {
    const { desk, gateway, ask, conversationId } = await scene();
    const id = await sms(desk, { conversationId, event: 'answer', text: 'Бэлэн боллоо "7"' });
    await sms(desk, { id, conversationId });
    expect(gateway.got).toHaveLength(1);
    expect(gateway.got[0]).toMatchObject({ id, to: '+97688112233', text: 'Бэлэн боллоо "7"' });
    expect(gateway.got[0]!.headers.authorization).toBe('Bearer k-1');
    const shown = await listed({ ask }, id);
    expect(shown).toMatchObject({ state: 'sent', number: '+976••••233', segments: 1, event: 'answer', problem: '' });
    expect(shown?.price).toEqual({ perThousand: 55_000, currency: 'MNT' });
    expect(JSON.stringify(shown)).not.toMatch(/8811|Бэлэн/);
    expect(await waits(desk, id)).toBe(undefined);
  });

  test('SM1 what is taken, and not heard of, is sent again; what was answered and not settled is not', async () => {
    const replies: GatewayReply[] = ['cut'];
    const { desk, gateway, ask } = await scene({ answers: given => replies.shift() ?? taken(given) });
    const id = await sms(desk);
    expect(await listed({ ask }, id)).toMatchObject({ state: 'waiting' });
    await desk.pass(HOUR);
    await settle(desk);
    expect(gateway.got.map(each => each.id)).toEqual([id, id]);
    expect(await listed({ ask }, id)).toMatchObject({ state: 'sent', problem: '' });
    // Its server died before it could say to the outbox that it left.
    await sms(desk, { id });
    expect(gateway.got).toHaveLength(2);
  });

  test('SM1 a gateway that never answers is asked four times, and the conversation is told', async () => {
    const { desk, gateway, ask, conversationId } = await scene({ answers: () => 'cut' });
    const id = await sms(desk, { conversationId, event: 'answer' });
    for (let hours = 0; hours < 8; hours++) {
      await desk.pass(HOUR / 2);
      await settle(desk);
    }
    expect(gateway.got).toHaveLength(4);
    expect(await listed({ ask }, id)).toMatchObject({ state: 'failed' });
    expect(await waits(desk, id)).toMatchObject({ isDead: true });
    expect(await failures(desk, conversationId)).toEqual([{ of: 'answer', problem: expect.any(String) }]);
  });

  test.each<[string, GatewayReply, object, boolean]>([
    [
      '200 with an error inside',
      { body: { status: 'rejected', error: 'spam' } },
      { state: 'failed', problem: '200 spam' },
      true,
    ],
    [
      'a number it does not know',
      { status: 400, body: { error: 'no route' } },
      { state: 'failed', problem: '400 no route' },
      true,
    ],
    [
      'too fast',
      { status: 429, body: {}, headers: { 'retry-after': '900' } },
      { state: 'waiting', problem: '429' },
      false,
    ],
    ['no money', { body: { status: 'busy', error: 'balance' } }, { state: 'waiting', problem: '200 balance' }, false],
  ])('SM1 %s', async (_case, answer, shown, isDead) => {
    const { desk, ask } = await scene({ answers: () => answer });
    const id = await sms(desk);
    expect(await listed({ ask }, id)).toMatchObject(shown);
    const waiting = await waits(desk, id);
    expect(waiting).toMatchObject({ isDead });
    if (typeof answer === 'object' && answer.headers) expect(waiting!.dueAt).toBe(EVENING + 900_000);
  });

  test('SM3 a text that is too long, and a number that had enough, are refused before anybody is asked', async () => {
    const { desk, gateway, ask } = await scene({ change: { mostSegments: 1, mostOfNumber: 1 } });
    const long = await sms(desk, { text: 'ж'.repeat(71) });
    await sms(desk);
    const second = await sms(desk);
    expect(gateway.got).toHaveLength(1);
    expect(await listed({ ask }, long)).toMatchObject({ state: 'failed', problem: 'too_long', segments: 2 });
    expect(await listed({ ask }, second)).toMatchObject({ state: 'failed', problem: 'number_full' });
    // A new day by the desk's clock.
    await desk.pass(24 * HOUR);
    expect(await listed({ ask }, await sms(desk))).toMatchObject({ state: 'sent' });
  });

  test('SM6 at night by the person’s clock nothing leaves, unless it is urgent and may', async () => {
    const { desk, gateway, ask } = await scene();
    await sms(desk, { zone: 'Asia/Tokyo' });
    expect(gateway.got).toHaveLength(1);
    await desk.pass(4 * HOUR);
    const asleep = await sms(desk, { isUrgent: true });
    const awake = await sms(desk, { zone: 'Europe/Berlin' });
    expect(gateway.got.map(each => each.id)).toEqual([expect.any(String), awake]);
    expect(await waits(desk, asleep)).toMatchObject({ isDead: false, dueAt: Date.parse('2026-03-05T00:00:00Z') });
    await desk.pass(10 * HOUR);
    await settle(desk);
    expect(await listed({ ask }, asleep)).toMatchObject({ state: 'sent' });
  });

  test('SM6 what is urgent leaves at night where the owner allows that', async () => {
    const { desk, gateway } = await scene({ startAt: EVENING + 5 * HOUR, change: { isUrgentAtNight: true } });
    const urgent = await sms(desk, { isUrgent: true });
    await sms(desk);
    expect(gateway.got.map(each => each.id)).toEqual([urgent]);
  });

  test('SM1 nothing leaves while it is switched off', async () => {
    const { desk, gateway, ask, settings } = await scene();
    await ask('PUT', '/v1/sms', { ...settings, isOn: false });
    expect(await listed({ ask }, await sms(desk))).toMatchObject({ state: 'failed', problem: 'off' });
    expect(gateway.got).toHaveLength(0);
  });
});

describe('what comes back', () => {
  const report = (desk: Desk, url: string, body: object) =>
    desk.app.inject({ method: 'POST', url: new URL(url).pathname, payload: body });

  test('SM5 reports come late, twice, before the answer, in any order, and never go back', async () => {
    let early = '';
    const { desk, gateway, ask, addresses } = await scene({
      answers: async given => {
        if (early) await report(desk, given.reports, { id: `gw-${given.id}`, state: early });
        return taken(given);
      },
    });
    const late = await sms(desk);
    const { reports } = gateway.got[0]!;
    expect(reports.startsWith(`${addresses.reportsUrl}/`)).toBe(true);
    expect(reports.length).toBeLessThan(100);
    for (const state of ['DELIVRD', 'DELIVRD', 'UNDELIV', 'ENROUTE']) {
      expect((await report(desk, reports, { id: `gw-${late}`, state })).statusCode).toBe(204);
    }
    expect(await listed({ ask }, late)).toMatchObject({ state: 'delivered', problem: '' });

    early = 'DELIVRD';
    const fast = await sms(desk);
    expect(await listed({ ask }, fast)).toMatchObject({ state: 'delivered' });
    early = '';
    const byName = await sms(desk);
    const url = `${new URL(addresses.reportsUrl).pathname}?id=gw-${byName}&state=DELIVRD`;
    expect((await desk.app.inject({ method: 'GET', url })).statusCode).toBe(204);
    expect(await listed({ ask }, byName)).toMatchObject({ state: 'delivered' });
  });

  test('SM5 a report that it failed is told in the conversation, once', async () => {
    const { desk, gateway, conversationId, bat, owner } = await scene();
    await sms(desk, { conversationId, event: 'answer' });
    await bat.rest();
    for (const _ of [1, 2]) await report(desk, gateway.got[0]!.reports, { id: '', state: 'UNDELIV' });
    expect(await failures(desk, conversationId)).toEqual([{ of: 'answer', problem: 'UNDELIV' }]);
    await owner.hears('entry.added', news => 'event' in news.entry.body && news.entry.body.event === 'sms_failed');
    // It is for agents alone.
    expect((await bat.rest()).filter(news => news.type === 'entry.added')).toEqual([]);
  });

  test('SM5 another token, and a message that nobody sent, are told so', async () => {
    const { desk, ask, addresses } = await scene();
    const path = new URL(addresses.reportsUrl).pathname;
    const reported = (url: string) => report(desk, `https://x${url}`, { id: 'gw-1', state: 'DELIVRD' });
    expect((await reported(`${path.slice(0, -1)}~`)).statusCode).toBe(404);
    expect((await reported('/v1/sms/reports/x')).statusCode).toBe(404);
    expect((await reported(path)).statusCode).toBe(404);
    expect((await report(desk, `https://x${path}`, {})).statusCode).toBe(204);
    const renewed = (await ask('POST', '/v1/sms/addresses')).json() as { reportsUrl: string };
    expect(renewed.reportsUrl).not.toBe(addresses.reportsUrl);
    expect((await report(desk, `https://x${path}`, {})).statusCode).toBe(404);
  });

  test('SM4 STOP in any of our languages ends it for that number, and START begins it again', async () => {
    const { desk, gateway, ask, addresses } = await scene();
    const path = new URL(addresses.repliesUrl).pathname;
    const says = (text: string, from: string) =>
      desk.app.inject({
        method: 'POST',
        url: path,
        payload: `from=${encodeURIComponent(from)}&text=${encodeURIComponent(text)}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    for (const from of ['+97688112233', '97688112233', '88112233']) {
      expect((await says('Зогсоо!', from)).statusCode).toBe(204);
      expect(await listed({ ask }, await sms(desk))).toMatchObject({ state: 'failed', problem: 'stopped' });
      expect(((await ask('GET', '/v1/sms')).json() as { stops: number }).stops).toBe(1);
      await says('Start', from);
    }
    expect(gateway.got).toHaveLength(0);
    await says('Please stop by at five', '+97688112233');
    await says('STOP', 'nobody');
    expect(await listed({ ask }, await sms(desk))).toMatchObject({ state: 'sent' });
  });
});

describe('settings', () => {
  test('SM7 a gateway is tried before it is switched on, and again when it changes', async () => {
    const desk = await buildTestApp({ ...PRIVATE, site: { timeZone: 'Asia/Ulaanbaatar' } });
    const gateway = await smsGateway();
    const { cookie } = await agent(desk, { role: 'owner' });
    const ask = (method: 'PUT' | 'POST' | 'GET', url: string, payload?: object) =>
      desk.app.inject({ method, url, headers: { cookie, host: 'desk.example' }, ...(payload && { payload }) });
    const settings = settingsOf(gateway.url);
    const untried = await ask('PUT', '/v1/sms', settings);
    expect(untried.statusCode).toBe(422);
    expect(untried.json()).toMatchObject({ fields: { proof: 'FIELD_REQUIRED' } });
    const test = { gateway: settings.gateway, to: '9911 2233', text: 'Сайн уу' };
    const { proof, ...tested } = (await ask('POST', '/v1/sms/test', test)).json() as { proof: string };
    expect(tested).toEqual({ isTaken: true, problem: '' });
    expect(gateway.got[0]).toMatchObject({ to: '+97699112233', text: 'Сайн уу' });
    const other = { ...settings, gateway: { ...settings.gateway, from: 'Other' }, proof };
    expect((await ask('PUT', '/v1/sms', other)).statusCode).toBe(422);
    expect((await ask('PUT', '/v1/sms', { ...settings, proof })).statusCode).toBe(200);
    // What is not about the gateway needs no message.
    expect((await ask('PUT', '/v1/sms', { ...settings, mostOfDay: 7 })).statusCode).toBe(200);
    expect((await ask('PUT', '/v1/sms', { ...other, proof: undefined })).statusCode).toBe(422);
  });

  test('SM11 they are kept over those that they were alone, and of two at once one is', async () => {
    const { ask } = await scene();
    const read = async () => ((await ask('GET', '/v1/sms')).json() as { settings: SmsSettings }).settings;
    const was = await read();
    const saves = [{ mostOfDay: 7 }, { mostOfNumber: 3 }].map(change =>
      ask('PUT', '/v1/sms', { ...was, ...change, was }),
    );
    const answers = await Promise.all(saves);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect(answers.find(({ statusCode }) => statusCode === 409)!.json()).toMatchObject({ code: 'ALREADY_CLAIMED' });
    const now = await read();
    expect([now.mostOfDay === 7, now.mostOfNumber === 3].filter(Boolean)).toHaveLength(1);
    expect((await ask('PUT', '/v1/sms', { ...now, mostOfDay: 9, was: now })).statusCode).toBe(200);
  });

  test('SM7 a test that is refused says why, and proves nothing', async () => {
    const { ask, settings, desk } = await scene({ answers: () => ({ body: { status: 'no', error: 'wrong key' } }) });
    const asked = { gateway: settings.gateway, to: '+97699112233', text: 'Test' };
    expect((await ask('POST', '/v1/sms/test', asked)).json()).toEqual({
      isTaken: false,
      problem: '200 wrong key',
      proof: null,
    });
    const { fields } = (await ask('POST', '/v1/sms/test', { ...asked, to: 'nobody' })).json() as { fields: object };
    expect(fields).toEqual({ phone: 'PHONE_INVALID' });
    expect((await ask('POST', '/v1/sms/test', { ...asked, text: 'ж'.repeat(300) })).json()).toMatchObject({
      code: 'TEXT_TOO_LONG',
    });
    for (let tries = 0; tries < 10; tries++) await ask('POST', '/v1/sms/test', asked);
    expect((await ask('POST', '/v1/sms/test', asked)).statusCode).toBe(429);
    expect(desk.context.now()).toBe(EVENING);
  });

  test('SM7 secrets are sealed, come back to nobody, stay when they are left out, and go nowhere else', async () => {
    const { desk, ask, settings, gateway } = await scene();
    const read = await ask('GET', '/v1/sms');
    expect(read.body).not.toContain('k-1');
    expect(read.json()).toMatchObject({ kept: ['key'], settings: { gateway: { values: { user: '' } } } });
    expect(await desk.store.deskSettings.find('sms')).not.toContain('k-1');
    const { gateway: set } = (read.json() as { settings: SmsSettings }).settings;
    expect((await ask('PUT', '/v1/sms', { ...settings, gateway: set })).statusCode).toBe(200);
    await sms(desk);
    expect(gateway.got[0]!.headers.authorization).toBe('Bearer k-1');
    const thief = await smsGateway();
    const moved = { ...set, recipe: { ...set.recipe!, url: thief.url } };
    await ask('POST', '/v1/sms/test', { gateway: moved, to: '+97699112233', text: 'Test' });
    expect(thief.got.map(each => each.headers.authorization)).not.toContain('Bearer k-1');
  });

  test.each<[string, Partial<SmsSettings['gateway']>, object]>([
    ['a private address', {}, { url: 'FIELD_INVALID' }],
    [
      'a key in the address',
      { recipe: { ...settingsOf('https://gw.example/?k={{key}}').gateway.recipe! } },
      { url: 'FIELD_INVALID' },
    ],
    ['no recipe', { recipe: null }, { recipe: 'FIELD_REQUIRED' }],
    ['no key', { preset: 'twilio', values: { accountSid: 'AC1' } }, { authToken: 'FIELD_REQUIRED' }],
  ])('SM7 %s is refused under its field', async (_case, change, fields) => {
    const desk = await buildTestApp();
    const { cookie } = await agent(desk, { role: 'owner' });
    const settings = settingsOf('http://127.0.0.1:9/send');
    const payload = { gateway: { ...settings.gateway, ...change }, to: '+97699112233', text: 'Test' };
    const answer = await desk.app.inject({ method: 'POST', url: '/v1/sms/test', headers: { cookie }, payload });
    expect(answer.json()).toMatchObject({ code: 'FIELD_INVALID', fields });
  });

  test('SM7 only owners see and set it', async () => {
    const { desk, ask, settings } = await scene();
    const { cookie } = await agent(desk);
    const refused = [
      ask('GET', '/v1/sms', undefined, cookie),
      ask('PUT', '/v1/sms', settings, cookie),
      ask('POST', '/v1/sms/addresses', undefined, cookie),
      ask('GET', '/v1/sms/messages', undefined, cookie),
      ask('POST', '/v1/sms/test', { gateway: settings.gateway, to: '+97699112233', text: 'x' }, cookie),
    ];
    for (const answer of await Promise.all(refused)) expect(answer.statusCode).toBe(403);
    expect((await ask('POST', '/v1/sms/count', { text: 'Сайн уу' }, cookie)).json()).toEqual({
      encoding: 'UCS-2',
      segments: 1,
    });
  });
});

describe('SM8 an agent’s own number', () => {
  async function proved(
    desk: Desk,
    { ask, gateway }: Pick<Awaited<ReturnType<typeof scene>>, 'ask' | 'gateway'>,
    who: AgentDialogue,
  ) {
    const own = (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, payload?: object) =>
      ask(method, `/v1/me/number${path}`, payload, who.cookie);
    expect((await own('GET', '')).json()).toEqual({ isOffered: true, number: null, pending: null });
    const asked = await own('PUT', '', { phone: '8811 4455' });
    expect(asked.json()).toEqual({ isOffered: true, number: null, pending: '+976••••455' });
    await settle(desk);
    const code = /\d{6}$/.exec(gateway.got.at(-1)!.text)![0];
    return { own, code };
  }

  test('is theirs when the code comes back, and not before', async () => {
    const here = await scene();
    const ann = await agent(here.desk, { locale: 'mn' });
    const { own, code } = await proved(here.desk, here, ann);
    expect(here.gateway.got.at(-1)).toMatchObject({ to: '+97688114455', text: `Таны Deskbell код: ${code}` });
    const wrong = await own('POST', '/code', { code: code === '000000' ? '000001' : '000000' });
    expect(wrong.json()).toMatchObject({ code: 'CODE_WRONG', fields: { code: 'CODE_WRONG' } });
    const right = await own('POST', '/code', { code: ` ${code.slice(0, 3)} ${code.slice(3)}` });
    expect(right.json()).toEqual({ isOffered: true, number: '+976••••455', pending: null });
    expect((await own('POST', '/code', { code })).statusCode).toBe(401);
    expect((await own('DELETE', '')).statusCode).toBe(204);
    expect((await own('DELETE', '')).statusCode).toBe(404);
  });

  test('takes no more than five tries, nor more than a few codes', async () => {
    const here = await scene();
    const ann = await agent(here.desk);
    const { own, code } = await proved(here.desk, here, ann);
    for (let tries = 0; tries < 5; tries++) await own('POST', '/code', { code: '12345' });
    expect((await own('POST', '/code', { code })).json()).toMatchObject({ code: 'CODE_WRONG' });
    for (let codes = 0; codes < 2; codes++) expect((await own('PUT', '', { phone: '88114455' })).statusCode).toBe(200);
    expect((await own('PUT', '', { phone: '88114455' })).statusCode).toBe(429);
  });

  test('is where notices go, at any hour, while somebody still has to hear them', async () => {
    const here = await scene({ startAt: EVENING + 5 * HOUR });
    const { desk, gateway, conversationId } = here;
    const { context, site } = desk;
    const ann = await agent(desk);
    const way = smsWay(context);
    const notice = {
      id: 'n-1',
      agentId: ann.agent.id,
      siteId: site.id,
      conversationId,
      cause: 'message',
      at: 1,
      count: 1,
    } as const;
    const record = (await context.store.agents.all()).find(each => each.id === ann.agent.id)!;
    expect(await way.deliveries(notice, record)).toEqual([]);
    const { own, code } = await proved(desk, here, ann);
    await own('POST', '/code', { code });
    const texts = new Map<string, NoticeText | null>([
      ['n-1', { title: 'Bat · Altan', body: 'waits for an answer', url: 'https://desk.example/inbox/all/1' }],
      ['n-2', null],
      ['n-3', { title: 'Bat · Altan', body: 'ж'.repeat(400), url: 'https://desk.example/inbox/all/1' }],
    ]);
    const senders = {
      sms: createSmsSender(
        () => context,
        async id => texts.get(id) ?? null,
        { offer: async () => true, visit_question: async () => true, return: async () => true },
      ),
    };
    const worker = createOutboxWorker({ store: context.store, senders, now: context.now, log: context.log });
    for (const id of texts.keys()) await context.store.outbox.put(await way.deliveries({ ...notice, id }, record));
    const before = gateway.got.length;
    worker.wake();
    await worker.settled();
    await worker.close();
    expect(gateway.got.slice(before).map(each => each.text)).toEqual([
      'Bat · Altan waits for an answer\nhttps://desk.example/inbox/all/1',
      'Bat · Altan\nhttps://desk.example/inbox/all/1',
    ]);
    expect(gateway.got.at(-1)!.to).toBe('+97688114455');
  });
});
