import { randomUUID } from 'node:crypto';
import { copyFile, rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { VisitorEntry } from '../../protocol/entries.ts';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { type Desk, startDesk } from './desk.ts';
import { entriesIn } from './evidence.ts';
import { Browser } from './page.ts';
import { onEachStore } from './stores.ts';
import { until } from './until.ts';
import { agentWire, visitorWire } from './wire.ts';

/** What one agent's socket may send at once, less what else it sends here (SPEC R1). */
const AT_ONCE = 50;

/** The agent writes so many messages, from as many pages as it takes. */
async function answer(desk: Desk, conversationId: string, count: number): Promise<void> {
  for (let left = count; left > 0; left -= AT_ONCE) {
    const agent = await agentWire(desk);
    const refs = Array.from({ length: Math.min(left, AT_ONCE) }, (_, index) =>
      agent.say({ type: 'message.send', conversationId, text: `Answer ${left - index}` }),
    );
    await until('the acks', () => {
      const acked = new Set(agent.heard.map(news => news.type === 'ack' && news.ref));
      return refs.every(ref => acked.has(ref));
    });
    agent.socket.close();
  }
}

const seqs = (entries: VisitorEntry[]) => entries.map(each => each.seq);
const upTo = (last: number, count: number) => Array.from({ length: count }, (_, index) => last - count + 1 + index);

await onEachStore(startDesk => {
  test('W8 any position is answered with the rest or with one whole page, in hello as in resume', async () => {
    const desk = await startDesk();
    const browser = new Browser(desk);
    const { entry } = await browser.open().say('Hello?');
    const { conversationId } = entry!;
    await answer(desk, conversationId, LIMITS.resumeEntries + 10);
    const lastSeq = (await entriesIn(desk.database)).length;
    const newest = upTo(lastSeq, LIMITS.pageEntries);

    for (const [position, afterSeq, isFresh, wanted] of [
      [conversationId, lastSeq, false, []],
      [conversationId, lastSeq - 3, false, upTo(lastSeq, 3)],
      [conversationId, lastSeq - LIMITS.resumeEntries, false, upTo(lastSeq, LIMITS.resumeEntries)],
      // Too old, never seen here, and from a conversation that is not this visitor's, or nobody's.
      [conversationId, lastSeq - LIMITS.resumeEntries - 1, true, newest],
      [conversationId, 0, true, newest],
      [conversationId, lastSeq + 1, true, newest],
      [conversationId, Number.MAX_SAFE_INTEGER, true, newest],
      [randomUUID(), lastSeq, true, newest],
      [undefined, undefined, true, newest],
    ] as const) {
      const token = browser.token!;
      const wire = await visitorWire(desk, { token, conversationId: position, afterSeq });
      const { welcome } = wire;
      expect([afterSeq, welcome.isFresh, seqs(welcome.entries)]).toEqual([afterSeq, isFresh, wanted]);
      expect(welcome.conversation).toMatchObject({ id: conversationId, lastSeq });
      if (position === conversationId) {
        const resumed = await wire.ask<'conversation.resumed'>({ type: 'conversation.resume', afterSeq });
        expect([afterSeq, resumed.isFresh, seqs(resumed.entries)]).toEqual([afterSeq, isFresh, wanted]);
      }
      // Whoever has taken the answer holds everything: asking again from there brings nothing, and is not fresh again.
      const after = await wire.ask<'conversation.resumed'>({ type: 'conversation.resume', afterSeq: lastSeq });
      expect(after).toMatchObject({ isFresh: false, entries: [] });
      wire.socket.close();
    }
  });
});

test('W8 C1 a page that was away too long reads anew, once, and can go back to the beginning', async () => {
  const desk = await startDesk();
  const page = new Browser(desk).open();
  const { entry } = await page.say('Hello?');
  const freshBefore = page.freshReads;
  desk.proxy.cut();
  await answer(desk, entry!.conversationId, LIMITS.resumeEntries + 1);
  desk.proxy.mend();
  page.connection.retry();
  await until('the page to be back', () => page.state === 'ready');
  const drops = page.closes.length;
  const lastSeq = (await entriesIn(desk.database)).length;
  await page.resume(lastSeq);
  expect(page.freshReads - freshBefore).toBe(1);
  expect(seqs(page.shown)).toEqual(upTo(lastSeq, LIMITS.pageEntries));
  expect(page.closes.length).toBe(drops);

  const back = seqs(page.shown);
  while (back[0]! > 1) {
    const older = await page.connection.request({ type: 'history.get', clientId: randomUUID(), beforeSeq: back[0]! });
    if (older.type !== 'history') throw new Error(`wanted history, got ${older.type}`);
    back.unshift(...seqs(older.entries));
  }
  expect(back).toEqual(upTo(lastSeq, lastSeq));
});

test('W8 C1 C2 after a restore from an older backup a page drops what is no more, once, and goes on', async () => {
  const desk = await startDesk();
  const browser = new Browser(desk);
  const page = browser.open();
  for (const text of ['One', 'Two']) await page.say(text);
  await desk.stop();
  await copyFile(desk.database, `${desk.database}.backup`);
  await desk.start();
  page.connection.retry();
  for (const text of ['Three', 'Four', 'Five']) await page.say(text);
  const freshBefore = page.freshReads;

  await desk.kill();
  const unsent = page.say('Six');
  await copyFile(`${desk.database}.backup`, desk.database);
  for (const suffix of ['-wal', '-shm']) await rm(desk.database + suffix, { force: true });
  await desk.start();
  page.connection.retry();
  expect((await unsent).entry?.seq).toBe(3);
  await page.resume(3);
  expect(page.freshReads - freshBefore).toBe(1);
  expect(page.texts).toEqual(['One', 'Two', 'Six']);
  expect(page.state).toBe('ready');
});

test('W2 C2 a visitor whom the server has forgotten begins anew, with what waited', async () => {
  const desk = await startDesk();
  const browser = new Browser(desk);
  const page = browser.open();
  await page.say('Before');
  const { token } = browser;

  await desk.kill();
  const unsent = page.say('After');
  for (const suffix of ['', '-wal', '-shm']) await rm(desk.database + suffix, { force: true });
  await desk.start();
  const tries = page.states.length;
  page.connection.retry();
  expect((await unsent).entry?.seq).toBe(1);
  expect(browser.token).not.toBe(token);
  expect(page.texts).toEqual(['After']);
  // Refused with the old token, welcomed without: no more tries than that.
  expect(page.states.slice(tries).filter(state => state === 'ready').length).toBe(1);
  expect(page.states).not.toContain('refused');
});
