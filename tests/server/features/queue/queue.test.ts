import { expect, test } from 'vitest';
import type { VisitorConversation } from '../../../../protocol/conversations.ts';
import type { QueuePlace } from '../../../../protocol/queue.ts';
import {
  type AgentDialogue,
  agent,
  buildFleet,
  buildTestApp,
  type Desk,
  send,
  signedIn,
  type VisitorDialogue,
  visitor,
} from '../../../helpers/app.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';

const mongo = await sharedMongo();
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A desk whose agent has their hands full with one conversation, and whose other one is out. */
async function busyDesk(desk: Desk) {
  await signedIn(desk, { name: 'Temuulen' });
  const sarnai = await agent(desk, { name: 'Sarnai', capacity: 1 });
  const first = await visitor(desk);
  const { conversationId } = await send(first, 'Hello');
  await desk.context.routing.settled();
  return { sarnai, first: { page: first, conversationId } };
}

/** Somebody comes and writes. */
async function comes(desk: Desk) {
  const page = await visitor(desk);
  const { conversationId } = await send(page, 'Do you deliver?');
  await page.hears('conversation.changed');
  return { page, conversationId };
}

/** What a page is told of the queue next. @param where of which it must be: other news, as of the ladder, repeat it */
async function heardPlace(page: VisitorDialogue, where: (queue: QueuePlace) => boolean = () => true) {
  const isIt = ({ queue }: VisitorConversation) => queue !== undefined && where(queue);
  const { conversation } = await page.hears('conversation.changed', news => isIt(news.conversation));
  return conversation.queue!;
}

/** What a page has heard of the queue and nobody took. */
async function placesOf(page: VisitorDialogue): Promise<(QueuePlace | undefined)[]> {
  return (await page.rest()).flatMap(news => (news.type === 'conversation.changed' ? [news.conversation.queue] : []));
}

const answer = (sarnai: AgentDialogue, conversationId: string) =>
  sarnai.ask({ type: 'message.send', conversationId, text: 'Yes' });

test('QU1 QU3 who waits while all are busy is told their place, and hears when it moves and only then', async () => {
  const desk = await buildTestApp();
  const { sarnai, first } = await busyDesk(desk);
  await desk.pass(SECOND);
  const bat = await comes(desk);
  await desk.pass(SECOND);
  const dulmaa = await comes(desk);
  await desk.pass(4 * SECOND);
  expect(await heardPlace(bat.page)).toEqual({ place: 2, waitMs: null, isStuck: false });
  expect(await heardPlace(dulmaa.page)).toEqual({ place: 3, waitMs: null, isStuck: false });
  await desk.pass(20 * SECOND, sarnai, bat.page, dulmaa.page);
  expect(await dulmaa.page.rest(), 'nothing moved').toEqual([]);
  // The first is with somebody, and is told nothing before a minute is over.
  expect((await placesOf(first.page)).filter(Boolean)).toEqual([]);
  await answer(sarnai, first.conversationId);
  await desk.pass(4 * SECOND);
  expect(await heardPlace(bat.page)).toMatchObject({ place: 1 });
  expect(await heardPlace(dulmaa.page)).toMatchObject({ place: 2 });
  const again = await visitor(desk, { token: bat.page.token });
  expect(again.welcome.conversation?.queue).toMatchObject({ place: 1 });
  await answer(sarnai, bat.conversationId);
  const { conversation } = await bat.page.hears('entry.added', news => news.entry.author.kind === 'agent');
  expect(conversation.queue).toBeUndefined();
});

