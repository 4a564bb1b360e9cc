import { describe, expect, test } from 'vitest';
import type { View } from '../../../../protocol/views.ts';
import {
  type AgentDialogue,
  agent,
  buildTestApp,
  type Desk,
  send,
  type VisitorDialogue,
  visitor,
} from '../../../helpers/app.ts';

/** Says what a page shows, and drops what it heard before. */
async function shows(page: AgentDialogue, view: View, what: { site?: string; conversationId?: string } = {}) {
  const { site = null, conversationId = null } = what;
  expect(await page.ask({ type: 'views.watch', view, site, conversationId })).toMatchObject({ type: 'ack' });
  await page.rest();
}

/** Numbers and events of what a page has heard of one conversation. */
async function heard(page: AgentDialogue, conversationId: string): Promise<(number | string)[]> {
  return (await page.rest()).flatMap((news): (number | string)[] => {
    if (news.type === 'typing' && news.conversationId === conversationId) return ['typing'];
    if (news.type === 'conversation.changed' && news.conversation.id === conversationId) return ['changed'];
    if (news.type !== 'entry.added' || news.conversation.id !== conversationId) return [];
    const { seq, body } = news.entry;
    return [body.kind === 'event' ? body.event : seq];
  });
}

/** A desk where Sarnai has a conversation with Bat and Bold has none, and both show their own. */
async function twoDesks(): Promise<{
  desk: Desk;
  sarnai: AgentDialogue;
  bold: AgentDialogue;
  bat: VisitorDialogue;
  id: string;
}> {
  const desk = await buildTestApp();
  // With room for nobody: what somebody has here, a hand gave them.
  const sarnai = await agent(desk, { name: 'Sarnai', capacity: 0 });
  const bold = await agent(desk, { name: 'Bold', capacity: 0 });
  const bat = await visitor(desk);
  const { conversationId: id } = await send(bat, 'Hello');
  await sarnai.ask({ type: 'conversation.claim', conversationId: id });
  await shows(sarnai, 'mine');
  await shows(bold, 'mine');
  return { desk, sarnai, bold, bat, id };
}

