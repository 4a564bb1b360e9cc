import { expect, test } from 'vitest';
import { type AgentDialogue, agent, buildFleet, buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';

const mongo = await sharedMongo();

/** Two agents, and a conversation that a visitor began. */
async function twoAgents(here: Desk, there: Desk) {
  const bat = await visitor(here);
  const { conversationId } = await send(bat, 'Do you deliver to Darkhan?');
  const sarnai = await agent(here, { name: 'Sarnai' });
  const bold = await agent(there, { name: 'Bold' });
  return { bat, conversationId, sarnai, bold, ids: [sarnai.agent.id, bold.agent.id] };
}

const opens = (page: AgentDialogue, conversationId: string | null) =>
  page.ask({ type: 'views.watch', view: 'mine', site: null, conversationId });

/** Waits for news that name exactly these. */
const sees = (page: AgentDialogue, agentIds: string[]) =>
  page.hears('onlookers', news => [...news.agentIds].sort().join() === [...agentIds].sort().join());

test('ON1 who has a conversation open hears who else has, until they leave it or go', async () => {
  const desk = await buildTestApp();
  const { conversationId, sarnai, bold, ids } = await twoAgents(desk, desk);
  await opens(sarnai, conversationId);
  expect(await sees(sarnai, [ids[0]!])).toEqual({ type: 'onlookers', conversationId, agentIds: [ids[0]] });
  await opens(bold, conversationId);
  await Promise.all([sees(bold, ids), sees(sarnai, ids)]);
  await opens(bold, null);
  await sees(sarnai, [ids[0]!]);
  await opens(bold, conversationId);
  await sees(sarnai, ids);
  await bold.leave();
  await sees(sarnai, [ids[0]!]);
});

test('ON1 an agent with two pages is one onlooker, and both pages know the others', async () => {
  const desk = await buildTestApp();
  const { conversationId, sarnai, bold, ids } = await twoAgents(desk, desk);
  await opens(sarnai, conversationId);
  await sees(sarnai, [ids[0]!]);
  await opens(bold, conversationId);
  await sees(sarnai, ids);
  const second = await agent(desk, bold);
  await opens(second, conversationId);
  await sees(second, ids);
  await bold.leave();
  expect((await sarnai.rest()).filter(news => news.type === 'onlookers')).toEqual([]);
  await second.leave();
  await sees(sarnai, [ids[0]!]);
});

test('ON1 W19 pages that show another conversation hear nothing of it', async () => {
  const desk = await buildTestApp();
  const { conversationId, sarnai, bold } = await twoAgents(desk, desk);
  await opens(sarnai, null);
  await opens(bold, conversationId);
  expect((await sarnai.rest()).filter(news => news.type === 'onlookers')).toEqual([]);
});

test.skipIf(!mongo.uri)(
  `ON1 MS2 onlookers count for all servers, one that stops too ${mongo.reason ?? ''}`,
  async () => {
    const [here, there] = (await buildFleet(newDatabase(mongo), 2)) as [Desk, Desk];
    const { conversationId, sarnai, bold, ids } = await twoAgents(here, there);
    await opens(sarnai, conversationId);
    await sees(sarnai, [ids[0]!]);
    await opens(bold, conversationId);
    await Promise.all([sees(sarnai, ids), sees(bold, ids)]);
    // Away is set by the agent alone, and leaves what they look at as it is.
    await bold.ask({ type: 'presence.set', clientId: 'presence-1', isAway: true });
    await opens(bold, null);
    await sees(sarnai, [ids[0]!]);
    await opens(bold, conversationId);
    await sees(sarnai, ids);
    await there.app.close();
    await there.store.close();
    await sees(sarnai, [ids[0]!]);
  },
);
