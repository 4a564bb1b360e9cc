import { describe, expect, test } from 'vitest';
import { SITE_NOTICE_DEFAULTS } from '../../../../protocol/notices.ts';
import { tellStaff } from '../../../../server/features/agents/news.ts';
import { glanceOf } from '../../../../server/features/complaints/commands.ts';
import { complaintTimeline } from '../../../../server/features/complaints/timeline.ts';
import { openLetter } from '../../../../server/features/mail/letters.ts';
import { DAY, MINUTE } from '../../../contract/scene.ts';
import { agent, buildFleet, buildTestApp, type Desk, send, signedIn, visitor } from '../../../helpers/app.ts';
import { ask, staffed } from '../../../helpers/http.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';
import { addWays, inOrder, toldTo, wants } from '../notices/desk.ts';

const mongo = await sharedMongo();
const HOUR = 60 * MINUTE;
const MAIL = { smtpUrl: 'smtp://127.0.0.1:9', mailFrom: 'desk@altan.example', publicUrl: 'http://desk.example' };
const LATE = { about: { kind: 'service', name: 'Late delivery' }, asked: 'Wanted noon, came at four' };

/** Bat talked with the desk; Sarnai answers there, Oyu owns it and looks at nothing. */
async function talked(options: Parameters<typeof buildTestApp>[0] = {}) {
  const desk = await buildTestApp(options);
  const oyu = await signedIn(desk, { name: 'Oyu', role: 'owner', locale: 'en' });
  const sarnai = await staffed(desk, { name: 'Sarnai', locale: 'en' });
  await tellStaff(desk.context);
  const bat = await visitor(desk);
  const { conversationId } = await send(bat, 'It came late');
  const { contact } = (await desk.store.conversations.find(conversationId))!;
  const open = async (body: object = {}) => {
    const opened = await sarnai.ask('POST /v1/complaints', { body: { conversationId, ...LATE, ...body } });
    return opened.json();
  };
  return { desk, oyu, sarnai, bat, conversationId, contact, open };
}

test('CP1 a complaint is opened by hand, or by a program once for its id', async () => {
  const { desk, sarnai, conversationId, contact, oyu, open } = await talked();
  const made = await open({ until: { date: '2026-03-06' }, source: 'conversation', severity: 3 });
  expect(made).toMatchObject({
    ...{ contactId: contact.id, siteId: desk.site.id, conversationId, source: 'conversation', severity: 3 },
    ...{ about: { kind: 'service', id: null, name: 'Late delivery' }, status: 'open', version: 1, assignee: null },
    ...{ until: { date: '2026-03-06', timeZone: 'UTC' }, untilAt: Date.UTC(2026, 2, 7) },
  });
  const keyed = { body: { name: 'Shop', scopes: ['complaints'] }, cookie: oyu.cookie };
  const { secret } = (await ask(desk, 'POST /v1/keys', keyed)).json();
  const headers = { authorization: `Bearer ${secret}` };
  const person = { contactId: contact.id };
  const shop = (body: object) => ask(desk, 'POST /v1/complaints', { body, origin: null, headers });
  const first = await shop({ person, ...LATE, externalId: '7' });
  expect([first.statusCode, first.json().source]).toEqual([201, 'api']);
  const again = await shop({ person, ...LATE, externalId: '7' });
  expect([again.statusCode, again.json().id]).toEqual([200, first.json().id]);
  expect((await shop({ person, ...LATE, externalId: '7', severity: 1 })).statusCode).toBe(409);
  const { id: agentId } = sarnai.agent;
  const of = await shop({ person, about: { kind: 'employee', id: agentId }, asked: 'Rude' });
  expect(of.json().about).toEqual({ kind: 'employee', id: agentId, name: 'Sarnai' });
  for (const wrong of [
    { ...LATE },
    { person, asked: 'Rude', about: { kind: 'employee', id: 'nobody' } },
    { person, asked: 'Bad', about: { kind: 'purchase', id: 'none' } },
    { person, asked: 'Bad', about: { kind: 'other' } },
    { person, ...LATE, asked: ' ' },
    { person, ...LATE, severity: 4 },
    { person, ...LATE, assigneeId: 'nobody' },
    { person, ...LATE, until: { date: 'Friday' } },
  ]) {
    expect((await shop(wrong)).statusCode, JSON.stringify(wrong)).toBe(422);
  }
  expect((await shop({ person: { contactId: 'none' }, ...LATE })).statusCode).toBe(404);
  expect((await shop({ conversationId: 'none', ...LATE })).statusCode).toBe(404);
});

