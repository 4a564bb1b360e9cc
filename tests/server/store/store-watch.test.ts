import { expect, test } from 'vitest';
import { AppError } from '../../../server/app-error.ts';
import type { Store } from '../../../server/store/store.ts';
import { agent, buildTestApp, send, visitor } from '../../helpers/app.ts';
import { ask } from '../../helpers/http.ts';

const SOON_MS = 1_000;
const LONG_MS = 10_000;

/** A desk whose store can be told to refuse, and how often it was asked whether it would. */
async function scene() {
  const desk = await buildTestApp();
  const trouble = { ofWrites: false, isAll: false, asked: 0 };
  const { ping } = desk.store;
  const { append } = desk.store.conversations;
  const { byToken } = desk.store.sessions;
  const refuse = () => new AppError('STORE_UNAVAILABLE', 'The disk is full.');
  desk.store.ping = async () => {
    trouble.asked += 1;
    if (trouble.isAll) throw refuse();
    await ping();
  };
  desk.store.conversations.append = async (...words: Parameters<Store['conversations']['append']>) => {
    if (trouble.isAll || trouble.ofWrites) throw refuse();
    return append(...words);
  };
  desk.store.sessions.byToken = async (...who: Parameters<Store['sessions']['byToken']>) => {
    if (trouble.isAll && trouble.ofWrites) throw refuse();
    return byToken(...who);
  };
  return { desk, trouble };
}

test('W17 agents who send nothing hear that the store keeps nothing, and that it does again', async () => {
  const { desk, trouble } = await scene();
  const [sarnai, bold] = [await agent(desk), await agent(desk, { name: 'Bold' })];
  const bat = await visitor(desk);
  expect(sarnai.welcome.isStoreAvailable).toBe(true);
  trouble.isAll = true;
  await desk.pass(LONG_MS, sarnai, bold, bat);
  for (const page of [sarnai, bold]) expect(await page.hears('store')).toEqual({ type: 'store', isAvailable: false });
  const late = await agent(desk, sarnai);
  expect(late.welcome.isStoreAvailable).toBe(false);
  trouble.isAll = false;
  await desk.pass(LONG_MS, sarnai, bold, bat, late);
  for (const page of [sarnai, bold, late]) expect((await page.hears('store')).isAvailable).toBe(true);
  expect((await agent(desk, sarnai)).welcome.isStoreAvailable).toBe(true);
  expect((await bat.rest()).filter(news => news.type !== 'availability')).toEqual([]);
});

test('W17 after a refusal it is asked at once, whoever was refused', async () => {
  const { desk, trouble } = await scene();
  const sarnai = await agent(desk);
  const { conversationId } = await send(await visitor(desk), 'Hello');
  await desk.pass(LONG_MS, sarnai);
  trouble.isAll = true;
  expect(await sarnai.ask({ type: 'message.send', conversationId, text: 'Hi' })).toMatchObject({
    code: 'STORE_UNAVAILABLE',
  });
  await desk.pass(SOON_MS);
  expect((await sarnai.hears('store')).isAvailable).toBe(false);
  trouble.isAll = false;
  await desk.pass(LONG_MS, sarnai);
  expect((await sarnai.hears('store')).isAvailable).toBe(true);
  trouble.isAll = trouble.ofWrites = true;
  expect((await ask(desk, 'GET /v1/me', { cookie: sarnai.cookie })).statusCode).toBe(503);
  await desk.pass(SOON_MS);
  expect((await sarnai.hears('store')).isAvailable).toBe(false);
});

test('W17 one refusal alone is no outage', async () => {
  const { desk, trouble } = await scene();
  const sarnai = await agent(desk);
  const { conversationId } = await send(await visitor(desk), 'Hello');
  await desk.pass(LONG_MS, sarnai);
  const { asked } = trouble;
  trouble.ofWrites = true;
  await sarnai.ask({ type: 'message.send', conversationId, text: 'Hi' });
  await desk.pass(SOON_MS);
  expect(trouble.asked).toBe(asked + 1);
  expect((await sarnai.rest()).filter(news => news.type === 'store')).toEqual([]);
});

test('W17 while no agent is there to be told, the store is not asked', async () => {
  const { desk, trouble } = await scene();
  const bat = await visitor(desk);
  await desk.pass(3 * LONG_MS, bat);
  expect(trouble.asked).toBe(0);
});
