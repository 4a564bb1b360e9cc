import { expect, test } from 'vitest';
import { SCRIPT_PHRASES } from '../../../../protocol/script/words.ts';
import type { Script } from '../../../../protocol/scripts.ts';
import {
  agent,
  buildFleet,
  buildTestApp,
  type Desk,
  send,
  type VisitorDialogue,
  visitor,
} from '../../../helpers/app.ts';
import { ask, staffed } from '../../../helpers/http.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';
import { SCRIPT } from '../../../helpers/script.ts';

const mongo = await sharedMongo();
const { person, passedOn, passedOnAway } = SCRIPT_PHRASES.en;

const answering = (script: Script = SCRIPT) => buildTestApp({ site: { script } });

/** What the script says next to a visitor. */
async function answerTo(from: VisitorDialogue, text: string) {
  await send(from, text);
  const { entry } = await from.hears('entry.added', ({ entry: { author } }) => author.kind === 'system');
  if (entry.body.kind !== 'message') throw new Error(`wanted a message, got ${JSON.stringify(entry)}`);
  return entry.body;
}

const stored = async ({ store }: Desk, id: string) => (await store.conversations.find(id))!;

test('SA1 SA2 a visitor is answered at once, agents see both, and nobody is called', async () => {
  const desk = await answering();
  const sarnai = await agent(desk);
  const bat = await visitor(desk, { locale: 'ru' });
  const { text, script } = await answerTo(bat, 'Часы работы');
  expect(text).toMatch(/^Про часы работы\./);
  expect(script).toMatchObject({ act: 'answer', node: 'hours' });
  const seen = [await sarnai.hears('entry.added'), await sarnai.hears('entry.added')];
  expect(seen.map(({ entry }) => entry.author.kind)).toEqual(['visitor', 'system']);
  expect(seen.map(({ conversation }) => conversation.script?.is)).toEqual(['answering', 'answering']);
  await desk.context.routing.settled();
  const { conversationId } = seen[0]!.entry;
  expect(await stored(desk, conversationId)).toMatchObject({ assigneeId: null, status: 'closed', waitingSince: null });
  // To the visitor it is as open as ever.
  const again = await visitor(desk, { token: bat.token });
  expect(again.welcome.conversation).toMatchObject({ status: 'open', assignee: null });
  expect(again.welcome.entries.map(({ author }) => author.kind)).toEqual(['visitor', 'system']);
});

test('SA2 RT1 what fits nowhere is asked about once; a call for a person is given to who is here, and rings', async () => {
  const desk = await answering();
  const sarnai = await agent(desk);
  const bat = await visitor(desk);
  const asked = await answerTo(bat, 'My roses are blue');
  expect(asked.script).toMatchObject({ act: 'ask', buttons: ['Delivery', 'Opening hours', person] });
  desk.context.routing.wake();
  await desk.context.routing.settled();
  const { entry } = await sarnai.hears('entry.added', news => news.entry.author.kind === 'visitor');
  expect((await stored(desk, entry.conversationId)).assigneeId).toBe(null);
  expect((await answerTo(bat, 'Blue!')).text).toBe(passedOn);
  const { conversation } = await sarnai.hears('entry.added', ({ entry: { body } }) => {
    return body.kind === 'event' && body.event === 'assigned';
  });
  expect(conversation).toMatchObject({ assigneeId: sarnai.agent.id, script: { is: 'handed_over' } });
  expect(conversation.waitingSince).not.toBe(null);
});

test('SA2 while nobody is there it answers too, and says so where a person is wanted', async () => {
  const desk = await answering();
  const bat = await visitor(desk);
  expect((await answerTo(bat, 'do you deliver')).text).toBe('About delivery.');
  expect((await answerTo(bat, person)).text).toBe(passedOnAway);
});

test('SA2 RT1 a form beside it is for people, and whoever takes it up has the conversation', async () => {
  const desk = await answering();
  const sarnai = await agent(desk);
  const bat = await visitor(desk);
  const { conversationId } = await send(bat, 'Delivery');
  await bat.ask({ type: 'form.send', name: 'Bat', email: 'bat@example.com', message: 'An offer for fifty, please' });
  await desk.context.routing.settled();
  expect(await stored(desk, conversationId)).toMatchObject({
    assigneeId: sarnai.agent.id,
    wait: { kind: 'form' },
    script: { is: 'handed_over' },
  });
});