test('CP2 who does not see its site neither reads nor changes it, and readers change nothing', async () => {
  const { desk, open } = await talked();
  const { id } = await open();
  const blind = await staffed(desk, { siteIds: [] });
  expect((await blind.ask('GET /v1/complaints')).json()).toMatchObject({ complaints: [], counts: { open: 0 } });
  for (const line of [`GET /v1/complaints/${id}`, `POST /v1/complaints/${id}/take`, `PATCH /v1/complaints/${id}`]) {
    expect((await blind.ask(line as 'GET /', { body: line.startsWith('PATCH') ? {} : undefined })).statusCode).toBe(
      404,
    );
  }
  const reader = await staffed(desk, { role: 'reader' });
  expect((await reader.ask('GET /v1/complaints')).json().complaints).toHaveLength(1);
  expect((await reader.ask(`POST /v1/complaints/${id}/take`)).statusCode).toBe(403);
  expect((await reader.ask('PUT /v1/complaint-settings', { body: { fromLowRatings: true } })).statusCode).toBe(403);
});

test('CP3 an owner is told by their ways until somebody takes it, and again when its day is over', async () => {
  // Of the conversation itself nobody is told.
  const notices = { ...SITE_NOTICE_DEFAULTS, message: 'nobody', late: 'nobody' } as const;
  const { desk, oyu, sarnai, open } = await talked({ site: { notices } });
  addWays(desk);
  await wants(desk, oyu.agent.id, { ways: inOrder('page', 'push', 'sms'), showsWords: true });
  await wants(desk, sarnai.agent.id, { ways: inOrder('push') });
  const { id } = await open({ until: { date: '2026-03-04' } });
  await desk.pass(MINUTE);
  expect(await toldTo(desk, oyu.agent.id)).toEqual([
    ['push', 'has a complaint: Late delivery: Wanted noon, came at four'],
  ]);
  await desk.pass(4 * MINUTE);
  expect((await toldTo(desk, oyu.agent.id)).map(([way]) => way)).toEqual(['push', 'sms']);
  // Who opened it is told nothing of it before nobody took it.
  expect(await toldTo(desk, sarnai.agent.id)).toEqual([]);
  await desk.pass(HOUR);
  const untaken = 'has a complaint that nobody deals with';
  expect(await toldTo(desk, sarnai.agent.id)).toEqual([['push', untaken]]);
  expect((await sarnai.ask(`POST /v1/complaints/${id}/take`)).json().assignee.name).toBe('Sarnai');
  expect((await toldTo(desk, sarnai.agent.id)).map(([, words]) => words)).toEqual([null]);
  const other = await staffed(desk);
  expect((await other.ask(`POST /v1/complaints/${id}/take`)).statusCode).toBe(409);
  await desk.pass(DAY);
  const last = (await toldTo(desk, sarnai.agent.id)).at(-1);
  expect(last).toEqual(['push', 'has a complaint that should be settled by now']);
  await sarnai.ask(`POST /v1/complaints/${id}/close`, { body: { done: 'Flowers' } });
  expect((await toldTo(desk, oyu.agent.id)).filter(([, words]) => words?.includes('complaint'))).toEqual([]);
  expect(await desk.store.jobs.ofConversation(id)).toEqual([]);
});

test('CP3 CP4 open inboxes hear of it, and the list tells who deals with what', async () => {
  const { desk, sarnai, conversationId } = await talked();
  const oyu = await agent(desk, { role: 'owner' });
  const opened = await sarnai.ask('POST /v1/complaints', { body: { conversationId, ...LATE } });
  const { id } = opened.json();
  const told = await oyu.hears('complaint.changed');
  expect(told).toMatchObject({ complaintId: id, told: { reason: 'opened' } });
  expect(told.told!.to).toContain(oyu.welcome.agentId);
  await sarnai.ask(`PATCH /v1/complaints/${id}`, {
    body: { assigneeId: oyu.welcome.agentId, until: { date: '2026-03-03' } },
  });
  expect((await oyu.hears('complaint.changed')).told).toEqual({ reason: 'given', to: [oyu.welcome.agentId] });
  const mine = await ask(desk, 'GET /v1/complaints?show=mine', { cookie: oyu.cookie });
  expect(mine.json()).toMatchObject({ counts: { open: 1, mine: 1, late: 1 }, complaints: [{ complaint: { id } }] });
  expect((await sarnai.ask('GET /v1/complaints?show=mine')).json()).toMatchObject({
    counts: { mine: 0 },
    complaints: [],
  });
  expect((await sarnai.ask('GET /v1/complaints?cursor=x')).statusCode).toBe(400);
});

