import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { chance } from '../helpers/chance.ts';
import { startDesk } from './desk.ts';
import { entriesIn, expectAcked, expectOrdered } from './evidence.ts';
import { startFleet } from './fleet.ts';
import { post, status } from './http.ts';
import { isLong, times } from './length.ts';
import { Browser, type Page } from './page.ts';
import type { ReplicaSet } from './replica-set.ts';
import { onReplicaSet } from './stores.ts';
import { startTalk } from './talk.ts';
import { until } from './until.ts';
import { agentWire, expectHeard } from './wire.ts';

const ROUNDS = times(1, 10);
/** Some 80 messages in a second, for 40 s at least. */
const PAGES = 80;
const THINK_MS = 2_000;

/** What may happen to one member while the others go on. What is dead or frozen comes back by `mend`. */
const FAULTS: Record<string, (set: ReplicaSet) => Promise<unknown>> = {
  'the primary steps down': set => set.stepDown(),
  'the primary is killed': async set => (await set.primary()).kill(),
  'the primary hangs': async set => (await set.primary()).freeze(),
  'a secondary is killed': async set => (await set.secondaries())[0]!.kill(),
  // As good as stepping down and coming back later.
  ...(isLong && { 'the primary is stopped': async (set: ReplicaSet) => (await set.primary()).stop() }),
};

/** What takes its majority away from the set. */
const LOSSES: [name: string, strike: (set: ReplicaSet) => Promise<unknown>][] = [
  ['is killed', async set => Promise.all((await set.secondaries()).map(each => each.kill()))],
];
// It takes a driver some 10 s to give up what it had asked of a primary that hangs.
if (isLong) {
  LOSSES.push([
    'hangs, and the primary with it',
    async set => {
      const [secondary] = await set.secondaries();
      for (const each of [await set.primary(), secondary!]) each.freeze();
    },
  ]);
}