test('SA2 SP4 whoever presses the first button at once, as many do, is no robot', async () => {
  const desk = await answering();
  const held: (string | undefined)[] = [];
  for (let count = 0; count < 8; count += 1) {
    const { conversationId } = await send(await visitor(desk), 'Delivery');
    held.push((await stored(desk, conversationId)).status);
  }
  expect(held).toEqual(Array.from({ length: 8 }, () => 'closed'));
});

test('SA3 SA1 an agent speaks, and later gives it back: the script says its first answer again', async () => {
  const desk = await answering();
  const sarnai = await agent(desk);
  const bat = await visitor(desk);
  const { conversationId } = await send(bat, person);
  await sarnai.ask({ type: 'message.send', conversationId, text: 'Here I am' });
  const { entry: plain } = await bat.hears('entry.added', ({ entry }) => entry.author.kind === 'agent');
  await send(bat, 'Delivery');
  const after = (await bat.rest()).filter(news => news.type === 'entry.added' && news.entry.seq > plain.seq + 1);
  expect(after).toEqual([]);
  const command = { type: 'script.resume', clientId: 'resume-0001', conversationId } as const;
  const first = await sarnai.ask(command);
  expect(first).toMatchObject({ type: 'ack', entry: { body: { event: 'script_resumed' } } });
  expect((await bat.hears('entry.added')).entry.body).toMatchObject({ text: 'What is it about?' });
  expect(await sarnai.ask(command)).toEqual(first);
  expect((await bat.rest()).filter(news => news.type === 'entry.added')).toEqual([]);
  expect((await answerTo(bat, 'Delivery')).text).toBe('About delivery.');
});

test('SA3 of a site whose script is off nothing is given back', async () => {
  const desk = await answering();
  const sarnai = await agent(desk);
  const { conversationId } = await send(await visitor(desk), person);
  await desk.changeSite({ script: { ...SCRIPT, isOn: false } });
  expect(await sarnai.ask({ type: 'script.resume', conversationId })).toMatchObject({ code: 'NOT_FOUND' });
});

test('SA7 a page knows the first answer before anything is said, and nothing is there because of it', async () => {
  const desk = await answering();
  const bat = await visitor(desk, { locale: 'ru-RU' });
  const offer = { text: 'Чем помочь?', buttons: ['Доставка', 'Часы работы', SCRIPT_PHRASES.ru.person] };
  expect(bat.welcome.site.offer).toEqual(offer);
  expect(bat.welcome.conversation).toBe(null);
  const panel = await ask(desk, 'GET /v1/sites/altan/panel?locale=ru');
  expect(panel.json().site.offer).toEqual(offer);
  await desk.changeSite({ script: { ...SCRIPT, isOn: false } });
  expect((await visitor(desk)).welcome.site).not.toHaveProperty('offer');
});

test('SA1 F3 over HTTP the answer comes with what was sent, and once', async () => {
  const desk = await answering();
  const body = { type: 'message.send', clientId: 'http-0000-0001', text: 'Opening hours' };
  const first = await ask(desk, 'POST /v1/sites/altan/submissions', { body });
  expect(first.statusCode).toBe(201);
  expect(first.json().answer.body).toMatchObject({ kind: 'message', script: { node: 'hours' } });
  const again = await ask(desk, 'POST /v1/sites/altan/submissions', { body });
  expect([again.statusCode, again.json().entry.seq, again.json().answer]).toEqual([200, 1, undefined]);
  const { conversationId } = first.json().entry;
  expect((await stored(desk, conversationId)).lastSeq).toBe(2);
});

