import { describe, expect, test } from 'vitest';
import type { VisitorNews } from '../../../../protocol/visitor.ts';
import { beat } from '../../../../server/beat.ts';
import { tellStaff } from '../../../../server/features/agents/news.ts';
import type { SiteRecord } from '../../../../server/features/sites/store.ts';
import { MINUTE } from '../../../contract/scene.ts';
import { agent, buildFleet, buildTestApp, type Desk, send, signedIn, visitor } from '../../../helpers/app.ts';
import { ask, staffed } from '../../../helpers/http.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';

const mongo = await sharedMongo();
const RATED: Partial<SiteRecord> = { rating: { isOn: true, lowScore: 2, notTags: ['complaint'] } };
const HTML = { accept: 'text/html' };

/** What a page holds as asked, told since. */
const isAsked = (news: { conversation: { asked?: unknown } | null }) => news.conversation?.asked !== undefined;

/** Bat was answered by Sarnai, who has closed. Oyu owns. */
async function closedTalk(desk: Desk, ownersDesk = desk) {
  const sarnai = await agent(desk, { name: 'Sarnai' });
  const bat = await visitor(desk);
  const { conversationId } = await send(bat, 'Roses on Friday?');
  await desk.context.routing.settled();
  await sarnai.ask({ type: 'message.send', conversationId, text: 'Yes' });
  const oyu = await agent(ownersDesk, { name: 'Oyu', role: 'owner' });
  await sarnai.ask({ type: 'conversation.close', conversationId });
  const find = async () => (await desk.store.conversations.find(conversationId))!;
  const askSeq = async () => (await find()).asked!.askSeq;
  const events = async (name: string) =>
    (await desk.store.conversations.entriesAfter(conversationId, 0, 100)).filter(
      ({ body }) => body.kind === 'event' && body.event === name,
    );
  return { sarnai, bat, oyu, conversationId, find, askSeq, events, lively: [sarnai, bat, oyu] };
}

test('RA1 P5 a minute after closing its visitor is asked, once, and hears no more than what is asked', async () => {
  const desk = await buildTestApp({ site: RATED });
  const { sarnai, bat, find, events, lively } = await closedTalk(desk);
  await desk.pass(MINUTE - 1_000, ...lively);
  expect((await find()).asked).toBe(undefined);
  await desk.pass(2_000, ...lively);
  const { conversation } = await bat.hears('conversation.changed', isAsked);
  const { askSeq, until } = (await find()).asked!;
  expect(conversation.asked).toEqual({ askSeq, of: 'chat', until });
  await sarnai.hears('entry.added', ({ entry: { body } }) => body.kind === 'event' && body.event === 'rating_asked');
  await desk.pass(10 * MINUTE, ...lively);
  expect(await events('rating_asked')).toHaveLength(1);
  // Another page of theirs is asked too, from its welcome on.
  const page = await visitor(desk, { token: bat.token });
  expect(page.welcome.conversation?.asked).toEqual({ askSeq, of: 'chat', until });
  expect(JSON.stringify(await bat.rest())).not.toContain('rating_asked');
});

test('RA1 RA2 nobody is asked where it is off, or of a complaint, and what was set late asks all the same', async () => {
  const desk = await buildTestApp();
  const { sarnai, conversationId, events, lively } = await closedTalk(desk);
  await desk.pass(2 * MINUTE, ...lively);
  await desk.changeSite(RATED);
  await desk.pass(2 * MINUTE, ...lively);
  expect(await events('rating_asked')).toEqual([]);
  await sarnai.ask({ type: 'conversation.reopen', conversationId });
  await sarnai.ask({ type: 'conversation.tag', conversationId, tag: 'complaint', isOn: true });
  await sarnai.ask({ type: 'conversation.close', conversationId });
  await desk.pass(2 * MINUTE, ...lively);
  expect(await events('rating_asked')).toEqual([]);
  await sarnai.ask({ type: 'conversation.tag', conversationId, tag: 'complaint', isOn: false });
  await sarnai.ask({ type: 'conversation.reopen', conversationId });
  await desk.pass(10 * MINUTE, ...lively);
  await sarnai.ask({ type: 'conversation.close', conversationId });
  await desk.pass(2 * MINUTE, ...lively);
  expect(await events('rating_asked')).toHaveLength(1);
});