await onReplicaSet('broken', set => {
  test(`ST1 ST2 ST3 MS1 MS6 W12 three servers under load, and ${Object.keys(FAULTS).join(', ')}: acked is stored, sockets stay, news go on at each`, {
    timeout: ROUNDS * 300_000,
  }, async () => {
    const { desks } = await startFleet(set.newDatabase(), 3);
    const pids = desks.map(each => each.pid);
    const agents = await Promise.all(desks.map(each => agentWire(each)));
    const talk = startTalk(desks, PAGES, chance(20), THINK_MS);
    await talk.goOn(PAGES);
    // The second page of some visitors, at another server.
    const listeners = talk.pages.slice(0, 6).map(({ browser }, index) => {
      browser.desk = desks[(index + 1) % desks.length]!;
      return browser.open();
    });
    await until('second pages', () => listeners.every(each => each.state === 'ready'));

    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, strike] of Object.entries(FAULTS)) {
        await strike(set);
        await talk.goOn(50, name);
        await set.mend();
        await talk.goOn(50, `${name}, and all is well again`);
      }
    }
    await talk.end();

    const kept = await entriesIn(desks[0]!.database);
    talk.expectAll(kept);
    for (const agent of agents) await expectHeard(agent, kept);
    for (const [index, listener] of listeners.entries()) {
      const { shown } = talk.pages[index]!;
      await until('a second page to show the same', () => listener.entries.size === shown.length);
      expect(listener.shown).toEqual(shown);
    }
    expect(agents.map(each => each.closedWith)).toEqual([null, null, null]);
    expect([...talk.pages, ...listeners].flatMap(each => each.closes)).toEqual([]);
    expect(desks.map(each => each.pid)).toEqual(pids);
  });

  test.each(LOSSES)(
    'ST1 C2 W2 W17 MS6 when the majority %s every writer is told, and so is who watches; it goes on by itself',
    async (_name, strike) => {
      const desk = await startDesk({ DATABASE_URL: set.newDatabase() });
      const { pid } = desk;
      const agent = await agentWire(desk);
      const browser = new Browser(desk);
      const page = browser.open();
      const { conversationId } = (await page.say('Before')).entry!;
      const listener = browser.open();
      await until('a second page', () => listener.state === 'ready');

      await strike(set);
      // Every way in.
      const typed = ['One', 'Two', 'Three'];
      const sent = typed.map(text => page.say(text));
      const posted = randomUUID();
      const reply = { type: 'message.send', clientId: randomUUID(), conversationId, text: 'An answer' };
      const late = new Browser(desk).open();
      const told = () => agent.heard.filter(news => news.type === 'store').map(news => news.isAvailable);
      const [overHttp, answer, { problem }] = await Promise.all([
        post(desk, posted, 'Over HTTP'),
        agent.ask(reply),
        // A primary that was left alone goes on for a moment, until it notices.
        until('who watches to be told', async () => {
          const watched = await status(desk, '/readyz');
          return watched.status === 503 && JSON.parse(watched.text);
        }),
        // The open inbox is told, also while it sends nothing.
        until('the inbox to be told', () => told().at(-1) === false),
        until('the page to be told', () => page.refusals.includes('STORE_UNAVAILABLE')),
        until('a new page to be sent away', () => late.closes.includes(1013)),
      ]);
      expect(overHttp).toEqual({ status: 503, code: 'STORE_UNAVAILABLE' });
      expect(answer).toMatchObject({ type: 'error', code: 'STORE_UNAVAILABLE' });
      expect(problem).toMatch(/^mongodb 127\.0\.0\.1:\S+ (has no primary now|can not keep or read this now: )/);
      expect(await status(desk, '/healthz')).toMatchObject({ status: 200 });
      await until('a line in the log', () => desk.printed.includes('a frame could not be handled'));
      expect([page.state, listener.state, agent.closedWith]).toEqual(['ready', 'ready', null]);
      expect(page.acked.length).toBe(1);
      expect((await page.outbox.all()).length).toBe(3);

      await set.mend();
      await until('it to be ready, and to hear others', async () => {
        const watched = await status(desk, '/readyz');
        return watched.status === 200 && JSON.parse(watched.text).servers === 'heard';
      });
      await until('the inbox to be told that it is over', () => told().at(-1) === true);
      for (const each of [page, late]) each.connection.retry();
      await Promise.all(sent);
      await late.say('At last');
      expect((await post(desk, posted, 'Over HTTP')).status).toBeLessThan(300);
      const answered = await agent.ask<'ack'>(reply);
      expect(answered.type).toBe('ack');

      const kept = await entriesIn(desk.database);
      expectOrdered(kept);
      expectAcked(kept, [...page.acked, ...late.acked, answered.entry!]);
      const own = kept.filter(each => each.conversationId === conversationId && each.kind === 'message');
      // A refusal does not say that it is not there: the answer may have been kept before the majority went.
      expect(own.map(each => each.body).toSorted()).toEqual(['Before', ...typed, 'An answer'].toSorted());
      expect(own.map(each => each.body).filter(body => body !== 'An answer')).toEqual(['Before', ...typed]);
      await expectHeard(agent, kept);
      await until('a second page to show it', () => listener.entries.size === page.entries.size);
      expect(listener.shown).toEqual(page.shown);
      expect([...page.closes, ...listener.closes, agent.closedWith, desk.pid]).toEqual([null, pid]);
    },
  );

  test('ST1 MS6 what was kept though its sender was refused, and never came back, is told at every server, its own too', async () => {
    const { desks } = await startFleet(set.newDatabase(), 2);
    const agents = await Promise.all(desks.map(each => agentWire(each)));
    // With the longest pauses, so that they are gone before they try again.
    const pages = desks.map(each => new Browser(each, { random: () => 1 }).open());
    for (const page of pages) await page.say('Before');
    const { database } = desks[0]!;
    await until('both to be given to somebody', async () => (await entriesIn(database)).length === 4);
    for (const page of pages) await page.say('Anybody?');
    const secondaries = await set.secondaries();
    await Promise.all(secondaries.map(each => each.kill()));
    // The primary takes it, waits in vain for another one to have it too, and steps down.
    const leave = async (page: Page) => {
      page.say('In doubt');
      await until('a refusal', () => page.refusals.length > 0);
      page.close();
    };
    await Promise.all(pages.map(leave));

    // Together with this one, only the one that took it can be primary again.
    await secondaries[0]!.start();
    await set.primary();
    const kept = await until('it to be kept', async () => {
      const all = await entriesIn(database);
      return all.filter(each => each.body === 'In doubt').length === pages.length ? all : null;
    });
    for (const agent of agents) await expectHeard(agent, kept);
  });
});
