import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { LIMITS } from '../../protocol/wire/limits.ts';
import type { Desk } from './desk.ts';
import { Browser } from './page.ts';
import { onEachStore } from './stores.ts';
import { until } from './until.ts';
import { agentWire, visitorWire } from './wire.ts';

const MB = 1024 * 1024;
/** A page of long letters, 12 KB each as three-byte letters. */
const LETTER = 'ह'.repeat(LIMITS.messageChars);
/** Requests that one socket may make at once, less its hello (SPEC R1). */
const ASKS = 58;
/** So many looks take two seconds at least, in which it may ask 40 times more (SPEC R1). */
const LOOKS = 200;

/** A conversation whose every page of history is 600 KB. */
async function longTalk(desk: Desk): Promise<{ browser: Browser; conversationId: string }> {
  const browser = new Browser(desk);
  const page = browser.open();
  const { entry } = await page.say('Hello?');
  const { conversationId } = entry!;
  const agent = await agentWire(desk);
  for (let count = 0; count < LIMITS.pageEntries; count++) {
    await agent.ask({ type: 'message.send', conversationId, text: LETTER });
  }
  agent.socket.close();
  page.close();
  return { browser, conversationId };
}

async function residentBytes(desk: Desk): Promise<number> {
  const metrics = await (await fetch(`${desk.directUrl}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\d+)/m.exec(metrics)![1]);
}

await onEachStore(startDesk => {
  test('W9 readers that stop reading cost the server a bounded piece of memory each', async () => {
    const desk = await startDesk();
    const { browser } = await longTalk(desk);
    const readers = 12;
    const before = await residentBytes(desk);
    let most = before;
    for (let count = 0; count < readers; count++) {
      const wire = await visitorWire(desk, { token: browser.token! });
      wire.socket.pause();
      for (let asked = 0; asked < ASKS; asked++) wire.say({ type: 'history.get', beforeSeq: LIMITS.pageEntries + 1 });
      // Someone who does read is served meanwhile, so the requests before are done with.
      const other = await visitorWire(desk);
      most = Math.max(most, await residentBytes(desk));
      other.socket.close();
    }
    const askedFor = readers * ASKS * LETTER.length * 3 * LIMITS.pageEntries;
    console.log(
      `asked for ${Math.round(askedFor / MB)} MB, memory ${Math.round(before / MB)} -> ${Math.round(most / MB)} MB`,
    );
    expect(askedFor).toBeGreaterThan(300 * MB);
    expect(most - before).toBeLessThan(150 * MB);
  });

  test('W9 W8 C1 a page that stops reading is closed as SLOW_READER, and healed by resume', async () => {
    const desk = await startDesk();
    const { browser, conversationId } = await longTalk(desk);
    const page = browser.open();
    const lively = browser.open();
    const agent = await agentWire(desk);
    await until('two links', () => page.state === 'ready' && lively.state === 'ready');
    const held = page.entries.size;

    page.socket!.pause();
    const askHistory = () =>
      page.connection.notify({ type: 'history.get', clientId: randomUUID(), beforeSeq: LIMITS.pageEntries + 1 });
    for (let asked = 0; asked < ASKS; asked++) askHistory();
    // The system alone may hold 38 MB for a reader, which is more than a socket may ask for at once: it goes on asking.
    let looks = 0;
    await until('more to be asked for than the system holds', () => {
      askHistory();
      return ++looks === LOOKS;
    });
    // Commands of a socket are carried out in order (SPEC W11), so once its read mark moves, the requests are answered.
    const { seq } = lively.shown.at(-1)!;
    await until('the reader to be past its budget', () => {
      page.connection.notify({ type: 'read.set', seq });
      return agent.heard.some(news => news.type === 'conversation.changed' && news.conversation.visitorReadSeq === seq);
    });
    // The others do not wait for it.
    await agent.ask({ type: 'message.send', conversationId, text: 'Are you there?' });
    await until('the news', () => lively.texts.at(-1) === 'Are you there?');
    expect(page.entries.size).toBe(held);

    page.socket!.resume();
    await until('the goodbye', () => page.closes.length > 0);
    expect(page.closes).toEqual([4009]);
    page.connection.retry();
    await until('the page to be healed', () => page.state === 'ready' && page.texts.at(-1) === 'Are you there?');
    expect(page.shown.map(each => each.seq)).toEqual(lively.shown.map(each => each.seq));
  });
});
