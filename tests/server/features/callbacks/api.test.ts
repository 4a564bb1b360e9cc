import { describe, expect, test } from 'vitest';
import type { Callback } from '../../../../protocol/callbacks.ts';
import type { VisitorEntry } from '../../../../protocol/entries.ts';
import { agent, buildTestApp, type Desk, visitor } from '../../../helpers/app.ts';
import { ask } from '../../../helpers/http.ts';

const MINUTE = 60_000;
const NOON = Date.parse('2026-03-04T12:00Z');

async function crm(settings: object = {}) {
  const desk = await buildTestApp({ site: settings });
  const sarnai = await agent(desk, { capacity: 0 });
  const { cookie } = sarnai;
  const wish = { clientId: 'order-17-of-the-crm', siteId: desk.site.id, phone: '+976 9911 2233', name: 'Bat' };
  return {
    ...{ desk, sarnai, wish },
    make: (body: object = {}) => ask(desk, 'POST /v1/callbacks', { cookie, body: { ...wish, ...body } }),
    change: (id: string, body: object) => ask(desk, `PATCH /v1/callbacks/${id}`, { cookie, body }),
  };
}

const madeBy = (answer: { json(): unknown }) => (answer.json() as { callback: Callback }).callback;
const entriesOf = (desk: Desk, { conversationId }: Callback) =>
  desk.store.conversations.entriesAfter(conversationId, 0, 50);

describe('a program that is signed in as an agent', () => {
  test('CB8 asks for a call in somebody’s name, once however often it is sent, and agents hear of it', async () => {
    const { desk, sarnai, make } = await crm({ texts: { en: { greeting: '', consent: 'I agree.' } } });
    const first = await make({ startAt: NOON, timeZone: 'Asia/Ulaanbaatar', locale: 'mn' });
    expect(first.statusCode).toBe(201);
    const callback = madeBy(first);
    expect(callback).toMatchObject({ phone: '+97699112233', name: 'Bat', startAt: NOON, status: 'pending' });
    const heard = await sarnai.hears('entry.added', news => news.callback?.id === callback.id);
    expect(heard.conversation).toMatchObject({ status: 'open', contact: { name: 'Bat', locale: 'mn' } });
    const again = await make({ startAt: NOON, timeZone: 'Asia/Ulaanbaatar', locale: 'mn' });
    expect([again.statusCode, madeBy(again)]).toEqual([200, callback]);
    expect((await make({ startAt: NOON + 30 * MINUTE })).json()).toMatchObject({ code: 'CLIENT_ID_REUSED' });
    expect(await entriesOf(desk, callback)).toHaveLength(1);
  });

  test('CB8 takes the next free time where that will do, and else is told of it', async () => {
    const { make } = await crm({ callbacksPerSlot: 1 });
    await make({ startAt: NOON });
    const other = { clientId: 'order-18-of-the-crm', phone: '+976 9955 6677', startAt: NOON };
    const refused = await make(other);
    expect([refused.statusCode, refused.json()]).toMatchObject([
      409,
      { code: 'SLOT_TAKEN', nextAt: NOON + 30 * MINUTE },
    ]);
    expect(madeBy(await make({ ...other, orNext: true })).startAt).toBe(NOON + 30 * MINUTE);
  });

  test('CB8 makes more of them than a person could', async () => {
    const { make } = await crm({ callbacksPerSlot: 100 });
    for (let count = 0; count < 25; count++) {
      const phone = `+976 9911 ${2000 + count}`;
      expect((await make({ clientId: `order-${count}-of-many`, phone, startAt: NOON })).statusCode).toBe(201);
    }
  });

  test('CB8 moves it to any time to come and cancels it, each once', async () => {
    const { desk, make, change } = await crm();
    const { id } = madeBy(await make());
    const startAt = desk.context.now() + 7 * MINUTE;
    const move = { clientId: 'moved-by-the-crm', startAt };
    const moved = madeBy(await change(id, move));
    expect(moved).toMatchObject({ startAt, endAt: startAt + 15 * MINUTE, isAsap: false });
    expect(madeBy(await change(id, move))).toEqual(moved);
    expect((await change(id, { ...move, startAt: startAt + MINUTE })).json()).toMatchObject({
      code: 'CLIENT_ID_REUSED',
    });
    expect((await change(id, { clientId: 'to-the-past-by-crm', startAt: 1 })).json()).toMatchObject({
      code: 'FIELD_INVALID',
      fields: { startAt: 'FIELD_INVALID' },
    });
    const cancelled = madeBy(await change(id, { clientId: 'cancelled-by-the-crm', startAt: null }));
    expect(cancelled.status).toBe('cancelled');
    expect(madeBy(await change(id, { clientId: 'cancelled-by-the-crm', startAt: null }))).toEqual(cancelled);
    expect((await change(id, { clientId: 'once-more-by-the-crm', startAt: null })).statusCode).toBe(409);
    expect((await entriesOf(desk, cancelled)).map(each => each.body)).toMatchObject([
      { kind: 'callback' },
      { event: 'callback_moved' },
      { event: 'callback_cancelled' },
    ]);
  });

  test('CB8 what can not be rung, and a site that is none, is refused in one sentence', async () => {
    const { make, change } = await crm();
    expect((await make({ phone: '12' })).json()).toMatchObject({
      code: 'PHONE_INVALID',
      fields: { phone: 'PHONE_INVALID' },
    });
    expect((await make({ siteId: 'nowhere' })).json()).toMatchObject({ code: 'SITE_UNKNOWN' });
    expect((await change('nothing', { clientId: 'one-of-the-crm', startAt: null })).json()).toMatchObject({
      code: 'CALLBACK_UNKNOWN',
    });
  });
});

test('CB8 a visitor’s program moves and cancels their own, by an offered time, and nobody else’s', async () => {
  const desk = await buildTestApp();
  const asked = async () => {
    const body = { type: 'callback.request', clientId: 'one-of-a-visitor', phone: '+976 9911 2233', startAt: NOON };
    const answer = await ask(desk, 'POST /v1/sites/altan/submissions', { body });
    return answer.json() as { entry: VisitorEntry & { body: { callbackId: string } }; token: string };
  };
  const { entry, token } = await asked();
  const change = (body: object, bearer = token) =>
    ask(desk, `PATCH /v1/sites/altan/callbacks/${entry.body.callbackId}`, {
      body,
      headers: { authorization: `Bearer ${bearer}` },
    });
  const move = { clientId: 'moved-by-its-visitor', startAt: NOON + 30 * MINUTE };
  const moved = await change(move);
  expect([moved.statusCode, moved.json()]).toMatchObject([
    200,
    { entry: { body: { event: 'callback_moved', startAt: NOON + 30 * MINUTE } } },
  ]);
  expect((await change(move)).json()).toEqual(moved.json());
  expect((await change({ clientId: 'off-the-offered-times', startAt: NOON + MINUTE })).json()).toMatchObject({
    code: 'SLOT_TAKEN',
    nextAt: NOON + 30 * MINUTE,
  });
  const stranger = await visitor(desk);
  expect((await change({ clientId: 'of-a-stranger', startAt: null }, stranger.token)).json()).toMatchObject({
    code: 'CALLBACK_UNKNOWN',
  });
  expect((await change({ clientId: 'without-a-token', startAt: null }, 'nothing')).statusCode).toBe(401);
  expect((await change({ clientId: 'cancelled-by-them', startAt: null })).json()).toMatchObject({
    entry: { body: { event: 'callback_cancelled' } },
  });
});
