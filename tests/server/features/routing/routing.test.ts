import { describe, expect, test } from 'vitest';
import type { AgentNews } from '../../../../protocol/agent.ts';
import { LIMITS } from '../../../../protocol/wire/limits.ts';
import { agent, buildTestApp, type Desk, send, signedIn, visitor } from '../../../helpers/app.ts';

type AgentDialogue = Awaited<ReturnType<typeof agent>>;

/** A new visitor says something, and routing has its turn. @returns the conversation's id */
async function somebodyAsks(desk: Desk, text = 'Hello'): Promise<string> {
  const { conversationId } = await send(await visitor(desk), text);
  await desk.context.routing.settled();
  return conversationId;
}

const assigneeOf = async (desk: Desk, id: string) => (await desk.store.conversations.find(id))?.assigneeId;
const idOf = (who: AgentDialogue) => who.agent.id;

/** The last page of an agent goes, and the server has noticed. */
async function goes(desk: Desk, who: AgentDialogue): Promise<void> {
  await who.leave();
  await expect.poll(() => desk.context.hub.isAgentConnected(idOf(who))).toBe(false);
}

describe('routing', () => {
  test('RT1 a new conversation goes to the agent with the fewest open ones, and all are told', async () => {
    const desk = await buildTestApp();
    const bold = await agent(desk, { name: 'Bold' });
    await somebodyAsks(desk);
    const sarnai = await agent(desk, { name: 'Sarnai' });
    const bat = await visitor(desk);
    const { conversationId } = await send(bat, 'Hello');
    const heard = await bat.hears('entry.added');
    expect(heard.entry).toMatchObject({ author: { kind: 'system' }, body: { event: 'assigned', agentName: 'Sarnai' } });
    expect(heard.conversation.assignee).toEqual({ name: 'Sarnai' });
    await bold.hears('entry.added', news => news.conversation.id === conversationId && news.entry.seq === 2);
    expect(await assigneeOf(desk, conversationId)).toBe(idOf(sarnai));
  });

  test('RT1 what is offered late, when it was given out already, does not count twice', async () => {
    const desk = await buildTestApp();
    for (const name of ['Bold', 'Sarnai']) await agent(desk, { name });
    const [first, second] = [await somebodyAsks(desk), await somebodyAsks(desk)];
    const before = await assigneeOf(desk, second);
    const release = { conversationId: second, to: null, author: { kind: 'system' }, at: 0 } as const;
    await desk.store.conversations.assign(release);
    // As a message finds it that was kept before the conversation was given out, and is told of after that.
    desk.context.routing.offer({ ...(await desk.store.conversations.find(first))!, assigneeId: null });
    await desk.context.routing.settled();
    expect(await assigneeOf(desk, second)).toBe(before);
  });

  test('RT2 six at once are dealt out evenly', async () => {
    const desk = await buildTestApp();
    const agents = [await agent(desk), await agent(desk), await agent(desk)];
    const visitors = await Promise.all(Array.from({ length: 6 }, () => visitor(desk)));
    await Promise.all(visitors.map(each => send(each, 'Hello')));
    await desk.context.routing.settled();
    const open = await desk.store.views.load();
    expect(agents.map(each => open.get(idOf(each)))).toEqual([2, 2, 2]);
  });

  test('RT3 nobody is given more than their capacity; room that comes free is used', async () => {
    const desk = await buildTestApp();
    await signedIn(desk, { name: 'A colleague' });
    const sarnai = await agent(desk, { capacity: 1 });
    const [first, second] = [await somebodyAsks(desk), await somebodyAsks(desk)];
    expect([await assigneeOf(desk, first), await assigneeOf(desk, second)]).toEqual([idOf(sarnai), null]);
    await sarnai.ask({ type: 'conversation.close', conversationId: first });
    await desk.context.routing.settled();
    expect(await assigneeOf(desk, second)).toBe(idOf(sarnai));
  });

  test('RT9 agents are told why what nobody has waits, and when that changes', async () => {
    const desk = await buildTestApp();
    await somebodyAsks(desk);
    const sarnai = await agent(desk, { capacity: 0 });
    expect(sarnai.welcome).toMatchObject({ counts: { unassigned: 1 }, waitReason: 'nobody_has_room' });
    await sarnai.ask({ type: 'presence.set', isAway: true });
    await desk.pass(1_000, sarnai);
    await sarnai.hears('counts', news => news.waitReason === 'nobody_here');
    const bold = await agent(desk, { capacity: 1 });
    await desk.context.routing.settled();
    await desk.pass(1_000, sarnai, bold);
    await sarnai.hears('counts', news => news.counts.unassigned === 0 && news.waitReason === null);
  });

  test('RT9 each agent is told it of the sites that they see, and of no others', async () => {
    const desk = await buildTestApp();
    const [roses, stoves] = [await desk.addSite({ key: 'roses' }), await desk.addSite({ key: 'stoves' })];
    const bold = await agent(desk, { name: 'Bold', siteIds: [roses.id], capacity: 0 });
    expect(bold.welcome).toMatchObject({ waitReason: null, waitReasonOf: {} });
    await send(await visitor(desk, { site: stoves.key }), 'Hello');
    const owner = await agent(desk, { name: 'Sarnai', role: 'owner', capacity: 0 });
    await owner.ask({ type: 'presence.set', isAway: true });
    await desk.pass(1_000, bold, owner);
    // Nothing that Bold sees waits, and that is the first of those who are told.
    await owner.hears('counts', news => news.waitReason === 'nobody_here' && news.waitReasonOf[roses.id] !== undefined);
    await send(await visitor(desk, { site: roses.key }), 'Hello');
    await desk.pass(1_000, bold, owner);
    const heard = await bold.hears('counts', news => news.counts.unassigned === 1);
    expect(heard).toMatchObject({ waitReason: 'nobody_here', waitReasonOf: { [roses.id]: 'nobody_has_room' } });
    const tulga = await agent(desk, { name: 'Tulga', siteIds: [stoves.id, desk.site.id], capacity: 0 });
    await desk.pass(1_000, bold, owner, tulga);
    await owner.hears('counts', news => news.waitReasonOf[stoves.id] === 'nobody_has_room');
    await send(await visitor(desk, { site: roses.key }), 'Hello again');
    await desk.pass(1_000, bold, owner, tulga);
    const later = await bold.hears('counts', news => news.counts.unassigned === 2);
    expect(later.waitReasonOf).toEqual({ [roses.id]: 'nobody_has_room' });
  });

  test('RT4 after 2 minutes without its agent, a conversation that waits is offered again', async () => {
    const desk = await buildTestApp();
    const bold = await agent(desk, { name: 'Bold' });
    const asked = await somebodyAsks(desk);
    const sarnai = await agent(desk, { name: 'Sarnai' });
    await goes(desk, bold);
    await desk.pass(LIMITS.offerAfterMs - 1, sarnai);
    expect(await assigneeOf(desk, asked)).toBe(idOf(bold));
    await desk.pass(1);
    expect(await assigneeOf(desk, asked)).toBe(idOf(sarnai));
  });

  test('RT4 who is back within 2 minutes keeps theirs', async () => {
    const desk = await buildTestApp();
    const bold = await agent(desk);
    const asked = await somebodyAsks(desk);
    const sarnai = await agent(desk);
    await goes(desk, bold);
    await desk.pass(LIMITS.offerAfterMs - 1, sarnai);
    const again = await agent(desk, bold);
    await desk.pass(LIMITS.offerAfterMs, sarnai, again);
    expect(await assigneeOf(desk, asked)).toBe(idOf(bold));
  });

  test('RT4 with nobody else here it goes to Unassigned, where all can see it, and to who comes first', async () => {
    const desk = await buildTestApp();
    const bold = await agent(desk);
    const asked = await somebodyAsks(desk);
    await goes(desk, bold);
    await desk.pass(LIMITS.offerAfterMs);
    expect(await assigneeOf(desk, asked)).toBeNull();
    const sarnai = await agent(desk);
    expect(await assigneeOf(desk, asked)).toBe(idOf(sarnai));
  });

  test('RT4 an answered conversation stays with its agent, until the visitor writes again', async () => {
    const desk = await buildTestApp();
    const bold = await agent(desk);
    const bat = await visitor(desk);
    const { conversationId } = await send(bat, 'Hello');
    await desk.context.routing.settled();
    await bold.ask({ type: 'message.send', conversationId, text: 'Hi' });
    const sarnai = await agent(desk);
    await goes(desk, bold);
    await desk.pass(LIMITS.offerAfterMs, bat, sarnai);
    expect(await assigneeOf(desk, conversationId)).toBe(idOf(bold));
    await send(bat, 'Are you there?');
    await desk.context.routing.settled();
    expect(await assigneeOf(desk, conversationId)).toBe(idOf(sarnai));
  });

  test('RT4 an agent who says "away" is given nothing new, and after 2 minutes theirs are offered again', async () => {
    const desk = await buildTestApp();
    const bold = await agent(desk);
    const first = await somebodyAsks(desk);
    const sarnai = await agent(desk);
    await bold.ask({ type: 'presence.set', isAway: true });
    const [second, third] = [await somebodyAsks(desk), await somebodyAsks(desk)];
    expect([await assigneeOf(desk, second), await assigneeOf(desk, third)]).toEqual([idOf(sarnai), idOf(sarnai)]);
    expect(await assigneeOf(desk, first)).toBe(idOf(bold));
    await desk.pass(LIMITS.offerAfterMs, bold, sarnai);
    expect(await assigneeOf(desk, first)).toBe(idOf(sarnai));
  });

  test('RT4 after a restart, conversations of agents who do not come back are offered again', async () => {
    const desk = await buildTestApp();
    const { agent: bold } = await signedIn(desk, { name: 'Bold' });
    const asked = await somebodyAsks(desk);
    const author = { kind: 'system' } as const;
    await desk.store.conversations.assign({ conversationId: asked, to: bold, author, at: desk.context.now() });
    await desk.context.staff.reload();
    const sarnai = await agent(desk);
    await desk.pass(LIMITS.offerAfterMs - 1, sarnai);
    expect(await assigneeOf(desk, asked)).toBe(bold.id);
    await desk.pass(1);
    expect(await assigneeOf(desk, asked)).toBe(idOf(sarnai));
  });

  test('RT5 of two agents who claim at once, one wins and the other is told', async () => {
    const desk = await buildTestApp();
    const agents = [await agent(desk, { capacity: 0 }), await agent(desk, { capacity: 0 })];
    const conversationId = await somebodyAsks(desk);
    const answers = await Promise.all(agents.map(each => each.ask({ type: 'conversation.claim', conversationId })));
    expect(answers.map(each => each.type).sort()).toEqual(['ack', 'error']);
    expect(answers.find(each => each.type === 'error')).toMatchObject({ code: 'ALREADY_CLAIMED' });
    const winner = agents[answers.findIndex(each => each.type === 'ack')]!;
    expect(await assigneeOf(desk, conversationId)).toBe(idOf(winner));
    expect((await winner.ask({ type: 'conversation.claim', conversationId })).type).toBe('ack');
  });

  test('RT5 a claim and routing at once end with one agent, who both were told of', async () => {
    const desk = await buildTestApp();
    const claimer = await agent(desk, { capacity: 0, name: 'Bold' });
    const conversationId = await somebodyAsks(desk);
    const claim = claimer.ask({ type: 'conversation.claim', conversationId });
    const sarnai = await agent(desk, { name: 'Sarnai' });
    await claim;
    await desk.context.routing.settled();
    const owner = await assigneeOf(desk, conversationId);
    const told = (await sarnai.ask({ type: 'conversation.resume', conversationId, afterSeq: 0 })) as Extract<
      AgentNews,
      { type: 'conversation.resumed' }
    >;
    const events = told.entries.filter(each => each.body.kind === 'event');
    expect(events).toHaveLength(1);
    expect(events[0]!.body).toMatchObject({ event: 'assigned', agentId: owner });
  });

  test('RT6 with nobody connected it waits in Unassigned, and whoever connects is given it', async () => {
    const desk = await buildTestApp();
    const [first, second] = [await somebodyAsks(desk, 'one'), await somebodyAsks(desk, 'two')];
    expect(await assigneeOf(desk, first)).toBeNull();
    expect((await desk.store.conversations.find(first))?.waitingSince).toBe(desk.context.now());
    const sarnai = await agent(desk);
    expect([await assigneeOf(desk, first), await assigneeOf(desk, second)]).toEqual([idOf(sarnai), idOf(sarnai)]);
  });

  test('RT6 a backlog longer than one batch is given out to the end', async () => {
    const desk = await buildTestApp();
    for (let count = 0; count < 120; count++) await send(await visitor(desk), `${count}`);
    const sarnai = await agent(desk, { capacity: 1_000 });
    await desk.context.routing.settled();
    const open = await desk.store.views.load();
    expect([open.get(idOf(sarnai)), (await desk.store.views.count('')).unassigned]).toEqual([120, 0]);
  });

  test('RT10 those whom nobody here sees, or only somebody without room, keep nobody else waiting', async () => {
    const desk = await buildTestApp();
    const [unseen, full] = [await desk.addSite({ key: 'unseen' }), await desk.addSite({ key: 'full' })];
    for (const key of [unseen.key, full.key]) {
      for (let count = 0; count < 60; count++) await send(await visitor(desk, { site: key }), `${key} ${count}`);
    }
    const asked = [await somebodyAsks(desk, 'one'), await somebodyAsks(desk, 'two')];
    await signedIn(desk, { role: 'owner' });
    const busy = await agent(desk, { name: 'Busy', siteIds: [full.id], capacity: 1 });
    const sarnai = await agent(desk, { name: 'Sarnai', siteIds: [desk.site.id] });
    await desk.context.routing.settled();
    for (const id of asked) expect(await assigneeOf(desk, id)).toBe(idOf(sarnai));
    expect((await desk.store.views.load()).get(idOf(busy))).toBe(1);
    expect((await desk.store.views.count('')).unassigned).toBe(119);
  });

  test('RT10 more than a page that were put back by hand keep nobody else waiting', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk, { capacity: 1_000 });
    for (let count = 0; count < 55; count++) {
      const conversationId = await somebodyAsks(desk);
      await sarnai.ask({ type: 'conversation.assign', conversationId, agentId: null });
    }
    expect(await assigneeOf(desk, await somebodyAsks(desk))).toBe(idOf(sarnai));
    expect((await desk.store.views.count('')).unassigned).toBe(55);
  });

  test('RT7 who gives one away by hand is not given it again', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    const conversationId = await somebodyAsks(desk);
    await sarnai.ask({ type: 'conversation.assign', conversationId, agentId: null });
    await somebodyAsks(desk);
    expect(await assigneeOf(desk, conversationId)).toBeNull();
    const bold = await agent(desk, { name: 'Bold' });
    expect(await assigneeOf(desk, conversationId)).toBe(idOf(bold));
  });

  test('RT7 one that a colleague handed to somebody away stays there for 2 minutes, then it is offered again', async () => {
    const desk = await buildTestApp();
    const bold = await agent(desk, { name: 'Bold' });
    await goes(desk, bold);
    const sarnai = await agent(desk);
    await desk.pass(2 * LIMITS.offerAfterMs, sarnai);
    const conversationId = await somebodyAsks(desk);
    await sarnai.ask({ type: 'conversation.assign', conversationId, agentId: idOf(bold) });
    await desk.pass(LIMITS.offerAfterMs - 1, sarnai);
    expect(await assigneeOf(desk, conversationId)).toBe(idOf(bold));
    await desk.pass(1);
    expect(await assigneeOf(desk, conversationId)).toBe(idOf(sarnai));
  });

  test('RT8 who answers an unassigned conversation has it', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk, { capacity: 0 });
    const conversationId = await somebodyAsks(desk);
    await sarnai.ask({ type: 'message.send', conversationId, text: 'Hi' });
    await sarnai.hears('entry.added', news => news.conversation.assigneeId === idOf(sarnai));
  });

  test('RT8 an answer in a conversation of somebody else leaves it with them', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    const conversationId = await somebodyAsks(desk);
    const bold = await agent(desk, { name: 'Bold' });
    await bold.ask({ type: 'message.send', conversationId, text: 'Let me help' });
    expect(await assigneeOf(desk, conversationId)).toBe(idOf(sarnai));
  });

  test('RT7 a conversation can not be handed to somebody unknown or disabled', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    await agent(desk, { id: 'gone', isDisabled: false });
    await desk.store.agents.update('gone', { isDisabled: true });
    await desk.context.staff.reload();
    const conversationId = await somebodyAsks(desk);
    for (const agentId of ['gone', 'nobody']) {
      expect(await sarnai.ask({ type: 'conversation.assign', conversationId, agentId })).toMatchObject({
        code: 'FIELD_INVALID',
        fields: { agentId: 'FIELD_INVALID' },
      });
    }
  });
});
