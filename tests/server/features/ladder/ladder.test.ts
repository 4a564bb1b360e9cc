import { expect, onTestFinished, test } from 'vitest';
import type { AgentNews } from '../../../../protocol/agent.ts';
import type { Week } from '../../../../protocol/hours.ts';
import { buildApp } from '../../../../server/app.ts';
import { beat } from '../../../../server/beat.ts';
import { tellStaff } from '../../../../server/features/agents/news.ts';
import { takeUpWaiting } from '../../../../server/features/ladder/commands.ts';
import { isStep } from '../../../../server/features/ladder/rules.ts';
import { DAY, MINUTE, NOON, newAgent, setScene } from '../../../contract/scene.ts';
import { agent, buildTestApp, type Desk, send, TEST_CONFIG, visitor } from '../../../helpers/app.ts';
import { staffed } from '../../../helpers/http.ts';

const HOUR = 60 * MINUTE;
const at = (text: string) => Date.parse(text);

const nineToSix = [{ from: '09:00', to: '18:00' }];
const OFFICE: Week = [nineToSix, nineToSix, nineToSix, nineToSix, nineToSix, [], []];

type Late = Extract<AgentNews, { type: 'late.told' }>;
const stepOf = ({ entry: { body } }: Late) =>
  body.kind === 'event' && (body.event === 'wait_late' || body.event === 'callback_late') ? body.step : null;

/** The steps in a conversation, with whom they told. */
async function stepsIn({ store }: Pick<Desk, 'store'>, conversationId: string): Promise<string[]> {
  const entries = await store.conversations.entriesAfter(conversationId, 0, 100);
  return entries.flatMap(({ body }) =>
    body.kind === 'event' && (body.event === 'wait_late' || body.event === 'callback_late')
      ? [
          `${body.step}: ${body.to
            .map(each => each.name)
            .sort()
            .join(' ')}`,
        ]
      : [],
  );
}

/** Ann and Bat answer, Oyu owns; the conversation is Ann's. */
async function staffedDesk(options: Parameters<typeof buildTestApp>[0] = {}) {
  const desk = await buildTestApp(options);
  const ann = await agent(desk, { name: 'Ann' });
  const page = await visitor(desk);
  const { conversationId } = await send(page, 'Hello');
  await desk.context.routing.settled();
  const bat = await agent(desk, { name: 'Bat' });
  const oyu = await agent(desk, { name: 'Oyu', role: 'owner' });
  const everybody = [ann, bat, oyu, page];
  return { desk, ann, bat, oyu, page, conversationId, pass: (ms: number) => desk.pass(ms, ...everybody) };
}

test('LA3 who waits is told of step by step: to the assignee, to the others, to the owner', async () => {
  const { desk, ann, bat, oyu, conversationId, pass } = await staffedDesk();
  expect((await desk.store.conversations.find(conversationId))!.assigneeId).toBe(ann.agent.id);
  await pass(2 * MINUTE);
  expect(stepOf(await ann.hears('late.told'))).toBe('reminded');
  await pass(3 * MINUTE);
  const offered = await bat.hears('late.told');
  expect([stepOf(offered), offered.conversation.assigneeId]).toEqual(['offered', null]);
  expect(stepOf(await oyu.hears('late.told'))).toBe('offered');
  // Routing gives it to somebody else than who let them wait.
  await desk.context.routing.settled();
  expect([bat.agent.id, oyu.agent.id]).toContain((await desk.store.conversations.find(conversationId))!.assigneeId);
  await pass(10 * MINUTE);
  expect(stepOf(await oyu.hears('late.told', news => stepOf(news) === 'owner'))).toBe('owner');
  await pass(DAY);
  expect(await stepsIn(desk, conversationId)).toEqual(['reminded: Ann', 'offered: Bat Oyu', 'owner: Oyu']);
  expect((await ann.rest()).filter(news => news.type === 'late.told')).toEqual([]);
});

