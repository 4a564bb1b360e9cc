import { expect, test } from 'vitest';
import type { TimelineAnswer } from '../../../../protocol/timeline.ts';
import { SILENCE_MS } from '../../../../server/features/conversations/talks.ts';
import { agent, buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { staffed } from '../../../helpers/http.ts';

/** Bat wrote, was answered, rated it, asked for a call, and wrote again days later. */
async function known(desk: Desk) {
  const owner = await staffed(desk, { role: 'owner', name: 'Oyu' });
  const bat = await visitor(desk, { page: { url: 'https://altan.example/peonies', title: 'Peonies', referrer: '' } });
  const { conversationId } = await send(bat, 'Peonies for Friday?');
  const sarnai = await agent(desk, { name: 'Sarnai', capacity: 0 });
  await desk.pass(60_000, bat, sarnai);
  await sarnai.ask({ type: 'message.send', conversationId, text: 'Yes' });
  await sarnai.leave();
  await bat.ask({ type: 'callback.request', phone: '+97699112233', name: 'Bat', topic: 'a wedding' });
  const [callback] = await desk.store.callbacks.ofConversation(conversationId);
  await bat.leave();
  await desk.pass(2 * SILENCE_MS);
  const again = await visitor(desk, { token: bat.token });
  const last = await send(again, 'And tulips?');
  const conversation = (await desk.store.conversations.find(conversationId))!;
  const read = async (query = '', who = owner, id = conversation.contact.id) => {
    const answer = await who.ask(`GET /v1/contacts/${id}/timeline${query}`);
    return { status: answer.statusCode, ...(answer.json() as TimelineAnswer) };
  };
  return { owner, bat, conversation, callback: callback!, last, read };
}

test('TL1 TL3 TL4 everything is one column, page by page, and by kind', async () => {
  const desk = await buildTestApp();
  const { conversation, callback, last, read } = await known(desk);
  const whole = await read();
  expect(whole.items.map(({ kind }) => kind)).toEqual(['talk', 'callback', 'talk', 'visit']);
  const { id } = conversation;
  expect(whole.items).toMatchObject([
    { id: `${id}.${last.seq}`, text: 'And tulips?', agentNames: [], answeredMs: null },
    { id: callback.id, topic: 'a wedding', status: 'pending', tries: 0, agentName: '' },
    { id: `${id}.1`, text: 'Peonies for Friday?', channel: 'chat', agentNames: ['Sarnai'], answeredMs: 60_000 },
    { trail: [{ name: 'Peonies', url: 'https://altan.example/peonies' }] },
  ]);
  expect(whole.cursor).toBe(null);
  const seen: object[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await read(`?limit=1${cursor && `&before=${encodeURIComponent(cursor)}`}`);
    seen.push(...page.items);
    cursor = page.cursor;
  }
  expect(seen).toEqual(whole.items);
  expect((await read('?kinds=callback,visit')).items.map(({ kind }) => kind)).toEqual(['callback', 'visit']);
  expect((await read('?kinds=nothing')).items).toEqual([]);
});

test('TL3 a page deep in a long conversation is that of one read from its end', async () => {
  const desk = await buildTestApp();
  const { conversation, owner, read } = await known(desk);
  const author = { kind: 'agent', id: owner.agent.id, name: 'Oyu' } as const;
  let at = desk.context.now();
  for (let number = 0; number < 130; number++) {
    at += number % 20 === 0 ? 2 * SILENCE_MS : 1_000;
    await desk.store.conversations.append({
      ...{ conversationId: conversation.id, clientId: `of-a-test-${number}`, fingerprint: 'f', author, at },
      body: { kind: 'message', text: `words ${number}` },
    });
  }
  const whole = (await read('?kinds=talk&limit=100')).items;
  expect(whole.map(({ text }) => text).slice(0, 3)).toEqual(['words 120', 'words 100', 'words 80']);
  expect(whole).toHaveLength(9);
  for (const [index, { at, id }] of whole.entries()) {
    const rest = await read(`?kinds=talk&limit=2&before=${encodeURIComponent(`${at}~${id}`)}`);
    expect(rest.items).toEqual(whole.slice(index + 1, index + 3));
  }
});

test('TL1 notes of the card stand among the rest', async () => {
  const desk = await buildTestApp();
  const { conversation, read } = await known(desk);
  const note = { id: 'n1', text: 'No lilies', by: { id: 'oyu', name: 'Oyu' }, at: desk.context.now() };
  await desk.store.contacts.edit(conversation.contact.id, { kind: 'note', note }, note.at);
  const { items } = await read('?kinds=note');
  expect(items).toEqual([{ kind: 'note', id: 'n1', at: note.at, text: 'No lilies', byName: 'Oyu' }]);
});

test('TL4 RI4 what is of a site that somebody does not see, or in quarantine, is not there', async () => {
  const desk = await buildTestApp();
  const { bat, conversation, read, owner } = await known(desk);
  const other = await desk.addSite({ key: 'tulga' });
  const limited = await staffed(desk, { siteIds: [other.id] });
  const reader = await staffed(desk, { role: 'reader' });
  expect((await read('', limited)).status).toBe(404);
  expect((await read('', owner, 'nobody')).status).toBe(404);
  expect((await read('', reader)).items).toHaveLength(4);
  const [visits] = await desk.store.visitors.ofContacts([conversation.contact.id], 5);
  expect(visits).toMatchObject({ id: bat.visitorId });
  const author = { kind: 'agent', id: owner.agent.id, name: 'Oyu' } as const;
  const sent = { clientId: 'client-hold', fingerprint: 'f' };
  await desk.store.spam.hold({ conversationId: conversation.id, author, sent, at: desk.context.now() });
  expect((await read()).items.map(({ kind }) => kind)).toEqual(['visit']);
  for (const wrong of ['?limit=0', '?limit=1000', '?before=x', '?kinds=A-B']) {
    expect([wrong, (await read(wrong)).status]).toEqual([wrong, 400]);
  }
});