test('RA4 ST4 the visitor says it once, over their link, and agents read it', async () => {
  const desk = await buildTestApp({ site: RATED });
  const { sarnai, bat, find, askSeq, lively } = await closedTalk(desk);
  await desk.pass(2 * MINUTE, ...lively);
  const command = {
    type: 'rating.send',
    clientId: 'rating-0001',
    askSeq: await askSeq(),
    score: 4,
    word: ' Kind ',
  } as const;
  const answer = await bat.ask(command);
  expect(answer).toMatchObject({ type: 'ack' });
  expect(answer).not.toHaveProperty('entry');
  await bat.hears('conversation.changed', news => !isAsked(news));
  expect(await bat.ask(command)).toEqual(answer);
  expect(await bat.ask({ ...command, clientId: 'rating-0002' })).toMatchObject({ code: 'RATING_OVER' });
  const told = await sarnai.hears(
    'entry.added',
    ({ entry: { body } }) => body.kind === 'event' && body.event === 'rated',
  );
  expect(told.entry.body).toMatchObject({
    score: 4,
    word: 'Kind',
    agentId: sarnai.agent.id,
    agentName: 'Sarnai',
    isLow: false,
  });
  expect(await find()).toMatchObject({ status: 'closed', waitingSince: null });
  const other = await visitor(desk);
  expect(await other.ask({ ...command, clientId: 'rating-0003' })).toMatchObject({ code: 'CONVERSATION_UNKNOWN' });
  const bad = [{ score: 6 }, { score: 2.5 }, { askSeq: 0 }, { word: 'x'.repeat(1_001) }];
  for (const wrong of bad) {
    const clientId = `rating-${JSON.stringify(wrong).length}`;
    bat.socket.send(JSON.stringify({ ...command, clientId, ...wrong }));
    const { code } = await bat.hears('error');
    expect(['BAD_FRAME', 'FIELD_INVALID', 'TEXT_TOO_LONG']).toContain(code);
  }
});

test('RA4 somebody who rates over and over is slowed down', async () => {
  const desk = await buildTestApp({ site: RATED });
  const { bat, lively } = await closedTalk(desk);
  await desk.pass(2 * MINUTE, ...lively);
  const codes: (string | null)[] = [];
  const rate = () => bat.ask({ type: 'rating.send', askSeq: 1, score: 5 });
  while (codes.length < 40)
    codes.push(await rate().then((news: VisitorNews) => (news.type === 'error' ? news.code : null)));
  expect(new Set(codes)).toEqual(new Set(['RATING_OVER', 'RATE_LIMITED']));
});

test('RA5 LA3 a low one opens the conversation for an owner, who is called, and it climbs the ladder', async () => {
  const desk = await buildTestApp({ site: RATED });
  const { sarnai, bat, oyu, find, askSeq, conversationId, lively } = await closedTalk(desk);
  await desk.pass(2 * MINUTE, ...lively);
  await oyu.rest();
  const command = {
    type: 'rating.send',
    clientId: 'rating-low',
    askSeq: await askSeq(),
    score: 1,
    word: 'Rude',
  } as const;
  await bat.ask(command);
  const told = await oyu.hears('late.told');
  expect(told.entry.body).toMatchObject({ event: 'rated', score: 1, to: [{ id: oyu.agent.id, name: 'Oyu' }] });
  expect(told.conversation).toMatchObject({ status: 'open', assigneeId: oyu.agent.id });
  expect((await sarnai.rest()).filter(news => news.type === 'late.told')).toEqual([]);
  expect((await find()).preview.text).toBe('★☆☆☆☆ Rude');
  // Sent again it calls nobody again.
  expect(await bat.ask(command)).toMatchObject({ type: 'ack' });
  expect((await oyu.rest()).filter(news => news.type === 'late.told')).toEqual([]);
  await desk.pass(2 * MINUTE, ...lively);
  const step = await oyu.hears('late.told');
  expect(step.entry.body).toMatchObject({ event: 'wait_late', step: 'reminded' });
  await oyu.ask({ type: 'message.send', conversationId, text: 'I am sorry' });
  expect(await find()).toMatchObject({ waitingSince: null, assigneeId: oyu.agent.id });
});

