import { expect, test } from 'vitest';
import type { Entry } from '../../protocol/entries.ts';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { forVisitor } from '../../server/features/conversations/visibility.ts';
import { chance } from '../helpers/chance.ts';
import type { Desk } from './desk.ts';
import { entriesIn, expectOrdered } from './evidence.ts';
import { hire, startFleet, stationed } from './fleet.ts';
import { Browser } from './page.ts';
import type { ReplicaSet } from './replica-set.ts';
import { onReplicaSet } from './stores.ts';
import { startTalk } from './talk.ts';
import { until } from './until.ts';
import { openWebhook, WEBHOOKS_HERE } from './webhook.ts';
import { agentWire, expectHeard, visitorWire, type Wire } from './wire.ts';

const HOUR_MS = 3_600_000;
/** Of the first server, and of the second. */
const SKEWS = [HOUR_MS, -HOUR_MS] as const;

/** Two servers, the first an hour ahead of the true time, the second an hour behind. */
async function startSkewed(set: ReplicaSet) {
  const { desks } = await startFleet(set.newDatabase(), SKEWS.length, index => ({
    CLOCK_SKEW_MS: String(SKEWS[index]),
    ...WEBHOOKS_HERE,
  }));
  const [ahead, behind] = desks as [Desk, Desk];
  return { desks, ahead, behind };
}

/** What a visitor's page was told of who answers, each change once: `away`, `here Bold`. */
function toldTo(wire: Wire): string[] {
  const told = wire.heard.flatMap(news => ('availability' in news ? [news.availability] : []));
  const words = told.map(({ state, agents }) => [state, ...agents].join(' '));
  return words.filter((each, index) => each !== words[index - 1]);
}