test('LA1 an answer ends it, and what is asked then begins anew', async () => {
  const { desk, ann, page, conversationId, pass } = await staffedDesk();
  await pass(2 * MINUTE);
  await ann.ask({ type: 'message.send', conversationId, text: 'Hello' });
  await pass(HOUR);
  expect(await stepsIn(desk, conversationId)).toEqual(['reminded: Ann']);
  await send(page, 'One more question');
  await pass(2 * MINUTE);
  expect(await stepsIn(desk, conversationId)).toEqual(['reminded: Ann', 'reminded: Ann']);
  await ann.ask({ type: 'conversation.close', conversationId });
  await pass(HOUR);
  expect(await stepsIn(desk, conversationId)).toHaveLength(2);
});

test('LA2 the ladder sleeps while the desk is closed, and hours that move take its steps along', async () => {
  const desk = await buildTestApp({ site: { hours: OFFICE }, startAt: at('2026-03-04T17:59:00Z') });
  const owner = await staffed(desk, { role: 'owner', name: 'Oyu' });
  await tellStaff(desk.context);
  const page = await visitor(desk);
  const { conversationId } = await send(page, 'Hello');
  await desk.pass(2 * MINUTE);
  const asked = async () => (await owner.ask(`GET /v1/conversations/${conversationId}/waiting`)).json().waiting;
  expect(await asked()).toEqual([
    {
      of: 'message',
      callbackId: null,
      since: at('2026-03-04T17:59:00Z'),
      next: { step: 'reminded', at: at('2026-03-05T09:01:00Z') },
      sleepsUntil: at('2026-03-05T09:00:00Z'),
    },
  ]);
  await desk.pass(at('2026-03-05T09:00:59Z') - desk.context.now());
  expect(await stepsIn(desk, conversationId)).toEqual([]);
  // It opens an hour later from now on: what was due in a second is due in an hour.
  const tenToSix = [{ from: '10:00', to: '18:00' }];
  const hours = [tenToSix, tenToSix, tenToSix, tenToSix, tenToSix, [], []];
  expect((await owner.ask('PATCH /v1/sites/altan', { body: { hours } })).statusCode).toBe(200);
  await desk.pass(30 * MINUTE);
  expect(await stepsIn(desk, conversationId)).toEqual([]);
  expect((await asked())[0].next.at).toBe(at('2026-03-05T10:01:00Z'));
  // And open all day: it is due at once.
  await owner.ask('PATCH /v1/sites/altan', { body: { hours: null } });
  await desk.pass(1000);
  expect(await stepsIn(desk, conversationId)).toEqual(['reminded: Oyu']);
});

test('LA3 a lone owner is told once, and nothing more', async () => {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner', name: 'Oyu' });
  await tellStaff(desk.context);
  const { conversationId } = await send(await visitor(desk), 'Hello');
  await desk.pass(2 * MINUTE);
  expect(await stepsIn(desk, conversationId)).toEqual(['reminded: Oyu']);
  await desk.pass(7 * DAY);
  expect(await stepsIn(desk, conversationId)).toEqual(['reminded: Oyu']);
  expect((await owner.ask(`GET /v1/conversations/${conversationId}/waiting`)).json()).toEqual({ waiting: [] });
  expect(await desk.store.jobs.ofConversation(conversationId)).toEqual([]);
});

test('LA6 the owner sets the times, and switches it off and on', async () => {
  const { desk, oyu, conversationId, pass } = await staffedDesk();
  const owner = await staffed(desk, { role: 'owner', name: 'Zul' });
  const ladder = { isOn: true, message: [1, 30, 60], form: [60, 240, 1440], callback: [-5, 0, 5] };
  const set = (change: object) => owner.ask('PATCH /v1/sites/altan', { body: { ladder: { ...ladder, ...change } } });
  expect((await set({ message: [5, 5, 15] })).statusCode).toBe(422);
  expect((await set({ isOn: false })).statusCode).toBe(200);
  await pass(20 * MINUTE);
  expect(await stepsIn(desk, conversationId)).toEqual([]);
  expect((await owner.ask(`GET /v1/conversations/${conversationId}/waiting`)).json().waiting).toMatchObject([
    { next: null },
  ]);
  expect((await set({ isOn: true })).statusCode).toBe(200);
  await pass(1000);
  expect(await stepsIn(desk, conversationId)).toEqual(['reminded: Ann']);
  await pass(9 * MINUTE);
  expect(await stepsIn(desk, conversationId)).toHaveLength(1);
  await pass(MINUTE);
  expect(await stepsIn(desk, conversationId)).toHaveLength(2);
  expect(stepOf(await oyu.hears('late.told'))).toBe('offered');
});