test('RA3 RA4 words take it back on every page, and who would rather not is left alone', async () => {
  const desk = await buildTestApp({ site: RATED });
  const { sarnai, bat, askSeq, conversationId, events, lively } = await closedTalk(desk);
  await desk.pass(2 * MINUTE, ...lively);
  const page = await visitor(desk, { token: bat.token });
  await send(bat, 'One more thing');
  await page.hears('entry.added', news => !isAsked(news));
  await sarnai.ask({ type: 'message.send', conversationId, text: 'Yes?' });
  await sarnai.ask({ type: 'conversation.close', conversationId });
  await desk.pass(2 * MINUTE, ...lively, page);
  const { conversation } = await page.hears('conversation.changed', isAsked);
  await bat.ask({ type: 'rating.send', askSeq: await askSeq(), score: null });
  await page.hears('conversation.changed', news => !isAsked(news));
  expect(conversation.asked?.askSeq).toBeGreaterThan(0);
  expect(await events('rating_declined')).toHaveLength(1);
  expect(await events('rated')).toEqual([]);
});

describe('what owners read', () => {
  test('RA4 RI4 counts and ratings with their conversations are for owners alone', async () => {
    const desk = await buildTestApp({ site: RATED });
    const { bat, sarnai, askSeq, conversationId, lively } = await closedTalk(desk);
    await desk.pass(2 * MINUTE, ...lively);
    await bat.ask({ type: 'rating.send', askSeq: await askSeq(), score: 5, word: 'Lovely' });
    const owner = await staffed(desk, { role: 'owner', name: 'Tuya' });
    const counts = await owner.ask('GET /v1/sites/altan/rating-counts?days=90');
    expect(counts.json()).toEqual({
      agents: [{ agentId: sarnai.agent.id, agentName: 'Sarnai', scores: [0, 0, 0, 0, 1] }],
      teams: [],
      employees: [],
      visits: [0, 0, 0, 0, 0],
    });
    const listed = (await owner.ask('GET /v1/sites/altan/ratings?score=5')).json();
    expect(listed).toMatchObject({
      cursor: null,
      ratings: [{ rating: { score: 5, word: 'Lovely', of: 'chat' }, conversation: { id: conversationId } }],
    });
    expect((await owner.ask('GET /v1/sites/altan/ratings?score=1')).json()).toEqual({ ratings: [], cursor: null });
    expect((await owner.ask('GET /v1/sites/altan/ratings?days=31')).statusCode).toBe(400);
    expect((await owner.ask('GET /v1/sites/nowhere/ratings')).statusCode).toBe(404);
    for (const role of ['agent', 'reader'] as const) {
      const { cookie } = await signedIn(desk, { role });
      await tellStaff(desk.context);
      const answer = await desk.app.inject({
        url: '/v1/sites/altan/rating-counts',
        headers: { cookie, host: 'desk.example' },
      });
      expect(answer.statusCode).toBe(403);
    }
  });

  test('RA2 an owner switches it on, and a score that is none is refused', async () => {
    const desk = await buildTestApp();
    const owner = await staffed(desk, { role: 'owner' });
    const rating = { isOn: true, lowScore: 3, notTags: ['#Complaint'] };
    const changed = await owner.ask('PATCH /v1/sites/altan', { body: { rating } });
    expect(changed.json().rating).toEqual({ ...rating, notTags: ['complaint'] });
    for (const wrong of [{ lowScore: 5 }, { lowScore: 0 }, { notTags: Array(21).fill('a') }])
      expect((await owner.ask('PATCH /v1/sites/altan', { body: { rating: { ...rating, ...wrong } } })).statusCode).toBe(
        422,
      );
  });
});

