import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { startDesk } from './desk.ts';
import { entriesIn, expectAcked, expectOrdered, type Kept } from './evidence.ts';
import { holdTheClock, pass } from './held-clock.ts';
import { Browser, type Page } from './page.ts';
import { until } from './until.ts';
import { agentWire } from './wire.ts';

/** A WebSocket is given so long before HTTP takes its place; then one is looked for, at the latest. */
const OPEN_MS = 4_000;
const FIRST_PROBE_MS = 15_000;
const STEP_MS = 40;

type Agent = Awaited<ReturnType<typeof agentWire>>;

/** Without what the server notes of it. */
const said = (page: Page) => page.texts.filter(text => text !== 'event');
const bodies = (kept: Kept[]) => kept.filter(({ kind }) => kind !== 'event').map(({ body }) => body);

async function answer(agent: Agent, page: Page, text: string): Promise<void> {
  const { conversationId } = page.shown[0]!;
  await agent.ask<'ack'>({ type: 'message.send', conversationId, text });
  await until('the answer', () => page.texts.includes(text));
}

/** Lets so much time pass that a WebSocket is looked for, found, and gone back to. */
async function passBack(page: Page): Promise<void> {
  pass(FIRST_PROBE_MS);
  await until('the way back', () => {
    // What a look brings comes by the true clock, the pauses around it pass by the held one.
    pass(STEP_MS);
    return page.state === 'ready' && page.socket?.readyState === WebSocket.OPEN;
  });
}

test('HT2 where a proxy takes the upgrade out, the page is there by HTTP in the same moment, and words go both ways', async () => {
  holdTheClock();
  const desk = await startDesk();
  const agent = await agentWire(desk);
  desk.proxy.stripUpgrade(true);
  const page = new Browser(desk).open();
  const first = await page.say('Anybody?');
  expect(first.entry?.seq).toBe(1);
  await answer(agent, page, 'Here I am');
  await page.send({ type: 'form.send', name: 'Bolormaa', email: 'bolormaa@shop.example', message: 'Lilies?' });
  expect(said(page)).toEqual(['Anybody?', 'Here I am', 'form']);
  // No time has passed at all: nobody waited, and nothing dropped.
  expect([page.states, page.httpLinks, desk.proxy.blocked]).toEqual([['connecting', 'ready'], 1, 1]);
  expectAcked(await entriesIn(desk.database), page.acked);
});

test('HT2 where a proxy swallows the upgrade, the page is there within 10 s', async () => {
  holdTheClock();
  const desk = await startDesk();
  desk.proxy.swallowUpgrade(true);
  const page = new Browser(desk).open();
  const sent = page.say('Anybody?');
  await until('the upgrade to be swallowed', () => desk.proxy.blocked === 1);
  pass(OPEN_MS);
  expect((await sent).entry?.seq).toBe(1);
  expect(page.states).toEqual(['connecting', 'ready']);
});

test.each(['stripUpgrade', 'swallowUpgrade'] as const)(
  'HT4 C2 ST4 a message whose ack was lost with its WebSocket goes again by HTTP and is there once; then back (%s)',
  async block => {
    holdTheClock();
    const desk = await startDesk();
    const agent = await agentWire(desk);
    const page = new Browser(desk).open();
    await page.say('Zero');
    // So that what follows the first ack has come too, and the next bytes down are the next answer.
    await until('the agent', () => page.texts.includes('event'));
    await page.resume(0);

    const clientId = randomUUID();
    desk.proxy.cutBeforeNext('down');
    const sent = page.say('One', clientId);
    await until('the link to break', () => page.state === 'waiting');
    expect((await entriesIn(desk.database)).map(each => each.clientId)).toContain(clientId);
    desk.proxy[block](true);
    pass(500);
    await until('a block', () => desk.proxy.blocked === 1);
    if (block === 'swallowUpgrade') pass(OPEN_MS);
    expect((await sent).entry).toMatchObject({ clientId });
    await answer(agent, page, 'Yes?');

    desk.proxy.mend();
    await passBack(page);
    await page.say('Three');
    await answer(agent, page, 'And by WebSocket');
    expect(said(page)).toEqual(['Zero', 'One', 'Yes?', 'Three', 'And by WebSocket']);
    // Going back is no drop: nobody was told that the link is down.
    expect(page.states.slice(-4)).toEqual(['connecting', 'ready', 'connecting', 'ready']);
    const kept = await entriesIn(desk.database);
    expectOrdered(kept);
    expect(bodies(kept)).toEqual(said(page));
  },
);

test('HT4 C2 what both sides say while it goes back is there once, in order, on both', async () => {
  holdTheClock();
  const desk = await startDesk();
  const agent = await agentWire(desk);
  desk.proxy.stripUpgrade(true);
  const page = new Browser(desk).open();
  await page.say('Zero');
  const { conversationId } = page.shown[0]!;
  desk.proxy.mend();
  const sent: Promise<unknown>[] = [];
  const back = passBack(page);
  for (let number = 1; number <= 12; number++) {
    sent.push(page.say(`Visitor ${number}`));
    await agent.ask<'ack'>({ type: 'message.send', conversationId, text: `Agent ${number}` });
  }
  await back;
  await Promise.all(sent);
  await until('everything to be shown', () => said(page).length === 25);
  const kept = await entriesIn(desk.database);
  expectOrdered(kept);
  expect(bodies(kept)).toEqual(said(page));
  expect(new Set(said(page)).size).toBe(25);
  expect(page.httpLinks).toBe(1);
});

test('HT2 W10 a server that stops, and one that is down, send nobody to HTTP', async () => {
  holdTheClock();
  const desk = await startDesk();
  const page = new Browser(desk).open();
  await page.say('Zero');
  await desk.stop();
  await until('the close', () => page.state === 'waiting');
  for (let tries = 1; tries <= 3; tries++) {
    const before = page.states.length;
    page.connection.retry();
    await until('a try to come to nothing', () => page.states.length === before + 2);
  }
  await desk.start();
  page.connection.retry();
  await until('a link', () => page.state === 'ready');
  expect(page.socket?.readyState).toBe(WebSocket.OPEN);
});
