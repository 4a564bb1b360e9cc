import { describe, expect, test } from 'vitest';
import type { Agent } from '../../../../protocol/agents.ts';
import { ROUTING_DEFAULTS, type RoutingRule } from '../../../../protocol/routing.ts';
import { agent, buildTestApp, type Desk, send, signedIn, type VisitorDialogue, visitor } from '../../../helpers/app.ts';

const MINUTE_MS = 60_000;
const WIDEN_MS = ROUTING_DEFAULTS.widenMinutes * MINUTE_MS;

const assigneeOf = async (desk: Desk, id: string) => (await desk.store.conversations.find(id))?.assigneeId;
const idOf = (who: { agent: Agent }) => who.agent.id;

async function says(desk: Desk, from: VisitorDialogue, text = 'Hello'): Promise<string> {
  const { conversationId } = await send(from, text);
  await desk.context.routing.settled();
  return conversationId;
}

/** Gives what meets this to a team of these agents, after what other rules give. */
async function meantFor(desk: Desk, members: { agent: Agent }[], asks: Partial<RoutingRule> = {}): Promise<void> {
  const team = { id: desk.context.newId(), name: 'Team', agentIds: members.map(idOf) };
  await desk.store.teams.create(team);
  const rule = { pages: [], languages: [], topics: [], hours: null, teamId: team.id, ...asks };
  const { rules } = desk.site.routing;
  await desk.changeSite({ routing: { ...ROUTING_DEFAULTS, rules: [...rules, rule] } });
}

/** A visitor who is on a page and speaks a language. */
const visitorAt = (desk: Desk, path: string, locale = 'en') =>
  visitor(desk, { locale, page: { url: `https://altan.example${path}`, title: '' } });

