import { expect, test } from 'vitest';
import { agent, buildFleet, send, signedIn, visitor } from '../../../helpers/app.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';
import { addWays, inOrder, toldTo, wants } from './desk.ts';

const mongo = await sharedMongo();
const MINUTE = 60_000;

test.skipIf(!mongo.uri)(
  `NO3 NO4 three servers tell once, and an answer at one ends it at all ${mongo.reason ?? ''}`,
  async () => {
    const desks = await buildFleet(newDatabase(mongo), 3);
    const [one, two, three] = desks as [(typeof desks)[0], (typeof desks)[0], (typeof desks)[0]];
    for (const desk of desks) addWays(desk);
    const ann = await signedIn(one, { name: 'Ann', locale: 'en' });
    await wants(one, ann.agent.id, { ways: inOrder('push', 'sms') });
    await Promise.all(desks.map(desk => desk.context.staff.reload()));
    const page = await visitor(two);
    const { conversationId, seq } = await send(page, 'Hello');
    const all = async () => Promise.all(desks.map(desk => desk.context.jobs.tick()));
    await all();
    expect(await toldTo(three, ann.agent.id)).toEqual([['push', 'is waiting for an answer']]);
    // Read at one server, said on at another: that is news.
    await one.store.conversations.markRead(conversationId, 'agent', seq);
    expect(await toldTo(three, ann.agent.id)).toEqual([['push', null]]);
    await expect.poll(() => two.context.feed !== null).toBe(true);
    await send(page, 'Are you there?');
    await Promise.all(desks.map(desk => desk.pass(MINUTE, ...(desk === two ? [page] : []))));
    const told = async () => (await toldTo(three, ann.agent.id)).filter(([, words]) => words !== null);
    expect((await told()).map(([kind]) => kind)).toContain('push');
    const dora = await agent(three, { name: 'Dora' });
    await dora.ask({ type: 'message.send', conversationId, text: 'Yes' });
    expect(await told()).toEqual([]);
  },
);