test('SA5 SA6 an owner writes a script and reads what it did; it can be on when nothing is wrong with it', async () => {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner' });
  expect((await owner.ask('GET /v1/sites/altan/script')).json()).toEqual({ script: null, counts: [] });
  const faulty: Script = { ...SCRIPT, nodes: SCRIPT.nodes.map(node => ({ ...node, asksHelp: false })) };
  const refused = await owner.ask('PUT /v1/sites/altan/script', { body: faulty });
  expect([refused.statusCode, refused.json().message ?? refused.body]).toEqual([
    422,
    expect.stringContaining('hours dead_end'),
  ]);
  const off = await owner.ask('PUT /v1/sites/altan/script', { body: { ...faulty, isOn: false } });
  expect(off.json().script).toEqual({ ...faulty, isOn: false });
  expect((await owner.ask('PUT /v1/sites/altan/script', { body: SCRIPT })).json().script).toEqual(SCRIPT);

  const bat = await visitor(desk);
  await answerTo(bat, 'Opening hours');
  await answerTo(bat, 'Yes');
  const of = (act: string) => ({ day: '2026-03-04', node: 'hours', act, count: 1 });
  const { counts } = (await owner.ask('GET /v1/sites/altan/script')).json();
  expect(counts).toEqual([of('answer'), of('thanks')]);
  const { rows } = (await owner.ask('GET /v1/audit')).json();
  expect(rows[0]).toMatchObject({ what: 'site.changed', on: { text: 'script' } });
  // It is long, so it does not come with every site.
  expect((await owner.ask('GET /v1/sites')).json()[0]).not.toHaveProperty('script');

  const other = await staffed(desk, { role: 'agent' });
  for (const line of ['GET /v1/sites/altan/script', 'PUT /v1/sites/altan/script'] as const) {
    const answer = await other.ask(line, line.startsWith('PUT') ? { body: SCRIPT } : {});
    expect([line, answer.statusCode]).toEqual([line, 403]);
  }
});

test('SA5 a script of the largest size is taken', async () => {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner' });
  const words = (at: number) => ({ button: `Вопрос ${at}`, text: 'я'.repeat(700), keywords: [`слово ${at}`] });
  const leaf = (at: number) => ({ id: `n${at}`, words: { ru: words(at) }, next: [] as string[], asksHelp: true });
  const nodes = Array.from({ length: 200 }, (_, at) => leaf(at));
  for (const [at, node] of nodes.entries()) {
    node.next = [1, 2, 3, 4, 5, 6]
      .map(child => at * 6 + child)
      .filter(id => id < 200)
      .map(id => `n${id}`);
  }
  const script: Script = { isOn: true, locales: ['ru'], nodes };
  const answer = await owner.ask('PUT /v1/sites/altan/script', { body: script });
  expect([answer.statusCode, answer.json().script?.nodes.length]).toEqual([200, 200]);
  const bat = await visitor(desk, { locale: 'ru' });
  expect((await answerTo(bat, 'вопрос 199')).script?.node).toBe('n199');
});

test.skipIf(!mongo.uri)(
  `SA1 SA2 MS1 servers answer alike, and who is called is called everywhere ${mongo.reason ?? ''}`,
  async () => {
    const [here, there] = (await buildFleet(newDatabase(mongo), 2)) as [Desk, Desk];
    await here.changeSite({ script: SCRIPT });
    there.context.sites.forget();
    const sarnai = await agent(there);
    const bat = await visitor(here);
    const page = await visitor(there, { token: bat.token });
    await send(bat, 'Opening hours');
    const { entry: first } = await bat.hears('entry.added');
    const answers = [await page.hears('entry.added'), await page.hears('entry.added')];
    expect(answers[1]!.entry).toEqual(first);
    // The next words come by the other server, which has only heard of the first.
    expect((await answerTo(page, 'Yes')).script).toMatchObject({ act: 'thanks', node: 'hours' });
    expect((await answerTo(page, person)).script).toMatchObject({ act: 'person', node: 'hours' });
    const { conversation } = await sarnai.hears('entry.added', ({ entry: { body } }) => {
      return body.kind === 'event' && body.event === 'assigned';
    });
    expect(conversation.assigneeId).toBe(sarnai.agent.id);
    const entries = await here.store.conversations.entriesAfter(conversation.id, 0, 50);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, at) => at + 1));
    expect(entries.filter(({ author, body }) => author.kind === 'system' && body.kind === 'message')).toHaveLength(3);
  },
);
