import { expect, test } from 'vitest';
import { beat } from '../../../../server/beat.ts';
import { buildFleet, buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { staffed } from '../../../helpers/http.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';
import { type FakeTelegram, openTelegram } from '../../../helpers/telegram.ts';
import { CONFIG, deskWithBot, notices, type Staffed } from './desk.ts';

const mongo = await sharedMongo();

/** What the beat does once a second, until something is so. */
async function beating(desks: Desk[], isSo: () => Promise<boolean> | boolean): Promise<void> {
  await expect
    .poll(async () => {
      for (const { context } of desks) await beat(context);
      for (const { context } of desks) await context.outbox.settled();
      return isSo();
    })
    .toBe(true);
}

/** Links a chat by what servers hear themselves. */
async function link(desks: Desk[], telegram: FakeTelegram, agent: Staffed, chatId = 1) {
  const person = telegram.person(chatId);
  for (const { context } of desks) await context.staff.reload();
  person.writes((await agent.ask('POST /v1/me/telegram/code')).json().code);
  await beating(desks, () => person.hears().some(each => each.text.includes('linked')));
  return person;
}

const answersIn = async ({ store }: Desk, conversationId: string) =>
  (await store.conversations.entriesAfter(conversationId, 0, 50)).filter(each => each.author.kind === 'agent');

test('TB3 a server without a public address asks by itself, and goes on where it was after a restart', async () => {
  const { desk, telegram } = await deskWithBot('polling');
  const sarnai = await staffed(desk, { locale: 'en' });
  const person = await link([desk], telegram, sarnai);
  const place = JSON.parse((await desk.store.deskSettings.find('telegram.place'))!);
  expect(place).toMatchObject({ botId: '7001', next: expect.any(Number) });
  await beating([desk], () => telegram.isPolled);
  // Telegram forgets what was done when it is asked for what is next.
  expect(telegram.updates).toEqual([]);
  expect(telegram.calls.filter(each => each.method === 'getUpdates').at(-1)?.parameters).toMatchObject({
    offset: place.next,
    timeout: 25,
    allowed_updates: ['message', 'callback_query', 'my_chat_member'],
  });
  expect(person.hears()).toHaveLength(1);
});

test('TB3 a server that dies between an answer and its place is followed by one that sends it once', async () => {
  const { desk, telegram } = await deskWithBot('polling');
  const sarnai = await staffed(desk, { locale: 'en' });
  const person = await link([desk], telegram, sarnai);
  const { conversationId } = await send(await visitor(desk), 'Do you deliver?');
  await notices(desk).tell(sarnai, conversationId);
  const [notice] = person.hears().slice(-1);
  // It gets no further than the answer: neither is anything said of it, nor is its place kept.
  const { store } = desk.context;
  const death = Promise.withResolvers<never>();
  store.deskSettings.put = () => death.promise;
  store.outbox.put = () => death.promise;
  person.writes('Yes', notice);
  await beating([desk], async () => (await answersIn(desk, conversationId)).length > 0);
  const told = person.hears().length;
  death.reject(new Error('killed'));
  await desk.context.telegram.close();
  const next = await buildTestApp({ config: CONFIG, store: desk.store });
  await next.context.staff.reload();
  await beating([next], () => person.hears().length > told && telegram.updates.length === 0);
  expect(person.hears().at(-1)?.text).toBe('Sent.');
  expect((await answersIn(next, conversationId)).filter(each => each.body.kind === 'message')).toHaveLength(1);
});

test('TB3 after a week of silence it asks from the first, since Telegram then counts from anywhere', async () => {
  const { desk, telegram } = await deskWithBot('polling');
  const week = 7 * 24 * 3_600_000;
  const old = { botId: '7001', next: 1_000_000, at: desk.context.now() - week };
  await desk.store.deskSettings.put({ id: 'telegram.place', value: JSON.stringify(old) });
  const stranger = telegram.person(9);
  stranger.writes('Hello?');
  await beating([desk], () => stranger.hears().length > 0);
});

test('TB3 what Telegram refuses or breaks off is asked again', async () => {
  const { desk, telegram } = await deskWithBot('polling');
  telegram.setOtherWebhook('https://elsewhere.example/bot');
  await beating([desk], () => telegram.calls.some(each => each.method === 'getUpdates'));
  expect(telegram.isPolled).toBe(false);
  await staffed(desk, { role: 'owner' }).then(owner => owner.ask('PUT /v1/telegram', { body: { mode: 'polling' } }));
  await beating([desk], () => telegram.isPolled);
});

test('TB3 another bot, or none, is asked as soon as the settings say so', async () => {
  const { desk, telegram, owner } = await deskWithBot('polling');
  await beating([desk], () => telegram.isPolled);
  const other = await openTelegram({ id: 7002 });
  await owner.ask('PUT /v1/telegram', { body: { mode: 'polling', token: other.token, apiRoot: other.url } });
  await beating([desk], () => other.isPolled && !telegram.isPolled);
  await owner.ask('PUT /v1/telegram', { body: { mode: 'off' } });
  await beating([desk], () => !other.isPolled);
});

test.skipIf(!mongo.uri)(
  `TB3 MS4 of several servers one asks, and the next one when it goes ${mongo.reason ?? ''}`,
  async () => {
    const telegram = await openTelegram();
    const desks = await buildFleet(newDatabase(mongo), 2, CONFIG);
    const owner = await staffed(desks[0]!, { role: 'owner', locale: 'en' });
    const body = { mode: 'polling', token: telegram.token, apiRoot: telegram.url };
    expect((await owner.ask('PUT /v1/telegram', { body })).statusCode).toBe(200);
    const person = await link(desks, telegram, owner);
    const { conversationId } = await send(await visitor(desks[0]!), 'Do you deliver?');
    await notices(desks[0]!).tell(owner, conversationId);
    const leads = (desk: Desk) => desk.context.feed!.isLeader;
    const [first, second] = [desks.find(leads)!, desks.find(each => !leads(each))!];
    const asked = () => telegram.calls.filter(each => each.method === 'getUpdates').length;
    await beating(desks, () => telegram.isPolled);
    const before = asked();
    for (let count = 0; count < 3; count++) await beat(second.context);
    expect(asked()).toBe(before);
    const [notice] = person.hears().slice(-1);
    const update = person.writes('Yes', notice);
    await beating(desks, async () => (await answersIn(second, conversationId)).length > 0);
    await first.app.close();
    await first.store.close();
    await beating([second], () => leads(second) && telegram.isPolled);
    // It may be that the one before could not say that this was done.
    telegram.updates.push(update);
    person.writes('Every day', notice);
    await beating(
      [second],
      async () => (await answersIn(second, conversationId)).filter(each => each.body.kind === 'message').length > 1,
    );
    const said = (await answersIn(second, conversationId)).filter(each => each.body.kind === 'message');
    expect(said.map(each => each.body)).toMatchObject([{ text: 'Yes' }, { text: 'Every day' }]);
  },
);