describe('for whom somebody is meant', () => {
  test('RT12 a rule by page, language or words gives to its team, the first one that is met', async () => {
    const desk = await buildTestApp();
    const [shop, amharic, refunds, rest] = [
      await agent(desk, { name: 'Bold' }),
      await agent(desk, { name: 'Hana' }),
      await agent(desk, { name: 'Sarnai' }),
      await agent(desk, { name: 'Zaya' }),
    ];
    await meantFor(desk, [shop], { pages: ['/shop'] });
    await meantFor(desk, [amharic], { languages: ['am'] });
    await meantFor(desk, [refunds], { topics: ['refund'] });
    await meantFor(desk, [rest]);
    const asked = [
      await says(desk, await visitorAt(desk, '/shop/roses', 'am')),
      await says(desk, await visitorAt(desk, '/about', 'am')),
      await says(desk, await visitorAt(desk, '/about'), 'I want a REFUND'),
      await says(desk, await visitorAt(desk, '/about')),
    ];
    const given = await Promise.all(asked.map(id => assigneeOf(desk, id)));
    expect(given).toEqual([shop, amharic, refunds, rest].map(idOf));
  });

  test('RT12 a rule may give to one agent, and counts no more when they are disabled', async () => {
    const desk = await buildTestApp();
    const [sarnai, zaya] = [await agent(desk, { name: 'Sarnai' }), await agent(desk, { name: 'Zaya' })];
    await meantFor(desk, [], { teamId: undefined, agentId: idOf(zaya), topics: ['refund'] });
    await meantFor(desk, [sarnai]);
    const refund = async () => assigneeOf(desk, await says(desk, await visitor(desk), 'A refund please'));
    expect([await refund(), await refund()]).toEqual([idOf(zaya), idOf(zaya)]);
    await desk.store.agents.update(idOf(zaya), { isDisabled: true });
    expect(await refund()).toBe(idOf(sarnai));
  });

  test('RT13 who speaks the language of the person is first', async () => {
    const desk = await buildTestApp();
    const hana = await agent(desk, { name: 'Hana', languages: ['am'] });
    await agent(desk, { name: 'Zaya', languages: ['mn', 'ru'] });
    const asked = [
      await says(desk, await visitorAt(desk, '/', 'am')),
      await says(desk, await visitorAt(desk, '/', 'am')),
    ];
    expect(await Promise.all(asked.map(id => assigneeOf(desk, id)))).toEqual([idOf(hana), idOf(hana)]);
  });

  test('RT14 RT9 it waits for a team that is here and full, all are told why, and then it is for whoever has room', async () => {
    const desk = await buildTestApp();
    const bold = await agent(desk, { name: 'Bold', capacity: 1 });
    const zaya = await agent(desk, { name: 'Zaya' });
    await meantFor(desk, [bold]);
    const first = await says(desk, await visitor(desk));
    const second = await says(desk, await visitor(desk));
    expect([await assigneeOf(desk, first), await assigneeOf(desk, second)]).toEqual([idOf(bold), null]);
    await desk.pass(1_000, bold, zaya);
    const told = await zaya.hears('counts', news => news.counts.unassigned === 1);
    expect(told).toMatchObject({ waitReason: null, waitReasonOf: { [desk.site.id]: 'meant_are_full' } });
    await desk.pass(WIDEN_MS - 1_001, bold, zaya);
    expect(await assigneeOf(desk, second)).toBeNull();
    await desk.pass(1, bold, zaya);
    expect(await assigneeOf(desk, second)).toBe(idOf(zaya));
  });

  test('RT14 room that comes free in the team before that is used', async () => {
    const desk = await buildTestApp();
    const bold = await agent(desk, { name: 'Bold', capacity: 1 });
    await agent(desk, { name: 'Zaya' });
    await meantFor(desk, [bold]);
    const [first, second] = [await says(desk, await visitor(desk)), await says(desk, await visitor(desk))];
    await bold.ask({ type: 'conversation.close', conversationId: first });
    await desk.context.routing.settled();
    expect(await assigneeOf(desk, second)).toBe(idOf(bold));
  });

  test('RT14 with nobody of the team here, nobody waits', async () => {
    const desk = await buildTestApp();
    await meantFor(desk, [await signedIn(desk, { name: 'Bold' })]);
    const zaya = await agent(desk, { name: 'Zaya' });
    expect(await assigneeOf(desk, await says(desk, await visitor(desk)))).toBe(idOf(zaya));
  });

  test('RT12 a rule or team that changes counts for what waits already', async () => {
    const desk = await buildTestApp();
    const owner = await agent(desk, { role: 'owner', capacity: 0 });
    const bold = await agent(desk, { name: 'Bold', capacity: 0 });
    const zaya = await agent(desk, { name: 'Zaya' });
    await meantFor(desk, [bold]);
    const asked = await says(desk, await visitor(desk));
    expect(await assigneeOf(desk, asked)).toBeNull();
    const headers = { cookie: owner.cookie, origin: 'http://desk.example', host: 'desk.example' };
    const [team] = await desk.store.teams.all();
    const payload = { name: 'Team', agentIds: [idOf(zaya)] };
    expect((await desk.app.inject({ method: 'PUT', url: `/v1/teams/${team!.id}`, headers, payload })).statusCode).toBe(
      200,
    );
    await desk.context.routing.settled();
    expect(await assigneeOf(desk, asked)).toBe(idOf(zaya));
  });

  test('RT11 who comes back to nobody is given to who answered before, though others have less to do', async () => {
    const desk = await buildTestApp();
    const bold = await agent(desk, { name: 'Bold' });
    const bat = await visitor(desk);
    const asked = await says(desk, bat);
    await bold.ask({ type: 'message.send', conversationId: asked, text: 'Hi' });
    await says(desk, await visitor(desk));
    // As routing does it when an agent stays away.
    const author = { kind: 'system' } as const;
    await desk.store.conversations.assign({ conversationId: asked, to: null, author, at: desk.context.now() });
    await agent(desk, { name: 'Zaya', capacity: 0 });
    await says(desk, bat, 'Me again');
    expect(await assigneeOf(desk, asked)).toBe(idOf(bold));
  });

  test('RT11 RT7 not to one who gave it away, nor after a restart that forgot it', async () => {
    const desk = await buildTestApp();
    const bold = await agent(desk, { name: 'Bold' });
    const zaya = await agent(desk, { name: 'Zaya' });
    const bat = await visitor(desk);
    const asked = await says(desk, bat);
    const [first, other] = (await assigneeOf(desk, asked)) === idOf(bold) ? [bold, zaya] : [zaya, bold];
    await first.ask({ type: 'message.send', conversationId: asked, text: 'Hi' });
    // With more to do than the other, they would be given it only for being known.
    const second = await says(desk, await visitor(desk));
    await other.ask({ type: 'conversation.assign', conversationId: second, agentId: idOf(first) });
    const author = { kind: 'agent', id: idOf(first), name: 'First' } as const;
    await desk.store.conversations.assign({ conversationId: asked, to: null, author, at: desk.context.now() });
    await says(desk, bat, 'Is anybody there?');
    expect(await assigneeOf(desk, asked)).toBe(idOf(other));
  });

  test('RT15 letters and chats have each their room', async () => {
    const desk = await buildTestApp();
    await signedIn(desk, { name: 'A colleague' });
    const bold = await agent(desk, { name: 'Bold', capacity: 1, letterCapacity: 1 });
    async function writes(): Promise<string> {
      const from = await visitor(desk);
      const answer = await from.ask({
        type: 'form.send',
        message: 'A letter',
        email: 'bat@mail.example',
        hasConsent: true,
      });
      await desk.context.routing.settled();
      if (answer.type !== 'ack') throw new Error(JSON.stringify(answer));
      return answer.entry!.conversationId;
    }
    const letters = [await writes(), await writes()];
    const chats = [await says(desk, await visitor(desk)), await says(desk, await visitor(desk))];
    const given = await Promise.all([...letters, ...chats].map(id => assigneeOf(desk, id)));
    expect(given).toEqual([idOf(bold), null, idOf(bold), null]);
  });

  test('RT16 who is alone is given all, also past their capacity, but for none', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk, { role: 'owner', capacity: 1 });
    await signedIn(desk, { role: 'reader' });
    const asked = [await says(desk, await visitor(desk)), await says(desk, await visitor(desk))];
    expect(await Promise.all(asked.map(id => assigneeOf(desk, id)))).toEqual([idOf(sarnai), idOf(sarnai)]);
    const quiet = await buildTestApp();
    await agent(quiet, { capacity: 0 });
    expect(await assigneeOf(quiet, await says(quiet, await visitor(quiet)))).toBeNull();
  });

  test('RT16 also on a site that nobody else sees', async () => {
    const desk = await buildTestApp();
    const roses = await desk.addSite({ key: 'roses' });
    const bold = await agent(desk, { capacity: 1, siteIds: [roses.id, desk.site.id] });
    await agent(desk, { capacity: 1, siteIds: [desk.site.id] });
    for (let count = 0; count < 2; count++) {
      expect(await assigneeOf(desk, await says(desk, await visitor(desk, { site: roses.key })))).toBe(idOf(bold));
    }
    const elsewhere = [await says(desk, await visitor(desk)), await says(desk, await visitor(desk))];
    expect(await assigneeOf(desk, elsewhere[1]!)).toBeNull();
  });
});
