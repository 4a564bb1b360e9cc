import { expect, test } from 'vitest';
import type { FRAME_RIGHTS } from '../../server/rights.ts';
import { type AgentDialogue, agent, buildTestApp, type Desk, send, visitor } from '../helpers/app.ts';
import { TAKES_FILES } from '../helpers/files.ts';
import { ask, staffed } from '../helpers/http.ts';

/** Two sites with a visitor each, who wait for an answer and a call, and an agent who sees only the second site. */
async function twoSites() {
  const desk = await buildTestApp({ site: { files: TAKES_FILES } });
  const theirs = await desk.addSite({ key: 'tulga', files: TAKES_FILES });
  const owner = await staffed(desk, { role: 'owner', email: 'owner@altan.example' });
  const limited = await agent(desk, { email: 'bold@altan.example', siteIds: [theirs.id], capacity: 0 });
  const hidden = await somebody(desk, desk.site.key, 'Roses for Anu');
  const seen = await somebody(desk, theirs.key, 'Stoves for Bat');
  return { desk, theirs, owner, limited, hidden, seen };
}

async function somebody(desk: Desk, site: string, text: string) {
  const guest = await visitor(desk, { site });
  await send(guest, text);
  await guest.ask({
    type: 'callback.request',
    phone: site === 'altan' ? '+97699112233' : '+97699112244',
    name: text,
    topic: '',
  });
  const found = (await desk.store.views.page({ view: 'all', agentId: '', limit: 10 })).items;
  const conversation = found.find(each => each.visitorId === guest.visitorId)!;
  const [callback] = await desk.store.callbacks.ofConversation(conversation.id);
  return { guest, conversation, callback: callback! };
}

/** One of each command about a conversation or a call. A new command with such an id does not compile without. */
const FRAMES = (ids: { conversationId: string; callbackId: string; agentId: string }) => {
  const { conversationId } = ids;
  return {
    'views.watch': { view: 'all', site: null, conversationId },
    'conversation.resume': { conversationId, afterSeq: 0 },
    'history.get': { conversationId, beforeSeq: 10 },
    'message.send': { conversationId, text: 'Yes, we do' },
    'note.add': { conversationId, text: 'A kind one' },
    'conversation.claim': { conversationId },
    'conversation.assign': { conversationId, agentId: ids.agentId },
    'conversation.close': { conversationId },
    'conversation.reopen': { conversationId },
    'conversation.hold': { conversationId },
    'conversation.release': { conversationId },
    'conversation.snooze': { conversationId, until: null },
    'conversation.wake': { conversationId },
    'script.resume': { conversationId },
    'callback.ring': { callbackId: ids.callbackId },
    'conversation.tag': { conversationId, tag: 'delivery', isOn: true },
    'callback.resolve': { callbackId: ids.callbackId, outcome: 'reached', note: '' },
    'typing.set': { conversationId, isTyping: true },
    'read.set': { conversationId, seq: 1 },
    'mentions.read': { conversationId },
  } satisfies Record<Exclude<keyof typeof FRAME_RIGHTS, 'ping' | 'presence.set'>, object>;
};

const HIDDEN = /Roses|Anu|99112233/;

test('RI4 every command about what is of another site is answered as if it did not exist, and changes nothing', async () => {
  const { desk, limited, hidden } = await twoSites();
  const before = await desk.store.conversations.find(hidden.conversation.id);
  const agentId = limited.agent.id;
  const real = FRAMES({ conversationId: hidden.conversation.id, callbackId: hidden.callback.id, agentId });
  const none = FRAMES({ conversationId: 'none', callbackId: 'none', agentId });
  for (const type of Object.keys(real) as (keyof typeof real)[]) {
    const answerTo = async (frames: typeof real) => {
      const answer = await limited.ask({ type, ...frames[type] } as Parameters<AgentDialogue['ask']>[0]);
      return { ...answer, ref: '', ...('conversationId' in answer && { conversationId: '' }) };
    };
    expect([type, await answerTo(real)]).toEqual([type, await answerTo(none)]);
  }
  expect(await desk.store.conversations.find(hidden.conversation.id)).toEqual(before);
  expect(await desk.store.callbacks.find(hidden.callback.id)).toEqual(hidden.callback);
  expect(JSON.stringify(await limited.rest())).not.toMatch(HIDDEN);
});

