import { expect, test } from 'vitest';
import { chance, seed } from '../helpers/chance.ts';
import fc from '../helpers/properties.ts';
import { startDesk } from './desk.ts';
import { entriesIn, expectOrdered } from './evidence.ts';
import type { FaultProxy } from './fault-proxy.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { isLong, times } from './length.ts';
import { Browser, type Page } from './page.ts';
import { onReplicaSet } from './stores.ts';
import { until } from './until.ts';
import { agentWire } from './wire.ts';

const HISTORIES = times(20, 600);
const MOST_STEPS = 24;

/** One server with its proxy, or several behind one: then each new link leads to another server. */
type Place = Pick<Fleet, 'desks' | 'door'>;

/** One visitor's browser with two tabs, an agent, the link and the servers, and what must be true of them in the end. */
interface World {
  place: Place;
  browser: Browser;
  tabs: [Page | null, Page | null];
  isLinkWhole: boolean;
  /** The model: what the visitor typed, in that order, and what the agent was told is kept. */
  typed: string[];
  answers: string[];
}

type Step = (world: World) => unknown;

const inTab = (index: 0 | 1): Record<string, Step> => ({
  [`say in tab ${index}`](world) {
    const tab = world.tabs[index];
    if (!tab) return;
    const text = `Typed ${world.typed.length}`;
    world.typed.push(text);
    tab.say(text);
  },
  [`open tab ${index}`](world) {
    world.tabs[index] ??= world.browser.open();
  },
  [`close tab ${index}`](world) {
    world.tabs[index]?.close();
    world.tabs[index] = null;
  },
  [`reload tab ${index}`](world) {
    world.tabs[index]?.close();
    world.tabs[index] = world.browser.open();
  },
  [`crash tab ${index}`](world) {
    world.tabs[index]?.crash();
    world.tabs[index] = world.browser.open();
  },
});

function breaking(fault: (proxy: FaultProxy) => void): Step {
  return world => {
    world.isLinkWhole = false;
    fault(world.place.door.proxy);
  };
}

/** One that runs, and not always the same. */
const running = ({ place: { desks }, typed }: World) =>
  desks.slice(typed.length % desks.length).find(each => each.isRunning) ?? desks.find(each => each.isRunning);

const STEPS: Record<string, Step> = {
  ...inTab(0),
  ...inTab(1),
  drop: ({ place }) => place.door.proxy.drop(),
  cut: breaking(proxy => proxy.cut()),
  'lose the next bytes up': breaking(proxy => proxy.cutBeforeNext('up')),
  'lose the next bytes down': breaking(proxy => proxy.cutBeforeNext('down')),
  'cut after the next bytes up': breaking(proxy => proxy.cutAfterNext('up')),
  'stall up': breaking(proxy => proxy.stall('up')),
  'stall down': breaking(proxy => proxy.stall('down')),
  // Not broken: new links go over HTTP.
  'block WebSockets': ({ place }) => place.door.proxy.stripUpgrade(true),
  mend,
  'kill a server': world => running(world)?.kill(),
  async 'upgrade a server'(world) {
    const desk = running(world);
    if (!desk) return;
    const code = await desk.stop();
    if (code !== 0) throw new Error(`the server ended with ${code}:\n${desk.printed}`);
    await desk.start();
  },
  async answer(world) {
    const last = world.tabs[0]?.shown.at(-1) ?? world.tabs[1]?.shown.at(-1);
    const desk = running(world);
    if (!desk || !last) return;
    const agent = await agentWire(desk);
    const text = `Answer ${world.answers.length}`;
    const answer = await agent.ask({ type: 'message.send', conversationId: last.conversationId, text });
    expect(answer.type).toBe('ack');
    world.answers.push(text);
    agent.socket.terminate();
  },
  settle,
};
/** What people do comes oftener than what breaks. */
const OFTEN = ['say in tab 0', 'say in tab 1', 'open tab 1', 'mend', 'settle'];
const step = fc.constantFrom(...Object.keys(STEPS), ...OFTEN, ...OFTEN);

async function mend(world: World): Promise<void> {
  const { door, desks } = world.place;
  door.proxy.mend();
  world.isLinkWhole = true;
  for (const desk of desks) if (!desk.isRunning) await desk.start();
}

/** With everything whole, everything must arrive, by itself but for the pauses, which the pages skip. */
async function settle(world: World): Promise<void> {
  if (!world.isLinkWhole || !running(world)) return;
  const { tabs, typed, answers } = world;
  const tab = tabs.find(each => each !== null);
  if (!tab) return;
  for (const each of tabs) each?.connection.retry();
  await until('the outbox to empty', async () => {
    for (const each of tabs) if (each?.state === 'waiting') each.connection.retry();
    return (await tab.outbox.all()).length === 0;
  });
  for (const each of tabs) {
    if (!each) continue;
    await until('a tab to show everything', () => {
      if (each.state === 'waiting') each.connection.retry();
      return each.texts.filter(text => text !== 'event').length === typed.length + answers.length;
    });
    expect(each.texts.filter(text => text.startsWith('Typed'))).toEqual(typed);
    expect(each.texts.filter(text => text.startsWith('Answer'))).toEqual(answers);
    expect(each.shown.map(({ seq }) => seq)).toEqual(each.shown.map((_, index) => index + 1));
  }
}

async function play(place: Place, random: () => number, steps: string[]): Promise<void> {
  const browser = new Browser(place.door, { random });
  const world: World = {
    place,
    browser,
    tabs: [browser.open(), null],
    isLinkWhole: true,
    typed: [],
    answers: [],
  };
  // Two first visits at once are two visitors; from the first welcome on, all tabs are one.
  await until('the first welcome', () => browser.token !== null);
  try {
    for (const name of steps) await STEPS[name]!(world);
  } finally {
    await mend(world);
  }
  world.tabs[0] ??= browser.open();
  await settle(world);

  const kept = await entriesIn(place.desks[0]!.database);
  expectOrdered(kept);
  const conversationId = world.tabs[0].shown[0]?.conversationId;
  const bodies = kept.filter(each => each.conversationId === conversationId).map(each => each.body);
  expect(bodies.filter(body => body.startsWith('Typed'))).toEqual(world.typed);
  expect(bodies.filter(body => body.startsWith('Answer'))).toEqual(world.answers);
  for (const tab of world.tabs) tab?.close();
}

function check(place: Place, count: number): Promise<void> {
  const random = chance(12);
  const histories = fc.array(step, { minLength: 5, maxLength: MOST_STEPS });
  return fc.assert(
    fc.asyncProperty(histories, steps => play(place, random, steps)),
    // Finding a shorter history that fails too takes its time, which the long set has.
    { seed, numRuns: count, endOnFailure: !isLong },
  );
}

test(`ST1 ST2 ST3 W8 C1 C2 HT4 in ${HISTORIES} random histories nothing is lost, doubled or out of order`, {
  timeout: HISTORIES * 10_000,
}, async () => {
  const desk = await startDesk();
  await check({ desks: [desk], door: desk }, HISTORIES);
});

await onReplicaSet('shared', (set, share) => {
  const count = share(HISTORIES);

  test(`MS1 HT5 ST1 ST2 ST3 W8 C1 C2 nor in ${count} where every link leads to another server`, {
    timeout: count * 20_000,
  }, async () => {
    await check(await startFleet(set.newDatabase(), 2), count);
  });
});