describe('what a page hears', () => {
  test('W19 a page that never says what it shows hears everything', async () => {
    const { desk, bat, id } = await twoDesks();
    const plain = await agent(desk, { capacity: 0 });
    await send(bat, 'Anybody there?');
    await bat.ask({ type: 'typing.set', clientId: 'typing-0001', isTyping: true });
    expect(await heard(plain, id)).toEqual([3, 'typing']);
  });

  test("W19 W15 words in a colleague's conversation are not heard, and counted", async () => {
    const { desk, sarnai, bold, bat, id } = await twoDesks();
    await send(bat, 'For Sarnai');
    await sarnai.ask({ type: 'message.send', conversationId: id, text: 'Yes?' });
    await bat.ask({ type: 'read.set', clientId: 'read-00001', seq: 4 });
    await bat.ask({ type: 'typing.set', clientId: 'typing-0001', isTyping: true });
    expect(await heard(sarnai, id)).toEqual([3, 4, 'changed']);
    expect(await heard(bold, id)).toEqual([]);
    await desk.pass(1_000);
    expect((await bold.hears('counts')).counts).toMatchObject({ mine: 0, all: 1 });
  });

  test('W19 what nobody has is heard by everybody, so that every bell rings', async () => {
    const { desk, sarnai, bold } = await twoDesks();
    const { conversationId } = await send(await visitor(desk), 'Hello');
    expect(await heard(sarnai, conversationId)).toEqual([1]);
    expect(await heard(bold, conversationId)).toEqual([1]);
  });

  test.each<[View, (number | string)[]]>([
    ['mine', []],
    ['unassigned', []],
    ['all', [3, 'changed', 'closed']],
    ['closed', [3, 'changed', 'closed']],
    ['callbacks', []],
  ])("W19 of a colleague's conversation the view %s hears %j", async (view, wanted) => {
    const { sarnai, bold, bat, id } = await twoDesks();
    await shows(bold, view);
    await send(bat, 'For Sarnai');
    await sarnai.ask({ type: 'read.set', clientId: 'read-00001', conversationId: id, seq: 3 });
    await sarnai.ask({ type: 'conversation.close', conversationId: id });
    expect(await heard(bold, id)).toEqual(wanted);
  });

  test('W19 a view of one site hears of that site', async () => {
    const { desk, bold, bat, id } = await twoDesks();
    const blog = await desk.addSite({ key: 'blog' });
    await shows(bold, 'all', { site: blog.id });
    await send(bat, 'To the shop');
    expect(await heard(bold, id)).toEqual([]);
    await shows(bold, 'all', { site: desk.site.id });
    await send(bat, 'To the shop again');
    expect(await heard(bold, id)).toEqual([4]);
  });

  test('W19 CB2 the callbacks hear of conversations with a pending one, until it has ended', async () => {
    const { sarnai, bold, bat, id } = await twoDesks();
    await shows(bold, 'callbacks');
    await bat.ask({ type: 'callback.request', phone: '+976 9911 2233' });
    const { callback } = await bold.hears('entry.added');
    expect(callback).toMatchObject({ conversationId: id, status: 'pending' });
    await send(bat, 'I am at home all day');
    expect(await heard(bold, id)).toEqual([4]);
    await sarnai.ask({ type: 'callback.resolve', callbackId: callback!.id, outcome: 'reached' });
    expect((await bold.hears('entry.added')).callback?.status).toBe('reached');
    await send(bat, 'Thank you');
    expect(await heard(bold, id)).toEqual([]);
  });

  test('W19 W13 the conversation that is open is heard whole, typing too, whosever it is', async () => {
    const { bold, bat, id } = await twoDesks();
    await shows(bold, 'mine', { conversationId: id });
    await send(bat, 'For Sarnai');
    await bat.ask({ type: 'typing.set', clientId: 'typing-0001', isTyping: true });
    expect(await heard(bold, id)).toEqual([3, 'typing']);
    await shows(bold, 'mine');
    await send(bat, 'More');
    expect(await heard(bold, id)).toEqual([]);
  });

  test('W19 each page of an agent hears what it shows itself', async () => {
    const { bold, bat, id, desk } = await twoDesks();
    const second = await agent(desk, bold);
    await shows(second, 'all');
    await send(bat, 'For Sarnai');
    expect(await heard(bold, id)).toEqual([]);
    expect(await heard(second, id)).toEqual([3]);
  });

  test('W19 W8 after a drop a page hears everything until it says what it shows, and misses nothing between', async () => {
    const { desk, sarnai, bat, id } = await twoDesks();
    await sarnai.leave();
    await send(bat, 'While she was away');
    const again = await agent(desk, sarnai);
    const watching = again.ask({ type: 'views.watch', view: 'mine', site: null, conversationId: id });
    const resumed = again.ask({ type: 'conversation.resume', conversationId: id, afterSeq: 2 });
    await send(bat, 'While she comes back');
    await Promise.all([watching, send(bat, 'When she is back')]);
    const answer = await resumed;
    if (answer.type !== 'conversation.resumed') throw new Error(`wanted what was missed, got ${answer.type}`);
    const got = new Set([...answer.entries.map(entry => entry.seq), ...(await heard(again, id))]);
    expect([...got].sort()).toEqual([3, 4, 5]);
  });

  test('W19 W18 a corrected name is heard by the pages that show the conversation', async () => {
    const { desk, bat, bold, sarnai, id } = await twoDesks();
    await bat.ask({ type: 'visitor.identify', name: 'Bat-Erdene' });
    const shown = async (page: AgentDialogue) =>
      (await page.hears('conversation.changed', news => news.conversation.id === id)).conversation.contact.name;
    expect(await shown(sarnai)).toBe('Bat-Erdene');
    expect(await heard(bold, id)).toEqual([]);
    await shows(bold, 'all');
    const conversation = (await desk.store.conversations.find(id))!;
    expect(conversation.contact.name).toBe('Bat-Erdene');
  });

  test('W14 W19 which visitors are there is heard of all, because any may be shown next', async () => {
    const { bat, bold, id } = await twoDesks();
    await bat.leave();
    expect(await bold.hears('visitor.presence')).toMatchObject({ conversationId: id, isHere: false });
  });

  test('W5 a view that does not exist is refused, and nothing changes', async () => {
    const { bat, bold, id } = await twoDesks();
    const command = { type: 'views.watch', view: 'everything', site: null, conversationId: null };
    expect(await bold.ask(command as never)).toMatchObject({ type: 'error', code: 'FIELD_INVALID' });
    await send(bat, 'For Sarnai');
    expect(await heard(bold, id)).toEqual([]);
  });
});

describe('what leaves a list', () => {
  test('W20 a hand-over is heard by who gives and by who gets, and by the giver no more after it', async () => {
    const { sarnai, bold, bat, id } = await twoDesks();
    await sarnai.ask({ type: 'conversation.assign', conversationId: id, agentId: bold.agent.id });
    await send(bat, 'Who are you?');
    expect(await heard(sarnai, id)).toEqual(['assigned']);
    expect(await heard(bold, id)).toEqual(['assigned', 4]);
  });

  test('W20 what is given back to nobody, and taken from nobody, is heard by everybody', async () => {
    const { sarnai, bold, id } = await twoDesks();
    await sarnai.ask({ type: 'conversation.assign', conversationId: id, agentId: null });
    expect(await heard(bold, id)).toEqual(['unassigned']);
    await sarnai.ask({ type: 'conversation.claim', conversationId: id });
    expect(await heard(bold, id)).toEqual(['assigned']);
  });

  test('W20 RT8 an answer that takes what nobody had is heard by everybody, the next one is not', async () => {
    const { desk, sarnai, bold } = await twoDesks();
    const { conversationId } = await send(await visitor(desk), 'Hello');
    for (const text of ['Good day', 'How can I help?']) {
      await sarnai.ask({ type: 'message.send', conversationId, text });
    }
    expect(await heard(bold, conversationId)).toEqual([1, 2]);
  });

  test('W20 what is closed and opened again by a colleague is heard by whose it is', async () => {
    const { sarnai, bold, id } = await twoDesks();
    await shows(bold, 'mine', { conversationId: id });
    await bold.ask({ type: 'conversation.close', conversationId: id });
    await bold.ask({ type: 'conversation.reopen', conversationId: id });
    expect(await heard(sarnai, id)).toEqual(['closed', 'reopened']);
    expect(await heard(bold, id)).toEqual(['closed', 'reopened']);
  });
});