test('RI4 every address answers with what is of sites that the agent sees, and knows nothing of the others', async () => {
  const { desk, theirs, limited, hidden, seen } = await twoSites();
  const asks = (line: `${string} /${string}`, body?: unknown) => ask(desk, line, { cookie: limited.cookie, body });
  for (const view of ['mine', 'unassigned', 'all', 'callbacks', 'closed', 'snoozed', 'quarantine']) {
    expect((await asks(`GET /v1/conversations?view=${view}`)).body).not.toMatch(HIDDEN);
    expect((await asks(`GET /v1/conversations?view=${view}&site=${desk.site.id}`)).json().conversations).toEqual([]);
  }
  expect((await asks('GET /v1/conversations?view=all')).json().conversations).toHaveLength(1);
  const { callbacks } = (await asks('GET /v1/callbacks')).json();
  expect(callbacks.map((each: { callback: { id: string } }) => each.callback.id)).toEqual([seen.callback.id]);
  await desk.store.search.settled();
  expect((await asks('GET /v1/search?q=roses')).json()).toEqual({ people: [], entries: [] });
  expect((await asks('GET /v1/search?q=stoves')).json().entries).not.toEqual([]);
  expect((await asks('GET /v1/sites')).json().map((site: { id: string }) => site.id)).toEqual([theirs.id]);
  const gone = await asks('GET /v1/conversations/none');
  const detail = await asks(`GET /v1/conversations/${hidden.conversation.id}`);
  expect([detail.statusCode, detail.json()]).toEqual([404, gone.json()]);
  expect((await asks(`GET /v1/conversations/${seen.conversation.id}`)).statusCode).toBe(200);
  const correction = await asks(`PATCH /v1/contacts/${hidden.conversation.contact.id}`, { name: 'Nobody' });
  expect([correction.statusCode, correction.json()]).toEqual([
    404,
    (await asks('PATCH /v1/contacts/none', { name: 'Nobody' })).json(),
  ]);
  const file = { clientId: 'upload-1', name: 'a.pdf', size: 10, type: 'application/pdf' };
  const begun = await asks('POST /v1/files', { ...file, conversationId: hidden.conversation.id });
  expect(begun.json()).toEqual((await asks('POST /v1/files', { ...file, conversationId: 'none' })).json());
  expect((await asks('POST /v1/files', { ...file, conversationId: seen.conversation.id })).statusCode).toBe(201);
});

test('RI5 a page hears nothing of other sites, whatever it watches', async () => {
  const { desk, limited, hidden, seen } = await twoSites();
  const colleague = await agent(desk, { email: 'sarnai@altan.example' });
  const { id: conversationId } = hidden.conversation;
  const watches = [
    undefined,
    { view: 'all', site: null, conversationId },
    { view: 'all', site: desk.site.id, conversationId },
    { view: 'callbacks', site: null, conversationId },
    { view: 'quarantine', site: null, conversationId },
    { view: 'unassigned', site: null, conversationId: null },
  ] as const;
  for (const shows of watches) {
    if (shows) await limited.ask({ type: 'views.watch', ...shows });
    await limited.rest();
    await hidden.guest.ask({ type: 'typing.set', isTyping: true });
    await send(hidden.guest, 'And more Roses');
    await hidden.guest.ask({ type: 'visitor.identify', name: `Anu ${Math.random()}` });
    await colleague.ask({ type: 'typing.set', conversationId, isTyping: true });
    for (const open of [conversationId, null])
      await colleague.ask({ type: 'views.watch', view: 'all', site: null, conversationId: open });
    await colleague.ask({ type: 'note.add', conversationId, text: 'Roses' });
    await colleague.ask({ type: 'conversation.hold', conversationId });
    await colleague.ask({ type: 'conversation.release', conversationId });
    const page = await visitor(desk, { token: hidden.guest.token });
    await page.leave();
    const heard = (await limited.rest()).filter(news => !['pong', 'agents', 'counts'].includes(news.type));
    expect([shows, heard]).toEqual([shows, []]);
  }
  await limited.ask({ type: 'views.watch', view: 'all', site: null, conversationId: seen.conversation.id });
  await send(seen.guest, 'Two of them');
  await limited.hears('entry.added', news => news.conversation.id === seen.conversation.id);
  await seen.guest.leave();
  await limited.hears('visitor.presence');
});

