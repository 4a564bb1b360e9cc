import { expect, test } from 'vitest';
import { FIRST_RETENTION } from '../../../../protocol/privacy.ts';
import { sweepOld } from '../../../../server/features/privacy/commands.ts';
import { agent, buildTestApp, send, visitor } from '../../../helpers/app.ts';
import { ask } from '../../../helpers/http.ts';

const DAY = 24 * 3_600_000;
const never = () => false;

test('PR6 what is too old goes when the hour strikes, by each site’s own setting, and open pages are told', async () => {
  const desk = await buildTestApp({ startAt: Date.parse('2026-03-04T10:20:00Z') });
  const owner = await agent(desk, { role: 'owner' });
  const [ann, bob] = [await visitor(desk), await visitor(desk)];
  const [first, second] = [await send(ann, 'Long ago'), await send(bob, 'Long ago, and open')];
  await owner.ask({ type: 'conversation.close', conversationId: first.conversationId });
  await ann.hears('conversation.changed');
  await sweepOld(desk.context, never);
  expect(await desk.store.conversations.find(first.conversationId)).not.toBe(null);
  const change = { retention: { ...FIRST_RETENTION, conversations: 1 } };
  expect((await ask(desk, 'PATCH /v1/sites/altan', { cookie: owner.cookie, body: change })).statusCode).toBe(200);
  await desk.pass(DAY + 60_000, owner, ann, bob);
  await sweepOld(desk.context, () => true);
  expect(await desk.store.conversations.find(first.conversationId)).not.toBe(null);
  await sweepOld(desk.context, never);
  expect(await desk.store.conversations.find(first.conversationId)).toBe(null);
  expect(await desk.store.conversations.find(second.conversationId)).not.toBe(null);
  expect(await owner.hears('conversation.erased')).toMatchObject({ conversationId: first.conversationId });
  expect(await ann.hears('conversation.resumed')).toMatchObject({ conversation: null, entries: [] });
  expect((await send(ann, 'Here again')).seq).toBe(1);
});

test('PR6 days are whole numbers, or never', async () => {
  const desk = await buildTestApp();
  const owner = await agent(desk, { role: 'owner' });
  const kept = async (change: object) => {
    const body = { retention: { ...FIRST_RETENTION, ...change } };
    return (await ask(desk, 'PATCH /v1/sites/altan', { cookie: owner.cookie, body })).statusCode;
  };
  expect(await kept({ conversations: 1, callbacks: 3650, trails: null })).toBe(200);
  for (const bad of [
    { conversations: 0 },
    { trails: 0.5 },
    { callbacks: -1 },
    { contacts: '7' },
    { deliveries: null },
  ]) {
    expect(await kept(bad), JSON.stringify(bad)).toBe(422);
  }
});

test('PR7 page addresses are kept without what stands behind them, unless the site wants it', async () => {
  const desk = await buildTestApp();
  const page = (url: string) => ({ url, title: 'Tea', referrer: 'https://search.example/?q=my+illness' });
  const trailOf = async (visitorId: string) => (await desk.store.visitors.find(visitorId))!;
  const ann = await visitor(desk, { page: page('https://ann:secret@shop.example/tea?mail=ann@home.example#token') });
  await ann.ask({ type: 'visitor.track', kind: 'page', name: 'Cart', url: 'https://shop.example/cart?id=7' });
  expect(await trailOf(ann.visitorId)).toMatchObject({
    referrer: 'https://search.example/',
    trail: [{ url: 'https://shop.example/cart' }, { url: 'https://shop.example/tea' }],
  });
  const body = {
    type: 'message.send',
    clientId: 'client-of-bob',
    text: 'Hi',
    context: { page: page('https://s.example/a?b') },
  };
  expect((await ask(desk, 'POST /v1/sites/altan/submissions', { body })).statusCode).toBe(201);
  await desk.changeSite({ keepsQueries: true });
  const cleo = await visitor(desk, { page: page('https://shop.example/tea?size=2') });
  expect(await trailOf(cleo.visitorId)).toMatchObject({
    referrer: 'https://search.example/?q=my+illness',
    trail: [{ url: 'https://shop.example/tea?size=2' }],
  });
  await sweepOld(desk.context, never);
  expect((await trailOf(cleo.visitorId)).trail[0]!.url).toContain('?');
  await desk.changeSite({ keepsQueries: false });
  await sweepOld(desk.context, never);
  expect((await trailOf(cleo.visitorId)).trail[0]!.url).toBe('https://shop.example/tea');
});