/** The link of a text. */
const linkIn = (text: string) => new URL(/http\S+/.exec(text)![0]).pathname as `/${string}`;
const press = (desk: Desk, path: `/${string}`, right: string) =>
  ask(desk, `POST ${path}`, {
    body: `right=${right}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

test('CP5 closing asks in the chat that is open, and a no opens it again for whoever dealt with it', async () => {
  const { desk, sarnai, bat, contact, open } = await talked({ config: { publicUrl: 'http://desk.example' } });
  const { id } = await open();
  await sarnai.ask(`POST /v1/complaints/${id}/take`);
  const closed = await sarnai.ask(`POST /v1/complaints/${id}/close`, { body: { done: 'New flowers' } });
  expect(closed.json()).toMatchObject({ status: 'closed', askedBy: 'chat', isRight: null });
  const { entry } = await bat.hears('entry.added', news => news.entry.author.kind === 'system');
  const { text } = entry.body as { text: string };
  expect(text).toContain('New flowers');
  const path = linkIn(text);
  const looked = await ask(desk, `GET ${path}`);
  expect([looked.statusCode, looked.body.includes('New flowers')]).toEqual([200, true]);
  expect((await desk.store.complaints.find(id))!.isRight).toBe(null);
  expect((await ask(desk, `GET ${path}x`)).statusCode).toBe(404);
  expect((await press(desk, path, 'maybe')).statusCode).toBe(422);
  const said = await press(desk, path, 'no');
  expect([said.statusCode, said.body.includes('open again')]).toEqual([200, true]);
  expect(await desk.store.complaints.find(id)).toMatchObject({ status: 'open', isRight: false, reopened: 1 });
  expect((await press(desk, path, 'no')).statusCode).toBe(200);
  expect((await press(desk, path, 'yes')).statusCode).toBe(409);
  const by = { role: 'owner', siteIds: null } as const;
  expect(await glanceOf(desk.context, [contact.id], by)).toMatchObject({ open: 1, complaints: [{ id }] });
  expect(await complaintTimeline(desk.context).read([contact.id], null, 5, by)).toMatchObject([
    { id, kind: 'complaint' },
  ]);
});

test('CP5 P3 who has left is asked by mail, and nobody where that is not wanted or there is no way', async () => {
  const { desk, sarnai, conversationId, contact, open } = await talked({ config: MAIL });
  await sarnai.ask(`PATCH /v1/contacts/${contact.id}`, { body: { email: 'bat@example.com' } });
  const { id } = await open();
  const kept = await desk.store.conversations.setStatus({
    ...{ conversationId, status: 'closed', at: desk.context.now(), author: { kind: 'system' } },
  });
  expect(kept).not.toBe(null);
  const close = (asks?: boolean) => sarnai.ask(`POST /v1/complaints/${id}/close`, { body: { done: 'Flowers', asks } });
  expect((await close()).json().askedBy).toBe('mail');
  const { items } = await desk.store.outbox.page({ isDead: false, limit: 10 });
  const letter = openLetter(desk.context.config.secretKey, items.find(each => each.event === 'complaint')!.payload)!;
  expect(letter).toMatchObject({ to: 'bat@example.com', values: { answer: 'Flowers', subject: 'Late delivery' } });
  expect((await press(desk, linkIn(letter.values.link!), 'yes')).statusCode).toBe(200);
  expect(await desk.store.complaints.find(id)).toMatchObject({ status: 'closed', isRight: true });
  await sarnai.ask(`POST /v1/complaints/${id}/reopen`, { body: { asked: 'Again' } });
  expect((await ask(desk, `GET ${linkIn(letter.values.link!)}`)).body).toContain('This question is over');
  expect((await close(false)).json()).toMatchObject({ askedBy: null, reopened: 1 });
  expect((await close()).statusCode).toBe(409);
  // Who only typed an address hears nothing of what was said elsewhere.
  const oyun = await visitor(desk);
  await oyun.ask({ type: 'visitor.identify', email: 'oyun@example.com' });
  const talk = await send(oyun, 'Hello');
  const { contact: typed } = (await desk.store.conversations.find(talk.conversationId))!;
  const body = { person: { contactId: typed.id }, ...LATE };
  const other = (await sarnai.ask('POST /v1/complaints', { body })).json();
  const closed = await sarnai.ask(`POST /v1/complaints/${other.id}/close`, { body: { done: 'Flowers' } });
  expect(closed.json()).toMatchObject({ status: 'closed', askedBy: null });
});

test('CP6 a low rating opens one by itself where an owner wants that, once', async () => {
  const { desk, oyu, conversationId, sarnai, bat } = await talked({
    site: { rating: { isOn: true, lowScore: 2, notTags: [] } },
  });
  const settings = { body: { fromLowRatings: true }, cookie: oyu.cookie };
  expect((await ask(desk, 'PUT /v1/complaint-settings', settings)).json()).toEqual({ fromLowRatings: true });
  const page = await agent(desk, { name: 'Temuulen' });
  await page.ask({ type: 'message.send', conversationId, text: 'Sorry' });
  await page.ask({ type: 'conversation.close', conversationId });
  await desk.pass(2 * MINUTE, page, bat);
  const { askSeq } = (await desk.store.conversations.find(conversationId))!.asked!;
  const rating = {
    type: 'rating.send',
    askSeq,
    score: 1,
    word: 'Four hours, no call',
    clientId: 'rated-by-bat',
  } as const;
  await bat.ask(rating);
  await bat.ask(rating);
  const { complaints } = (await sarnai.ask('GET /v1/complaints')).json();
  expect(complaints).toHaveLength(1);
  expect(complaints[0].complaint).toMatchObject({
    ...{ source: 'rating', severity: 3, asked: 'Four hours, no call', conversationId },
    about: { kind: 'employee', name: 'Temuulen' },
  });
});

test('CP7 CP6 the whole desk hears of a complaint, and it goes with its person and what was to be told of it', async () => {
  const { desk, oyu, contact, open } = await talked();
  const owner = (line: `${string} /${string}`, body?: unknown) => ask(desk, line, { body, cookie: oyu.cookie });
  await owner('POST /v1/webhooks', {
    url: 'https://crm.example/hook',
    events: ['complaint.added', 'complaint.changed'],
  });
  const { id } = await open();
  await owner(`POST /v1/complaints/${id}/take`);
  const waiting = async () => (await desk.store.outbox.page({ isDead: false, limit: 10 })).items;
  expect((await waiting()).map(each => each.event).sort()).toEqual(['complaint.added', 'complaint.changed']);
  await open();
  expect((await owner(`GET /v1/contacts/${contact.id}/export?format=jsonl`)).body).toContain('"kind":"complaints"');
  expect((await owner(`GET /v1/contacts/${contact.id}/export?format=html`)).body).toContain('Your complaints');
  const erased = await owner(`POST /v1/contacts/${contact.id}/erasure`, { confirm: 'erase' });
  expect(erased.json().counts).toMatchObject({ complaints: 2 });
  expect((await owner('GET /v1/complaints')).json().complaints).toEqual([]);
  expect(await desk.store.jobs.ofConversation(id)).toEqual([]);
  expect((await waiting()).filter(each => each.kind === 'webhook')).toEqual([]);
});

describe.skipIf(!mongo.uri)(`several servers ${mongo.reason ?? ''}`, () => {
  test('MS1 CP3 an inbox at another server hears of a complaint', async () => {
    const [here, there] = (await buildFleet(newDatabase(mongo), 2)) as [Desk, Desk];
    const oyu = await agent(there, { role: 'owner' });
    const sarnai = await staffed(here);
    const { conversationId } = await send(await visitor(here), 'It came late');
    const { id } = (await sarnai.ask('POST /v1/complaints', { body: { conversationId, ...LATE } })).json();
    expect(await oyu.hears('complaint.changed')).toMatchObject({ complaintId: id });
  });
});