test('RI5 the welcome counts and names nobody of other sites', async () => {
  const { desk, limited, seen } = await twoSites();
  const { welcome } = await agent(desk, limited);
  expect(welcome.visitorsHere).toEqual([seen.conversation.id]);
  expect(welcome.counts).toMatchObject({ mine: 0, unassigned: 1, all: 1, callbacks: 1, quarantine: 0 });
  await desk.pass(1_000, limited);
});

test('RI6 a change of the sites closes the links of then, and holds from the next on', async () => {
  const { desk, theirs, owner, hidden } = await twoSites();
  const sarnai = await agent(desk, { email: 'sarnai@altan.example' });
  await desk.context.routing.settled();
  const change = { body: { siteIds: [theirs.id] } };
  const answer = await owner.ask(`PATCH /v1/agents/${sarnai.agent.id}`, change);
  expect(answer.json()).toMatchObject({ siteIds: [theirs.id] });
  expect(await sarnai.closed).toBe(1012);
  // What waited for her there is given back.
  await desk.context.routing.settled();
  expect((await desk.store.conversations.find(hidden.conversation.id))!.assigneeId).toBe(null);
  const again = await agent(desk, sarnai);
  const refused = await again.ask({ type: 'conversation.resume', conversationId: hidden.conversation.id, afterSeq: 0 });
  expect(refused).toMatchObject({ type: 'error', code: 'CONVERSATION_UNKNOWN' });
  const wrong = await owner.ask(`PATCH /v1/agents/${sarnai.agent.id}`, { body: { siteIds: ['none'] } });
  expect([wrong.statusCode, wrong.json().fields]).toEqual([422, { siteIds: 'FIELD_INVALID' }]);
});

test('RI6 a change at another server closes the links too', async () => {
  const { desk, limited } = await twoSites();
  await desk.store.agents.update(limited.agent.id, { siteIds: [] });
  await agent(desk, { email: 'sarnai@altan.example' });
  expect(await limited.closed).toBe(1012);
});

test('RI4 nothing of another site is given to somebody, by routing or by hand, and they make it available to nobody', async () => {
  const desk = await buildTestApp();
  const theirs = await desk.addSite({ key: 'tulga' });
  const limited = await agent(desk, { siteIds: [theirs.id] });
  const away = await visitor(desk);
  const here = await visitor(desk, { site: theirs.key });
  expect([away.welcome.availability.state, here.welcome.availability.state]).toEqual(['away', 'here']);
  await send(away, 'Roses');
  await send(here, 'Stoves');
  await desk.context.routing.settled();
  const found = (await desk.store.views.page({ view: 'all', agentId: '', limit: 10 })).items;
  const given = new Map(found.map(each => [each.siteId, each.assigneeId]));
  expect([given.get(desk.site.id), given.get(theirs.id)]).toEqual([null, limited.agent.id]);
  const owner = await agent(desk, { role: 'owner', siteIds: [], email: 'owner@altan.example', capacity: 0 });
  const conversationId = found.find(each => each.siteId === desk.site.id)!.id;
  const answer = await owner.ask({ type: 'conversation.assign', conversationId, agentId: limited.agent.id });
  expect(answer).toMatchObject({ type: 'error', code: 'FIELD_INVALID' });
});