await onReplicaSet('shared', set => {
  test('MS1 ST3 C2 between two servers whose clocks are two hours apart, a talk keeps the order of its numbers', async () => {
    const { desks, ahead, behind } = await startSkewed(set);
    const agents = await Promise.all(desks.map(each => agentWire(each)));
    const browser = new Browser(ahead);
    const first = browser.open();
    const said = ['Hello?'];
    const { conversationId } = (await first.say(said[0]!)).entry!;
    browser.desk = behind;
    const second = browser.open();
    await until('a second page', () => second.state === 'ready');

    const [early, late] = [agents[0]!, agents[1]!];
    const speakers = [
      (text: string) => late.ask({ type: 'message.send', conversationId, text }),
      (text: string) => first.say(text),
      (text: string) => second.say(text),
      (text: string) => early.ask({ type: 'message.send', conversationId, text }),
    ];
    for (let round = 1; round <= 3; round++) {
      for (const [index, speak] of speakers.entries()) {
        said.push(`Round ${round}, speaker ${index}`);
        await speak(said.at(-1)!);
      }
    }
    const kept = await entriesIn(ahead.database);
    expectOrdered(kept);
    expect(kept.filter(each => each.kind === 'message').map(each => each.body)).toEqual(said);
    for (const agent of agents) await expectHeard(agent, kept);
    for (const page of [first, second]) {
      await until('a page to show all', () => page.entries.size === kept.length);
      expect(page.texts.filter(text => text !== 'event')).toEqual(said);
    }
    expect(second.shown).toEqual(first.shown);
    const times = first.shown.map(each => each.createdAt);
    expect(Math.max(...times) - Math.min(...times), 'the clocks are apart, or nothing was proven').toBeGreaterThan(
      HOUR_MS,
    );

    // Whoever comes later or resumes, at whichever server.
    for (const [index, desk] of desks.entries()) {
      browser.desk = desk;
      const later = browser.open();
      await until('the whole talk', () => later.entries.size === kept.length);
      expect(later.shown).toEqual(first.shown);
      const { entries } = await agents[index]!.ask<'conversation.resumed'>({
        type: 'conversation.resume',
        conversationId,
        afterSeq: 1,
      });
      // Beside what the visitor sees, an agent is told who had it before.
      expect((entries as Entry[]).map(each => forVisitor(each, ''))).toEqual(first.shown.slice(1));
    }
  });

  test('MS1 ST2 ST3 D2 of many who talk at both of them nothing is lost or doubled, and each entry has one webhook id', async () => {
    const { desks, ahead, behind } = await startSkewed(set);
    // Neither server has had anything to tell, so both ask for webhooks with the first word.
    const webhook = await openWebhook(behind);
    const talk = startTalk(desks, 12, chance(40), 500);
    await talk.goOn(80);
    await talk.end();
    const kept = await entriesIn(ahead.database);
    talk.expectAll(kept);
    await webhook.expectTold(kept);
  });

  test('MS2 A1 A2 W14 who is here is true at both of them, and who left is away after the grace and not before', async () => {
    const { desks, ahead, behind } = await startSkewed(set);
    const visitors = await Promise.all(desks.map(each => visitorWire(each)));
    // They look on, and answer nobody.
    const owners = await Promise.all(desks.map(each => agentWire(each)));
    for (const owner of owners) owner.say({ type: 'presence.set', isAway: true });
    const agent = await stationed(behind, await hire(ahead, 'Bold'));
    const areLastTold = (word: string) => () => visitors.every(each => toldTo(each).at(-1) === word);
    await until('Bold alone to be there', areLastTold('here Bold'));

    const leaving = await visitorWire(behind);
    await leaving.ask({ type: 'message.send', text: 'Hello?' });
    const { conversationId } = leaving.heardOf[0]!;
    const areTold = (isHere: boolean) => () =>
      owners.every(owner => {
        const words = owner.heard.filter(news => news.type === 'visitor.presence');
        return words.findLast(news => news.conversationId === conversationId)?.isHere === isHere;
      });
    await until('the visitor to be there at both', areTold(true));

    for (const desk of desks) await desk.skew({ isHeld: true });
    agent.socket.close();
    await until('the agent to be gone', () => agent.closedWith !== null);
    leaving.socket.close();
    // Told by the same way, so both know of the agent as well.
    await until('the visitor to be gone at both', areTold(false));
    // The numbers follow at the end of a beat, which looks at who is here before (SPEC W15).
    const counted = owners.map(owner => owner.heard.length);
    await visitors[0]!.ask({ type: 'message.send', text: 'Anybody?' });
    await until('a beat at both', () =>
      owners.every((owner, index) => owner.heard.slice(counted[index]).some(news => news.type === 'counts')),
    );
    expect(visitors.map(each => toldTo(each).at(-1))).toEqual(['here Bold', 'here Bold']);

    for (const [index, desk] of desks.entries()) await desk.skew({ wall: SKEWS[index]! + LIMITS.presenceGraceMs });
    await until('nobody to be there', areLastTold('away'));
    for (const told of visitors.map(toldTo))
      expect(told.slice(told.indexOf('here Bold'))).toEqual(['here Bold', 'away']);
  });

  test('MS4 RT1 RT3 a new conversation is given out once, wherever it began and whichever clock its agent goes by', async () => {
    const { desks, ahead, behind } = await startSkewed(set);
    const webhook = await openWebhook(ahead);
    const hands = await Promise.all(['Bold', 'Oyuna'].map(name => hire(ahead, name, 4)));
    const agents = await Promise.all(hands.map((each, index) => stationed(desks[index]!, each)));
    for (const agent of agents) await agent.seesHere(2);
    const pages = Array.from({ length: 8 }, (_, index) => new Browser(desks[index % 2]!).open());
    await Promise.all(pages.map(page => page.say('Anybody?')));
    const given = async () => (await entriesIn(behind.database)).filter(each => each.kind === 'event');
    await until('all to be given out', async () => (await given()).length >= pages.length);
    // Who has somebody is given to nobody else, whatever more is said at either server.
    await Promise.all(pages.map(page => page.say('Hello?')));

    const kept = await entriesIn(behind.database);
    expectOrdered(kept);
    const events = kept.filter(each => each.kind === 'event');
    expect(new Set(events.map(each => each.conversationId)).size).toBe(pages.length);
    expect(events.length).toBe(pages.length);
    const byAgent = Map.groupBy(events, each => (JSON.parse(each.body) as { agentId: string }).agentId);
    expect(hands.map(({ id }) => byAgent.get(id)?.length)).toEqual([4, 4]);
    for (const agent of agents) await expectHeard(agent, kept);
    await webhook.expectTold(kept);
  });
});
