import { expect, test } from 'vitest';
import { type AgentDialogue, agent, buildFleet, buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { ask } from '../../../helpers/http.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';

const mongo = await sharedMongo();

/** Two agents, perhaps at two servers, and a conversation that a visitor began. */
async function twoAgents(here: Desk, there: Desk = here) {
  const bat = await visitor(here);
  const { conversationId } = await send(bat, 'Do you deliver to Darkhan?');
  const sarnai = await agent(here, { name: 'Sarnai' });
  const bold = await agent(there, { name: 'Bold', capacity: 0 });
  await here.context.routing.settled();
  const note = (...mentions: string[]) =>
    ({ type: 'note.add', conversationId, text: '@Bold please look', mentions }) as const;
  return { bat, conversationId, sarnai, bold, note };
}

const unread = async (desk: Desk, page: AgentDialogue) => (await agent(desk, page)).welcome.mentions;

test('MN1 MN2 who is named hears of it whatever their page shows, and finds it later; the visitor hears nothing', async () => {
  const desk = await buildTestApp();
  const { bat, conversationId, sarnai, bold, note } = await twoAgents(desk);
  await bold.ask({ type: 'views.watch', view: 'mine', site: null, conversationId: null });
  const named = note(bold.agent.id, bold.agent.id);
  const entry = { body: { kind: 'note', text: '@Bold please look', mentions: [{ id: bold.agent.id, name: 'Bold' }] } };
  expect(await sarnai.ask(named)).toMatchObject({ type: 'ack', entry });
  expect(await bold.hears('mention.told')).toMatchObject({ entry, conversation: { id: conversationId } });
  const { mentions, cursor } = (await ask(desk, 'GET /v1/mentions', { cookie: bold.cookie })).json();
  expect(mentions).toMatchObject([{ entry, conversation: { id: conversationId }, isRead: false }]);
  expect(cursor).toBe(null);
  expect((await ask(desk, 'GET /v1/mentions', { cookie: sarnai.cookie })).json().mentions).toEqual([]);
  expect(JSON.stringify(await bat.rest())).not.toMatch(/look|mention/);
});

test('MN2 ST4 a note that comes twice names nobody twice, and gets its answer also when they are gone by then', async () => {
  const desk = await buildTestApp();
  const { sarnai, bold, note } = await twoAgents(desk);
  const command = { ...note(bold.agent.id), clientId: 'note-of-sarnai' };
  const first = await sarnai.ask(command);
  await bold.hears('mention.told');
  expect(await sarnai.ask(command)).toEqual(first);
  expect((await bold.rest()).filter(news => news.type === 'mention.told')).toEqual([]);
  expect(await unread(desk, bold)).toEqual({ unread: 1, hasAny: true });
  await desk.store.agents.update(bold.agent.id, { isDisabled: true });
  await agent(desk);
  expect(await sarnai.ask(command)).toEqual(first);
});

test('MN1 who is not there, is disabled or does not see the site is not named, and nothing is kept of the note', async () => {
  const desk = await buildTestApp();
  const theirs = await desk.addSite({ key: 'tulga' });
  const { sarnai, conversationId, note } = await twoAgents(desk);
  const limited = await agent(desk, { siteIds: [theirs.id] });
  const disabled = await agent(desk, { isDisabled: false });
  await desk.store.agents.update(disabled.agent.id, { isDisabled: true });
  await agent(desk);
  const before = await desk.store.conversations.find(conversationId);
  const refused = { type: 'error', code: 'FIELD_INVALID', fields: { mentions: 'FIELD_INVALID' } };
  for (const id of ['none', disabled.agent.id, limited.agent.id]) {
    expect(await sarnai.ask(note(id))).toMatchObject(refused);
  }
  const many = Array.from({ length: 21 }, (_, index) => `agent-${index}`);
  expect(await sarnai.ask(note(...many))).toMatchObject({ type: 'error', code: 'FIELD_INVALID' });
  expect(await desk.store.conversations.find(conversationId)).toEqual(before);
});

test('MN3 RI2 a reader is named too; what they open is seen on all their pages', async () => {
  const desk = await buildTestApp();
  const { sarnai, conversationId, note } = await twoAgents(desk);
  const reader = await agent(desk, { role: 'reader', name: 'Bold' });
  expect(reader.welcome.mentions).toEqual({ unread: 0, hasAny: false });
  await sarnai.ask(note(reader.agent.id));
  await sarnai.ask(note(reader.agent.id));
  const second = await agent(desk, reader);
  expect(second.welcome.mentions).toEqual({ unread: 2, hasAny: true });
  await reader.ask({ type: 'mentions.read', conversationId });
  const changed = { type: 'mentions.changed', conversationId, unread: 0, hasAny: true };
  expect(await second.hears('mentions.changed')).toEqual(changed);
  // Seen once is seen.
  await second.rest();
  await reader.ask({ type: 'mentions.read', conversationId });
  expect((await second.rest()).filter(news => news.type === 'mentions.changed')).toEqual([]);
});

test('MN2 RI5 who may not see the site any more hears and counts nothing of it', async () => {
  const desk = await buildTestApp();
  const theirs = await desk.addSite({ key: 'tulga' });
  const { sarnai, bold, note } = await twoAgents(desk);
  await sarnai.ask(note(bold.agent.id));
  await desk.store.agents.update(bold.agent.id, { siteIds: [theirs.id] });
  await agent(desk);
  expect(await unread(desk, bold)).toEqual({ unread: 0, hasAny: false });
  expect((await ask(desk, 'GET /v1/mentions', { cookie: bold.cookie })).json().mentions).toEqual([]);
});

test.skipIf(!mongo.uri)(`MN2 MN3 MS1 a mention is told and seen over servers ${mongo.reason ?? ''}`, async () => {
  const [here, there] = (await buildFleet(newDatabase(mongo), 2)) as [Desk, Desk];
  const { sarnai, bold, conversationId, note } = await twoAgents(here, there);
  const atHome = await agent(here, bold);
  await here.context.staff.reload();
  await sarnai.ask(note(bold.agent.id));
  await Promise.all([bold.hears('mention.told'), atHome.hears('mention.told')]);
  await bold.ask({ type: 'mentions.read', conversationId });
  await Promise.all([bold, atHome].map(page => page.hears('mentions.changed', ({ unread: left }) => left === 0)));
});
