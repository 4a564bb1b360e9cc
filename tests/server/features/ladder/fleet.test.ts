import { expect, test } from 'vitest';
import { agent, buildFleet, send, visitor } from '../../../helpers/app.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';

const mongo = await sharedMongo();
const MINUTE = 60_000;

test.skipIf(!mongo.uri)(
  `LA4 three servers take each step once, and who is at another one is told ${mongo.reason ?? ''}`,
  async () => {
    const desks = await buildFleet(newDatabase(mongo), 3);
    const [one, two, three] = desks as [(typeof desks)[0], (typeof desks)[0], (typeof desks)[0]];
    const ann = await agent(one, { name: 'Ann' });
    const pages = await Promise.all([one, two, three].map(desk => visitor(desk)));
    const ids: string[] = [];
    for (const page of pages) ids.push((await send(page, 'Hello')).conversationId);
    const isAnns = async (id: string) => (await one.store.conversations.find(id))!.assigneeId === ann.agent.id;
    await expect.poll(async () => (await Promise.all(ids.map(isAnns))).every(Boolean)).toBe(true);
    const oyu = await agent(three, { name: 'Oyu', role: 'owner' });
    await expect.poll(() => desks.every(desk => desk.context.staff.here().length === 2)).toBe(true);

    const lively = [ann, oyu, ...pages];
    for (const minutes of [3, 3, 10]) await Promise.all(desks.map(desk => desk.pass(minutes * MINUTE, ...lively)));
    for (const id of ids) {
      const entries = await two.store.conversations.entriesAfter(id, 0, 100);
      const steps = entries.flatMap(({ body }) =>
        body.kind === 'event' && body.event === 'wait_late' ? [`${body.step}: ${body.to.map(each => each.name)}`] : [],
      );
      expect(steps).toEqual(['reminded: Ann', 'offered: Oyu', 'owner: Oyu']);
      expect(entries.map(each => each.seq)).toEqual(entries.map((_, index) => index + 1));
    }
    for (let told = 0; told < ids.length; told++) await ann.hears('late.told');
    for (let told = 0; told < 2 * ids.length; told++) await oyu.hears('late.told');
  },
);
