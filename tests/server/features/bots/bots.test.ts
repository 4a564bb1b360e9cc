import { expect, test } from 'vitest';
import { BOT_ALONE } from '../../../../protocol/script/turn.ts';
import { SCRIPT_PHRASES } from '../../../../protocol/script/words.ts';
import { openMongo } from '../../../../server/store/mongo/open.ts';
import { agent, buildFleet, buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { isSignedWith } from '../../../helpers/desk-with-webhook.ts';
import { staffed } from '../../../helpers/http.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';
import { type Answer, openReceiver, type Received } from '../../../helpers/receiver.ts';
import { SCRIPT } from '../../../helpers/script.ts';

const mongo = await sharedMongo();
const { person, startOver, passedOn, passedOnAway } = SCRIPT_PHRASES.en;
const LINE = '/v1/sites/altan/bot';

const replying = (reply: unknown): Answer => [200, {}, JSON.stringify(reply)];

/** A site whose bot stands on this machine. */
async function deskWithBot(answers: (received: Received) => Answer, site: Parameters<Desk['changeSite']>[0] = {}) {
  const desk = await buildTestApp({ config: { webhooksToPrivate: true }, site });
  const owner = await staffed(desk, { role: 'owner' });
  const bot = await openReceiver(answers);
  const made = await owner.ask(`PUT ${LINE}`, { body: { url: bot.url, isOn: true } });
  expect(made.statusCode).toBe(200);
  return { desk, owner, bot, secret: made.json().secret as string };
}

test('BT1 BT5 what a visitor says is asked, signed, and what the bot says is theirs at once', async () => {
  const { desk, bot, secret } = await deskWithBot(() => replying({ text: 'From May on.', buttons: ['White', 'Red'] }), {
    script: SCRIPT,
  });
  const sarnai = await agent(desk);
  const bat = await visitor(desk, { locale: 'ru' });
  await send(bat, 'Доставка');
  await bat.hears('entry.added');
  await send(bat, 'Пионы есть?');
  const { entry, conversation } = await bat.hears('entry.added');
  expect(entry).toMatchObject({ seq: 4, author: { kind: 'system' } });
  expect(entry.body).toMatchObject({
    text: 'From May on.',
    script: { act: 'bot', buttons: ['White', 'Red', SCRIPT_PHRASES.ru.startOver, SCRIPT_PHRASES.ru.person] },
  });
  expect(conversation).toMatchObject({ status: 'open', assignee: null });
  const [asked] = bot.got;
  expect(isSignedWith(secret, asked!)).toBe(true);
  const message = JSON.parse(asked!.body);
  expect([asked!.id, message.type]).toEqual([`${entry.conversationId}.3`, 'bot.asked']);
  expect(message.data).toEqual({
    siteId: desk.site.id,
    conversationId: entry.conversationId,
    seq: 3,
    text: 'Пионы есть?',
    locale: 'ru',
    isPersonHere: true,
    before: [
      { seq: 1, by: 'visitor', text: 'Доставка' },
      { seq: 2, by: 'bot', text: 'Про доставка.' },
    ],
  });
  // Nobody was called.
  await desk.context.routing.settled();
  expect((await desk.store.conversations.find(entry.conversationId))!.assigneeId).toBe(null);
  expect((await sarnai.rest()).some(news => news.type === 'entry.added' && news.entry.body.kind === 'event')).toBe(
    false,
  );
  await send(bat, SCRIPT_PHRASES.ru.person);
  const called = await sarnai.hears('entry.added', ({ entry: { body } }) => body.kind === 'event');
  expect(called.entry.body).toMatchObject({ event: 'assigned' });
  expect(bot.got).toHaveLength(1);
});

const FAILURES: readonly [name: string, answer: Answer, why: string, problem: string][] = [
  ['a status', 500, 'failed', '500'],
  ['a redirect', [302, { location: 'http://127.0.0.1/' }], 'failed', '302'],
  ['no JSON', [200, {}, '<p>Hello</p>'], 'unreadable', 'the answer: Invalid input: expected object, received null'],
  ['no words', replying({ text: '  ' }), 'unreadable', 'the answer: wanted a text, or person: true'],
  [
    'too many buttons',
    replying({ text: 'x', buttons: Array.from({ length: 9 }, () => 'b') }),
    'unreadable',
    'buttons: ',
  ],
  ['too many words', replying({ text: 'x'.repeat(4001) }), 'unreadable', 'text: '],
  ['too many bytes', [200, {}, ' '.repeat(40_000)], 'unreadable', 'more than 32768 bytes'],
];

test.for(FAILURES)(
  'BT3 %s passes it over aloud, and a person is called as if there was none',
  async ([, answer, why, problem]) => {
    const { desk } = await deskWithBot(() => answer);
    const sarnai = await agent(desk);
    const bat = await visitor(desk);
    await send(bat, 'Have you got peonies?');
    const event = await sarnai.hears('entry.added', ({ entry }) => entry.body.kind === 'event');
    expect(event.entry.body).toMatchObject({ event: 'bot_passed_on', why, problem: expect.stringContaining(problem) });
    const { entry } = await bat.hears('entry.added', each => each.entry.body.kind === 'message');
    expect(entry.body).toMatchObject({ text: passedOn, script: { act: 'person', buttons: [] } });
    const given = await sarnai.hears('entry.added', ({ entry: { body } }) => {
      return body.kind === 'event' && body.event === 'assigned';
    });
    expect(given.conversation).toMatchObject({ assigneeId: sarnai.agent.id, status: 'open' });
    expect(given.conversation.waitingSince).not.toBe(null);
  },
);

test('BT3 BT2 one that says nothing is passed over by the clock, and whoever took it and died asks nobody again', async () => {
  const { desk, bot } = await deskWithBot(() => 'silence');
  const bat = await visitor(desk);
  await send(bat, 'Have you got peonies?');
  await bot.hasGot(1);
  await desk.pass(6_000, bat);
  const { entry } = await bat.hears('entry.added');
  expect(entry.body).toMatchObject({ text: passedOnAway });
  const entries = await desk.store.conversations.entriesAfter(entry.conversationId, 0, 9);
  expect(entries.map(({ body }) => (body.kind === 'event' ? body.event : body.kind))).toEqual([
    'message',
    'bot_passed_on',
    'message',
  ]);
  expect(bot.got).toHaveLength(1);
});

test('BT2 a server that stops in the middle leaves it to the one that is there then', async () => {
  const { desk, bot } = await deskWithBot(() => 'silence');
  const bat = await visitor(desk);
  const { conversationId } = await send(bat, 'Have you got peonies?');
  await bot.hasGot(1);
  await desk.context.bots.close();
  const job = (await desk.store.jobs.ofConversation(conversationId)).find(each => each.step === 1)!;
  expect([job.kind, job.attempts]).toEqual(['bot', 1]);
  await desk.pass(6_000, bat);
  expect((await bat.hears('entry.added')).entry.body).toMatchObject({ text: passedOnAway });
  const left = await desk.store.jobs.ofConversation(conversationId);
  expect(left.map(each => each.kind)).not.toContain('bot');
  expect(left.map(each => each.kind)).toContain('ladder_message');
  expect(bot.got).toHaveLength(1);
});

test('BT3 BT4 it may hand over by itself; a person’s word silences it until it is given back', async () => {
  let reply: unknown = { person: true, text: 'Sarnai knows.' };
  const { desk, bot } = await deskWithBot(() => replying(reply));
  const sarnai = await agent(desk);
  const bat = await visitor(desk);
  const { conversationId } = await send(bat, 'I want to complain');
  expect((await bat.hears('entry.added')).entry.body).toMatchObject({ text: 'Sarnai knows.' });
  await sarnai.ask({ type: 'message.send', conversationId, text: 'Here I am' });
  await send(bat, 'Peonies?');
  expect(bot.got).toHaveLength(1);
  reply = { text: 'From May on.' };
  await sarnai.ask({ type: 'script.resume', conversationId });
  await send(bat, 'Peonies?');
  const { entry } = await bat.hears('entry.added', each => each.entry.author.kind === 'system' && each.entry.seq > 6);
  expect(entry.body).toMatchObject({ text: 'From May on.', script: { buttons: [person] } });
  expect(startOver).not.toBe('');
});

test('BT5 an owner sets it, tests it, and sees its secret once; nobody else may, and no private address', async () => {
  const { desk, owner, bot, secret } = await deskWithBot(() => replying({ text: 'Hello' }));
  const shown = { url: bot.url, isOn: true, oldSecretUntil: null };
  expect((await owner.ask(`GET ${LINE}`)).json()).toEqual({ bot: shown });
  expect((await owner.ask(`PUT ${LINE}`, { body: shown })).json()).toEqual({ bot: shown, secret: null });
  expect((await owner.ask(`POST ${LINE}/test`)).json()).toEqual({
    reply: { text: 'Hello', buttons: [], person: false },
    why: null,
    problem: '',
  });
  expect(JSON.parse(bot.got[0]!.body)).toMatchObject({ type: 'bot.test', data: { conversationId: 'test' } });
  const rotated = (await owner.ask(`POST ${LINE}/rotate`)).json();
  expect(rotated.bot.oldSecretUntil).toBe(desk.context.now() + 24 * 3_600_000);
  await owner.ask(`POST ${LINE}/test`);
  expect([secret, rotated.secret].map(each => isSignedWith(each, bot.got[1]!))).toEqual([true, true]);
  // Neither sites nor the store show it.
  expect((await owner.ask('GET /v1/sites')).json()[0]).not.toHaveProperty('bot');
  expect(JSON.stringify(await desk.store.sites.all())).not.toContain(secret.slice('whsec_'.length));
  const { rows } = (await owner.ask('GET /v1/audit')).json();
  expect(rows[0]).toMatchObject({ what: 'site.changed', on: { text: 'bot' } });

  const strict = await buildTestApp();
  const boss = await staffed(strict, { role: 'owner' });
  for (const url of [
    'http://127.0.0.1/ask',
    'https://10.0.0.1/',
    'ftp://bot.example',
    'https://u:p@bot.example',
    'no',
  ]) {
    const refused = await boss.ask(`PUT ${LINE}`, { body: { url, isOn: true } });
    expect([url, refused.statusCode, refused.json().fields]).toEqual([url, 422, { url: 'FIELD_INVALID' }]);
  }
  expect((await boss.ask(`POST ${LINE}/test`)).statusCode).toBe(404);
  const other = await staffed(desk, { role: 'agent' });
  for (const line of [
    `GET ${LINE}`,
    `PUT ${LINE}`,
    `DELETE ${LINE}`,
    `POST ${LINE}/rotate`,
    `POST ${LINE}/test`,
  ] as const) {
    const answer = await other.ask(line, line.startsWith('PUT') ? { body: shown } : {});
    expect([line, answer.statusCode]).toEqual([line, 403]);
  }
  expect((await owner.ask(`DELETE ${LINE}`)).statusCode).toBe(204);
  expect((await owner.ask(`GET ${LINE}`)).json()).toEqual({ bot: null });
});

test('BT3 BT5 a name that leads into a private network is not asked, and it is passed over', async () => {
  const desk = await buildTestApp();
  const bot = { url: 'https://localhost./ask', isOn: true, secrets: [] };
  await desk.changeSite({ bot });
  const bat = await visitor(desk);
  const { conversationId } = await send(bat, 'Peonies?');
  await bat.hears('entry.added');
  const [, event] = await desk.store.conversations.entriesAfter(conversationId, 0, 9);
  expect(event!.body).toMatchObject({ event: 'bot_passed_on', why: 'failed' });
});

test('BT2 one that was switched off meanwhile is passed over', async () => {
  const { desk, bot } = await deskWithBot(() => replying({ text: 'Hello' }));
  const bat = await visitor(desk);
  // Written elsewhere, so nobody here asks before it is off.
  const count = { id: desk.context.newId(), day: '2026-03-04' };
  const { conversation } = await desk.store.conversations.submit({
    siteId: desk.site.id,
    visitorId: bat.visitorId,
    clientId: desk.context.newId(),
    fingerprint: 'peonies',
    body: { kind: 'message', text: 'Peonies?' },
    words: {},
    newConversationId: desk.context.newId(),
    callbacksPerSlot: 1,
    scripted: { script: BOT_ALONE, hasBot: true, siteLocale: 'en', isHere: true, count },
    at: desk.context.now(),
  });
  await desk.changeSite({ bot: null });
  await desk.context.jobs.tick();
  const [, event] = await desk.store.conversations.entriesAfter(conversation.id, 0, 9);
  expect(event!.body).toMatchObject({ event: 'bot_passed_on', problem: 'it was switched off' });
  expect(bot.got).toHaveLength(0);
});

test.skipIf(!mongo.uri)(`BT2 BT3 MS1 of three servers one asks, and all tell it ${mongo.reason ?? ''}`, async () => {
  let answer = replying({ text: 'From May on.' });
  const bot = await openReceiver(() => answer);
  const url = newDatabase(mongo);
  const desks = await buildFleet(url, 3, { webhooksToPrivate: true });
  const [here, there] = desks as [Desk, Desk];
  const owner = await staffed(here, { role: 'owner' });
  await owner.ask(`PUT ${LINE}`, { body: { url: bot.url, isOn: true } });
  for (const { context } of desks) context.sites.forget();
  const bat = await visitor(here);
  const page = await visitor(there, { token: bat.token });
  await send(bat, 'Peonies?');
  await Promise.all(desks.map(({ context }) => context.jobs.tick()));
  const { entry } = await bat.hears('entry.added');
  expect(entry.body).toMatchObject({ text: 'From May on.' });
  await page.hears('entry.added');
  expect((await page.hears('entry.added')).entry).toEqual(entry);
  const store = await openMongo(url);
  expect(await store.conversations.entriesAfter(entry.conversationId, 0, 9)).toHaveLength(2);
  await store.close();
  expect(bot.got).toHaveLength(1);
  // Whichever of them leads the routing, and whichever asks: who is here is given it.
  answer = 500;
  const sarnai = await agent(desks[2]!);
  await send(bat, 'And tulips?');
  await Promise.all(desks.map(({ context }) => context.jobs.tick()));
  const { conversation } = await sarnai.hears('entry.added', ({ entry: { body } }) => {
    return body.kind === 'event' && body.event === 'assigned';
  });
  expect(conversation).toMatchObject({ assigneeId: sarnai.agent.id, status: 'open' });
});