test('QU1 where nobody is here there is no queue, and forms are not in it', async () => {
  const desk = await buildTestApp();
  const bat = await comes(desk);
  await desk.pass(10 * SECOND, bat.page);
  expect(await bat.page.rest()).toEqual([]);
  const form = await visitor(desk);
  await form.ask({ type: 'form.send', name: 'Bold', email: 'bold@altan.example', message: 'An order' });
  await desk.pass(SECOND);
  const dulmaa = await comes(desk);
  const sarnai = await agent(desk, { capacity: 0 });
  await desk.pass(4 * SECOND);
  expect(await heardPlace(bat.page)).toMatchObject({ place: 1 });
  expect(await heardPlace(dulmaa.page)).toMatchObject({ place: 2 });
  await desk.pass(4 * SECOND);
  expect((await placesOf(form)).filter(Boolean)).toEqual([]);
  await sarnai.ask({ type: 'presence.set', isAway: true });
  await desk.pass(4 * SECOND);
  await bat.page.hears('conversation.changed', news => news.conversation.queue === undefined);
});

test('QU1 who has somebody that does not answer is told after a minute', async () => {
  const desk = await buildTestApp();
  const { sarnai, first } = await busyDesk(desk);
  await desk.pass(50 * SECOND, sarnai, first.page);
  expect((await placesOf(first.page)).filter(Boolean)).toEqual([]);
  await desk.pass(20 * SECOND, sarnai, first.page);
  expect(await heardPlace(first.page)).toEqual({ place: 1, waitMs: null, isStuck: false });
});

test('QU2 the time comes from what others waited, and nobody is told one without', async () => {
  const desk = await buildTestApp();
  const { sarnai } = await busyDesk(desk);
  for (let count = 0; count < 3; count++) {
    const before = await comes(desk);
    await desk.pass(4 * SECOND, sarnai);
    expect(await heardPlace(before.page)).toMatchObject({ place: 2, waitMs: null });
    // Two places in four minutes.
    await desk.pass(4 * MINUTE, sarnai, before.page);
    await answer(sarnai, before.conversationId);
    await before.page.leave();
  }
  const bat = await comes(desk);
  await desk.pass(4 * SECOND, sarnai);
  expect(await heardPlace(bat.page)).toMatchObject({ place: 2, waitMs: 4 * MINUTE });
});

test('QU4 a place that stands for five minutes is told as stuck, once, and no more when it moves', async () => {
  const desk = await buildTestApp();
  const { sarnai, first } = await busyDesk(desk);
  const bat = await comes(desk);
  await desk.pass(4 * SECOND, sarnai);
  await heardPlace(bat.page);
  await desk.pass(6 * MINUTE, sarnai, bat.page, first.page);
  expect(await heardPlace(bat.page, queue => queue.isStuck)).toEqual({ place: 2, waitMs: null, isStuck: true });
  await bat.page.rest();
  await desk.pass(6 * MINUTE, sarnai, bat.page, first.page);
  expect((await placesOf(bat.page)).filter(queue => !queue?.isStuck)).toEqual([]);
  await answer(sarnai, first.conversationId);
  await desk.pass(4 * SECOND, sarnai);
  expect(await heardPlace(bat.page, queue => queue.place === 1)).toMatchObject({ waitMs: null, isStuck: false });
});

test.skipIf(!mongo.uri)(`QU3 MS1 the queue is one over all servers ${mongo.reason ?? ''}`, async () => {
  const [here, there] = (await buildFleet(newDatabase(mongo), 2)) as [Desk, Desk];
  const { sarnai, first } = await busyDesk(here);
  // So that both servers know of her.
  await expect.poll(() => there.context.staff.isAnybodyHere()).toBe(true);
  const bat = await comes(there);
  const look = async () => {
    await there.pass(4 * SECOND);
    return (await there.store.views.waiting(there.site.id, 10)).length;
  };
  await expect.poll(look).toBe(2);
  expect(await heardPlace(bat.page)).toMatchObject({ place: 2 });
  await answer(sarnai, first.conversationId);
  await expect.poll(look).toBe(1);
  expect(await heardPlace(bat.page)).toMatchObject({ place: 1 });
  await answer(sarnai, bat.conversationId);
  const { conversation } = await bat.page.hears('entry.added', news => news.entry.author.kind === 'agent');
  expect(conversation.queue).toBeUndefined();
});
