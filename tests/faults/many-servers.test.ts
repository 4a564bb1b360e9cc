import { expect, test } from 'vitest';
import { chance } from '../helpers/chance.ts';
import type { Desk } from './desk.ts';
import { entriesIn } from './evidence.ts';
import { hire, startFleet, stationed } from './fleet.ts';
import { Browser, type Page } from './page.ts';
import { onReplicaSet } from './stores.ts';
import { startTalk } from './talk.ts';
import { until } from './until.ts';
import { agentWire, expectHeard, visitorWire, Wire } from './wire.ts';

const THINK_MS = 1_000;

type News = Wire['heard'][number];
const isNews =
  <Type extends News['type']>(type: Type, wanted: (news: Extract<News, { type: Type }>) => unknown = () => true) =>
  (news: News) =>
    news.type === type && wanted(news as Extract<News, { type: Type }>);
const hears = (wire: Wire, what: string, isWanted: (news: News) => unknown) =>
  until(what, () => wire.heard.find(isWanted));

await onReplicaSet('shared', set => {
  test('MS1 W12 what is said at any of three servers reaches agents and second pages at all of them, once and in order', async () => {
    const { desks } = await startFleet(set.newDatabase(), 3);
    const agents = await Promise.all(desks.map(each => agentWire(each)));
    const talk = startTalk(desks, 30, chance(30), THINK_MS);
    await until('everybody to have begun', () => talk.pages.every(page => page.acked.length > 0));
    // Each visitor's second page is at the next server.
    const second = talk.pages.map(({ browser }, index) => {
      browser.desk = desks[(index + 1) % desks.length]!;
      return browser.open();
    });
    await talk.goOn(200);
    await talk.end();

    const kept = await entriesIn(desks[0]!.database);
    talk.expectAll(kept);
    for (const agent of agents) {
      await expectHeard(agent, kept);
      const names = agent.heardOf.map(({ conversationId, seq }) => `${conversationId} ${seq}`);
      expect(names.length).toBe(new Set(names).size);
      // Two servers' words may cross, say a message's and routing's; one server's never do.
      for (const its of Map.groupBy(agent.heardOf, each => each.conversationId).values()) {
        const said = its.filter(each => each.author.kind === 'visitor').map(each => each.seq);
        expect(said).toEqual(said.toSorted((a, b) => a - b));
      }
    }
    for (const [index, page] of second.entries()) {
      const first = talk.pages[index]!;
      await until('a second page to show the same', () => page.entries.size === first.entries.size);
      expect(page.shown).toEqual(first.shown);
    }
  });

  test('MS1 MS3 an agent at one server and a visitor with a page at each of two others talk, and see each other type', async () => {
    const { desks } = await startFleet(set.newDatabase(), 3);
    const agent = await agentWire(desks[0]!);
    const browser = new Browser(desks[1]!);
    const first = browser.open();
    const { conversationId } = (await first.say('Hello?')).entry!;
    const token = browser.token!;
    const other = await visitorWire(desks[2]!, { token });
    await hears(
      agent,
      'the visitor',
      isNews('entry.added', news => news.entry.conversationId === conversationId),
    );

    other.say({ type: 'typing.set', isTyping: true });
    const visitorTypes = isNews('typing', news => 'conversationId' in news && news.agentId === null && news.isTyping);
    await hears(agent, 'the visitor to type', visitorTypes);
    agent.say({ type: 'typing.set', conversationId, isTyping: true });
    await hears(
      other,
      'the agent to type',
      isNews('typing', news => news.isTyping),
    );

    for (let round = 1; round <= 5; round++) {
      await agent.ask({ type: 'message.send', conversationId, text: `Answer ${round}` });
      await other.ask({ type: 'message.send', text: `Question ${round}` });
    }
    const said = ['Hello?', ...[1, 2, 3, 4, 5].flatMap(round => [`Answer ${round}`, `Question ${round}`])];
    await until(
      'the first page to show all',
      () => first.texts.filter(text => text !== 'event').length === said.length,
    );
    expect(first.texts.filter(text => text !== 'event')).toEqual(said);
    const { seq } = first.shown.at(-1)!;
    agent.say({ type: 'read.set', conversationId, seq });
    const isRead = isNews('conversation.changed', news => news.conversation.agentReadSeq === seq);
    await hears(other, 'the agent to have read all', isRead);
  });

  test('MS2 A1 A2 W14 agents and visitors are here wherever their pages are, until the last one goes', async () => {
    const { desks } = await startFleet(set.newDatabase(), 2);
    const [here, there] = desks as [Desk, Desk];
    const visitor = await visitorWire(here);
    expect(visitor.welcome.availability.state).toBe('away');
    const bold = await hire(here, 'Bold');
    const agent = await stationed(there, bold);
    const isState = (state: string) => isNews('availability', news => news.availability.state === state);
    await hears(visitor, 'somebody to be there', isState('here'));

    await visitor.ask({ type: 'message.send', text: 'Hello?' });
    const { conversationId } = visitor.heardOf[0]!;
    const presence = (isHere: boolean) =>
      isNews('visitor.presence', news => news.conversationId === conversationId && news.isHere === isHere);
    await hears(agent, 'the visitor to be there', presence(true));
    const second = await visitorWire(there, { token: visitor.welcome.token! });
    visitor.socket.close();
    // What came after it by the same way has come.
    const later = await visitorWire(here);
    await later.ask({ type: 'message.send', text: 'Later' });
    await hears(
      agent,
      'what came later',
      isNews('entry.added', news => news.entry.body.kind === 'message' && news.entry.body.text === 'Later'),
    );
    expect(agent.heard.some(presence(false))).toBe(false);
    second.socket.close();
    await hears(agent, 'the visitor to be gone', presence(false));

    agent.socket.close();
    await hears(later, 'nobody to be there', isState('away'));
  });

  test('MS4 RT5 of two agents who claim at two servers at once one wins, every time, and all see who', async () => {
    const { desks } = await startFleet(set.newDatabase(), 2);
    const hands = await Promise.all(['Bold', 'Oyuna'].map(name => hire(desks[0]!, name, 0)));
    const agents = await Promise.all(hands.map((each, index) => stationed(desks[index]!, each)));
    const pages = Array.from({ length: 12 }, (_, index) => new Browser(desks[index % 2]!).open());
    const entries = await Promise.all(pages.map(page => page.say('Who takes me?')));
    for (const { entry } of entries) {
      const { conversationId } = entry!;
      const answers = await Promise.all(
        agents.map(each => each.ask<'ack' | 'error'>({ type: 'conversation.claim', conversationId })),
      );
      expect(answers.map(each => each.type).toSorted()).toEqual(['ack', 'error']);
      expect(answers.find(each => each.type === 'error')).toMatchObject({ code: 'ALREADY_CLAIMED' });
    }
    const kept = await entriesIn(desks[0]!.database);
    expect(kept.filter(each => each.kind === 'event').length).toBe(pages.length);
    for (const agent of agents) await expectHeard(agent, kept);
  });

  test('MS4 RT1 RT3 whoever comes in at whichever server, nobody is given more than their capacity, also when the server that routes dies', async () => {
    const { desks } = await startFleet(set.newDatabase(), 3);
    const capacity = 4;
    const hands = await Promise.all(['Bold', 'Oyuna', 'Tuya'].map(name => hire(desks[0]!, name, capacity)));
    const agents = await Promise.all(hands.map((each, index) => stationed(desks[index]!, each)));
    for (const agent of agents) await agent.seesHere(3);
    const begin = (count: number): Promise<Page[]> =>
      Promise.all(
        Array.from({ length: count }, async (_, index) => {
          const page = new Browser(desks[index % desks.length]!).open();
          await page.say('Anybody?');
          return page;
        }),
      );
    await begin(6);
    const given = async () => {
      const events = (await entriesIn(desks[0]!.database)).filter(each => each.kind === 'event');
      return Map.groupBy(events, each => (JSON.parse(each.body) as { agentId: string }).agentId);
    };
    await until('six to be given out', async () => [...(await given()).values()].flat().length === 6);
    expect([...(await given()).values()].map(each => each.length)).toEqual([2, 2, 2]);

    // One of the three routes; each dies once, so that one did.
    for (const [index, desk] of desks.entries()) {
      await desk.kill();
      await desk.start();
      agents[index] = await stationed(desk, hands[index]!);
      await begin(3);
    }
    await until('all places to be taken', async () => [...(await given()).values()].flat().length >= 3 * capacity);
    await begin(3);
    for (const agent of agents) await expectHeard(agent, (await entriesIn(desks[0]!.database)).slice(-1));
    expect([...(await given()).values()].map(each => each.length)).toEqual([capacity, capacity, capacity]);
  });

  test('MS5 ST9 who is signed out or disabled at one server loses every page, at all of them', async () => {
    const { desks } = await startFleet(set.newDatabase(), 3);
    const [bold, oyuna] = [await hire(desks[0]!, 'Bold'), await hire(desks[0]!, 'Oyuna')];
    const bolds = await Promise.all(desks.map(each => stationed(each, bold)));
    const oyunas = await Promise.all(desks.map(each => stationed(each, oyuna)));
    await desks[1]!.api('PATCH', `/v1/agents/${bold.id}`, { isDisabled: true });
    for (const page of bolds) await until('the goodbye', () => page.closedWith !== null);
    expect(bolds.map(page => page.closedWith)).toEqual([4001, 4001, 4001]);
    const answer = await fetch(`${desks[2]!.directUrl}/v1/sessions/current`, {
      method: 'DELETE',
      headers: { cookie: oyuna.cookie, origin: desks[2]!.directUrl },
    });
    expect(answer.ok).toBe(true);
    for (const page of oyunas) await until('the goodbye', () => page.closedWith !== null);
    expect(oyunas.map(page => page.closedWith)).toEqual([4001, 4001, 4001]);
    for (const desk of desks) {
      const again = new Wire(`${desk.directUrl}/v1/agent`, { cookie: oyuna.cookie, origin: desk.directUrl });
      await until('no way back', () => again.closedWith === 4001);
    }
  });

  test('MS7 W16 W8 a server that slept until the oplog had gone round tells its clients to read anew, and they do, once', async () => {
    const { desks } = await startFleet(set.newDatabase(), 2);
    const [awake, asleep] = desks as [Desk, Desk];
    const browser = new Browser(awake);
    const page = browser.open();
    const { conversationId } = (await page.say('Before')).entry!;
    browser.desk = asleep;
    const listener = browser.open();
    await until('a second page', () => listener.state === 'ready');
    const agent = await agentWire(asleep);

    asleep.freeze();
    await page.say('Meanwhile');
    await set.turnOplogOver();
    asleep.thaw();
    await hears(agent, 'the agent to be told', isNews('resync'));
    await until('the page to have read anew', () => listener.texts.includes('Meanwhile'));
    // Nobody's messages were in the way, and the old link was good until the new one was there.
    expect(listener.states.filter(state => state === 'waiting')).toEqual([]);

    const before = agent.heard.length;
    await page.say('After');
    const isAfter = isNews(
      'entry.added',
      news => news.entry.body.kind === 'message' && news.entry.body.text === 'After',
    );
    await hears(agent, 'news to go on', isAfter);
    await until('the page to show them', () => listener.texts.at(-1) === 'After');
    // News of two servers may come in either order; a page that sees a gap asks.
    const isWhole = ({ shown }: Page) => shown.length === shown.at(-1)?.seq;
    await until('both pages to be whole', () => isWhole(page) && isWhole(listener));
    expect(listener.shown).toEqual(page.shown);
    expect(agent.heard.slice(before).some(isNews('resync'))).toBe(false);
    const { entries } = await agent.ask<'conversation.resumed'>({
      type: 'conversation.resume',
      conversationId,
      afterSeq: 0,
    });
    expect(entries.map(each => each.seq)).toEqual(page.shown.map(each => each.seq));
  });

  test('HT5 MS1 C2 where WebSockets are blocked, requests that come to other servers than their stream are as good', async () => {
    const { desks, door } = await startFleet(set.newDatabase(), 3);
    door.proxy.stripUpgrade(true);
    const agents = await Promise.all(desks.map(each => agentWire(each)));
    const talk = startTalk([door], 12, chance(32), THINK_MS);
    await until('everybody to have begun', () => talk.pages.every(page => page.acked.length > 0));
    const second = talk.pages.map(({ browser }) => browser.open());
    await talk.goOn(50);
    await desks[1]!.stop();
    await talk.goOn(50);
    await talk.end();
    expect([...talk.pages, ...second].filter(page => page.httpLinks === 0)).toEqual([]);

    const kept = await entriesIn(desks[0]!.database);
    talk.expectAll(kept);
    for (const agent of [agents[0]!, agents[2]!]) await expectHeard(agent, kept);
    for (const [index, page] of second.entries()) {
      const first = talk.pages[index]!;
      await until('a second page to show the same', () => page.entries.size === first.entries.size);
      expect(page.shown).toEqual(first.shown);
    }
  });

  test('MS2 C1 C2 a server that is killed: its visitors come to the others through the balancer, nothing is lost, and who was there is gone', async () => {
    const { desks, door } = await startFleet(set.newDatabase(), 3);
    const [first, , dying] = desks as [Desk, Desk, Desk];
    const bold = await hire(first, 'Bold');
    const oyuna = await hire(first, 'Oyuna');
    const agents = [await stationed(desks[0]!, bold), await stationed(desks[1]!, bold)];
    await stationed(dying, oyuna);
    const visitor = await visitorWire(dying);
    await visitor.ask({ type: 'message.send', text: 'I stay here' });
    const { conversationId } = visitor.heardOf[0]!;
    const talk = startTalk([door], 30, chance(31), THINK_MS);
    await talk.goOn(50);
    for (const agent of agents) await agent.seesHere(2);

    await dying.kill();
    await talk.goOn(100);
    for (const agent of agents) {
      await agent.seesHere(1);
      const isGone = isNews('visitor.presence', news => news.conversationId === conversationId && !news.isHere);
      await hears(agent, 'the visitor to be gone', isGone);
    }
    await dying.start();
    const again = await stationed(dying, oyuna);
    for (const agent of [...agents, again]) await agent.seesHere(2);
    await talk.goOn(50);
    await talk.end();
    const kept = await entriesIn(first.database);
    talk.expectAll(kept);
    for (const agent of agents)
      await expectHeard(
        agent,
        kept.filter(each => each.conversationId !== conversationId),
      );
    // Some had to move.
    expect(talk.pages.some(page => page.closes.length > 0)).toBe(true);
  });
});