/** A server whose clock is set as one likes, as nobody's is who stops it for a night. */
async function clockedDesk() {
  const { store } = await buildTestApp();
  const clock = { now: NOON };
  const app = await buildApp({ config: TEST_CONFIG, store, now: () => clock.now });
  onTestFinished(() => app.close());
  const scene = await setScene(store);
  for (const [name, role] of [
    ['Ann', 'agent'],
    ['Bat', 'agent'],
    ['Oyu', 'owner'],
  ] as const) {
    await store.agents.create(newAgent({ id: name, name, role }));
  }
  await app.context.staff.reload();
  // A call of Ann's in an hour: routing gives no call to another one because its agent is away.
  const { conversation } = await scene.ask(await scene.visitor(), { startAt: NOON + HOUR });
  await scene.assign(conversation.id, { id: 'Ann', name: 'Ann' });
  const beatAt = async (ms: number) => {
    clock.now = NOON + ms;
    await beat(app.context);
    return stepsIn({ store }, conversation.id);
  };
  return { store, scene, beatAt, conversationId: conversation.id };
}

test('LA4 after a night without a server each step is taken once, in order, a minute apart', async () => {
  const { beatAt } = await clockedDesk();
  const [reminded, offered, owner] = ['reminded: Ann', 'offered: Bat Oyu', 'owner: Oyu'];
  expect(await beatAt(DAY)).toEqual([reminded]);
  expect(await beatAt(DAY + MINUTE - 1)).toEqual([reminded]);
  expect(await beatAt(DAY + MINUTE)).toEqual([reminded, offered]);
  expect(await beatAt(DAY + MINUTE + 1000)).toEqual([reminded, offered]);
  expect(await beatAt(DAY + 2 * MINUTE)).toEqual([reminded, offered, owner]);
  expect(await beatAt(9 * DAY)).toEqual([reminded, offered, owner]);
});

test('LA1 while somebody rings no step is taken, and who forgets to say what came of it does not end the ladder', async () => {
  const { store, beatAt, conversationId } = await clockedDesk();
  expect(await beatAt(56 * MINUTE)).toEqual(['reminded: Ann']);
  const [callback] = await store.callbacks.ofConversation(conversationId);
  await store.callbacks.change({
    callbackId: callback!.id,
    clientId: 'ann-rings',
    fingerprint: 'ringing',
    author: { kind: 'agent', id: 'Ann', name: 'Ann' },
    ring: true,
    at: NOON + 59 * MINUTE,
  });
  expect(await beatAt(61 * MINUTE)).toHaveLength(1);
  expect(await beatAt(118 * MINUTE)).toHaveLength(1);
  expect(await beatAt(119 * MINUTE)).toEqual(['reminded: Ann', 'offered: Bat Oyu']);
});

test('LA4 a clock that is set back takes no step again, and none too soon', async () => {
  const { beatAt } = await clockedDesk();
  expect(await beatAt(54 * MINUTE)).toEqual([]);
  expect(await beatAt(56 * MINUTE)).toEqual(['reminded: Ann']);
  expect(await beatAt(50 * MINUTE)).toHaveLength(1);
  expect(await beatAt(59 * MINUTE)).toHaveLength(1);
  expect(await beatAt(61 * MINUTE)).toEqual(['reminded: Ann', 'offered: Bat Oyu']);
  expect(await beatAt(-DAY)).toHaveLength(2);
  expect(await beatAt(66 * MINUTE)).toHaveLength(3);
});

test('LA3 while there is nobody to be told, a step waits for somebody', async () => {
  const { store, scene, beatAt } = await clockedDesk();
  const { id: conversationId } = (await scene.say(await scene.visitor(), 'Hello')).conversation;
  const empty = await buildApp({ config: TEST_CONFIG, store, now: () => NOON + 3 * MINUTE });
  onTestFinished(() => empty.close());
  await beat(empty.context);
  expect(await stepsIn({ store }, conversationId)).toEqual([]);
  await beatAt(9 * MINUTE);
  expect(await stepsIn({ store }, conversationId)).toEqual(['offered: Ann Bat Oyu']);
});