test('RA1 CB7 the page of a call asks how it was, takes one answer, and nothing about anything else', async () => {
  const desk = await buildTestApp({ site: RATED });
  const bold = await agent(desk, { name: 'Bold' });
  const bat = await visitor(desk);
  const answer = await bat.ask({ type: 'callback.request', phone: '+97699112233', startAt: null });
  if (answer.type !== 'ack' || answer.entry?.body.kind !== 'callback') throw new Error('wanted a callback');
  const { callbackId, link } = answer.entry.body;
  const path = `/f/altan/${link}` as const;
  const look = async () => (await ask(desk, `GET ${path}`, { origin: null, headers: HTML })).body;
  const press = (fields: Record<string, string>) => {
    const headers = { ...HTML, 'content-type': 'application/x-www-form-urlencoded' };
    return ask(desk, `POST ${path}`, { body: new URLSearchParams(fields).toString(), headers });
  };
  expect(await look()).not.toContain('How was the call?');
  await bold.ask({ type: 'callback.resolve', callbackId, outcome: 'reached', note: '' });
  await desk.pass(2 * MINUTE, bold, bat);
  const page = await look();
  expect(page).toContain('<legend>How was the call?</legend>');
  const _id = /name="_id" value="([^"]+)"/.exec(page)![1]!;
  const asked = /name="ask" value="(\d+)"/.exec(page)![1]!;
  expect((await press({ _id, ask: '1', score: '5' })).statusCode).toBe(409);
  expect((await press({ _id, ask: asked, score: '7' })).statusCode).toBe(422);
  const said = { _id, ask: asked, score: '1', word: '<b>Rang</b> too late' };
  const thanks = await press(said);
  expect(thanks.statusCode).toBe(200);
  expect(thanks.body).toContain('<h1>Thank you for telling us</h1>');
  expect(thanks.body).not.toContain('How was the call?');
  expect((await press(said)).statusCode).toBe(200);
  expect((await press({ ...said, score: '2' })).statusCode).toBe(409);
  const { items } = await desk.store.ratings.list({ siteId: desk.site.id, since: 0, limit: 9 });
  expect(items.map(each => each.rating)).toMatchObject([
    { of: 'call', score: 1, word: '<b>Rang</b> too late', agentName: 'Bold' },
  ]);
});

test.skipIf(!mongo.uri)(
  `RA1 RA5 MS1 of two servers one asks, and an owner at the other is told ${mongo.reason ?? ''}`,
  async () => {
    const [here, there] = (await buildFleet(newDatabase(mongo), 2)) as [Desk, Desk];
    await here.changeSite(RATED);
    there.context.sites.forget();
    const { bat, oyu, askSeq, events, lively } = await closedTalk(here, there);
    await Promise.all([here.pass(2 * MINUTE, ...lively.slice(0, 2)), there.pass(2 * MINUTE, oyu)]);
    await Promise.all([beat(here.context), beat(there.context)]);
    await bat.hears('conversation.changed', isAsked);
    expect(await events('rating_asked')).toHaveLength(1);
    await expect.poll(() => here.context.staff.all().some(each => each.role === 'owner')).toBe(true);
    await bat.ask({ type: 'rating.send', askSeq: await askSeq(), score: 2 });
    expect((await oyu.hears('late.told')).entry.body).toMatchObject({ event: 'rated', score: 2 });
  },
);