test('LA3 a callback: five minutes before, at its time, five minutes after, and a call that was made ends it', async () => {
  const { desk, ann, bat, oyu, page, pass } = await staffedDesk();
  const { slots } = (
    await desk.app.inject({ url: '/v1/sites/altan/slots', headers: { 'sec-fetch-site': 'same-origin' } })
  ).json();
  const { startAt } = slots.find(
    (each: { isFull: boolean; startAt: number }) => !each.isFull && each.startAt > desk.context.now() + HOUR,
  );
  const ask = { type: 'callback.request', phone: '+97699112233', startAt, hasConsent: true } as const;
  const asked = await page.ask(ask);
  if (asked.type !== 'ack' || !asked.entry) throw new Error(JSON.stringify(asked));
  const { conversationId } = asked.entry;
  await ann.ask({ type: 'message.send', conversationId, text: 'We ring you' });
  await pass(startAt - 5 * MINUTE - desk.context.now());
  expect(stepOf(await ann.hears('late.told'))).toBe('reminded');
  await pass(5 * MINUTE);
  expect([stepOf(await bat.hears('late.told')), stepOf(await oyu.hears('late.told'))]).toEqual(['offered', 'offered']);
  expect((await desk.store.conversations.find(conversationId))!.assigneeId).toBe(ann.agent.id);
  await ann.ask({
    type: 'callback.resolve',
    callbackId: (asked.entry.body as { callbackId: string }).callbackId,
    outcome: 'reached',
  });
  await pass(HOUR);
  expect(await stepsIn(desk, conversationId)).toEqual(['reminded: Ann', 'offered: Bat Oyu']);
});

test('LA5 visitors hear nothing of it, and only who sees the site reads it', async () => {
  const { desk, page, conversationId, pass } = await staffedDesk();
  await pass(6 * MINUTE);
  const heard = await page.rest();
  expect(JSON.stringify(heard)).not.toContain('late');
  expect(
    heard.filter(
      news => news.type === 'entry.added' && news.entry.body.kind === 'event' && news.entry.body.event !== 'assigned',
    ),
  ).toEqual([]);
  const stranger = await staffed(desk, { name: 'Eve', siteIds: ['another'] });
  expect((await stranger.ask(`GET /v1/conversations/${conversationId}/waiting`)).statusCode).toBe(404);
});

test('LA7 an owner reads how often somebody waited too long', async () => {
  const { desk, pass } = await staffedDesk();
  await pass(20 * MINUTE);
  const owner = await staffed(desk, { role: 'owner', name: 'Zul' });
  const day = '2026-03-04';
  expect((await owner.ask('GET /v1/sites/altan/late')).json()).toEqual({
    counts: [
      { day, of: 'message', step: 'offered', count: 1 },
      { day, of: 'message', step: 'owner', count: 1 },
      { day, of: 'message', step: 'reminded', count: 1 },
    ],
  });
  const bat = await staffed(desk, { name: 'Bat' });
  expect((await bat.ask('GET /v1/sites/altan/late')).statusCode).toBe(403);
});

test('LA1 what waits without a ladder is given one at a start, and at no later one', async () => {
  const desk = await buildTestApp();
  const { store, context } = desk;
  const scene = await setScene(store);
  const { conversation, callback } = await scene.ask(await scene.visitor(), { startAt: NOON + DAY });
  const cancel = [{ kind: 'ladder_callback', conversationId: conversation.id }] as const;
  const jobs = async () =>
    (await store.jobs.ofConversation(conversation.id)).filter(isStep).map(each => [each.kind, each.subject]);
  await store.jobs.change({ cancel, put: [] });
  await takeUpWaiting(context);
  expect(await jobs()).toEqual([['ladder_callback', callback!.id]]);
  await store.jobs.change({ cancel, put: [] });
  await takeUpWaiting(context);
  expect(await jobs()).toEqual([]);
});
