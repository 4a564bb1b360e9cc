/**
 * A chat of a thousand messages in Chromium with its processor slowed down: what a key costs in it, and how long it takes
 * from Enter to the bubble. What the server would say is said by the test, so only the page is measured.
 */
import type { Browser, WebSocketRoute } from 'playwright-core';
import type { Entry } from '../../protocol/entries.ts';
import type { VisitorFrame, VisitorNews } from '../../protocol/visitor.ts';
import { welcomeOf } from '../helpers/welcome.ts';
import { median, type Row } from './row.ts';

const MESSAGES = 1_000;
const KEYS = 60;
const SENT = 15;
/** Longer than any of it takes. */
const PATIENCE_MS = 60_000;
/** What the goals say, ms. */
const TYPING_MS = 20;
const BUBBLE_MS = 100;

/** What was measured in one visit, ms. */
interface Talk {
  typed: number[];
  bubbles: number[];
  /** Of tasks that held the page up for 50 ms or more. */
  long: number[];
}

/** @param url of a page with the widget in it */
export async function chatRows(browser: Browser, url: string, slowdown: number): Promise<Row[]> {
  const { typed, bubbles, long } = await talk(browser, url, slowdown);
  const p95 = typed.toSorted((a, b) => a - b)[Math.floor(typed.length * 0.95)]!;
  const bubble = median(bubbles);
  const what = (name: string) => `page: ${name} in a chat of ${MESSAGES}`;
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  return [
    {
      what: what('a key, p95'),
      measured: ms(p95),
      beside: `goal ${TYPING_MS} ms; median ${ms(median(typed))}`,
      ratio: p95 / TYPING_MS,
      goal: '≤ 1',
    },
    {
      what: what('Enter to the bubble'),
      measured: ms(bubble),
      beside: `goal ${BUBBLE_MS} ms`,
      ratio: bubble / BUBBLE_MS,
      goal: '≤ 1',
    },
    {
      what: what('long tasks of typing and sending'),
      measured: `${long.length}`,
      beside: long.map(ms).join(', ') || 'none',
      ratio: long.length,
      goal: '≤ 0',
    },
  ];
}

async function talk(browser: Browser, url: string, slowdown: number): Promise<Talk> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(PATIENCE_MS);
  try {
    const page = await context.newPage();
    await page.routeWebSocket(/\/v1\/visitor$/, answer);
    await page.goto(url);
    const bell = page.locator('desk-bell').getByRole('button');
    await bell.click();
    await page
      .locator('desk-bell .msg')
      .nth(MESSAGES - 1)
      .waitFor();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    return await page.evaluate(measure, { keys: KEYS, sent: SENT });
  } finally {
    await context.close();
  }
}

const AUTHORS: Entry['author'][] = [{ kind: 'visitor' }, { kind: 'agent', id: 'a', name: 'Sarnai' }];

function entry(
  seq: number,
  text: string,
  clientId: string | null,
  author: Entry['author'] = { kind: 'visitor' },
): Entry {
  const createdAt = Date.now() - (MESSAGES + 50 - seq) * 120_000;
  return { conversationId: 'c', seq, clientId, author, body: { kind: 'message', text }, createdAt };
}

/** The server's end of the socket: a long talk, and an ack for all that is said. */
function answer(socket: WebSocketRoute) {
  let seq = MESSAGES;
  const tell = (news: VisitorNews) => socket.send(JSON.stringify(news));
  socket.onMessage(text => {
    const frame = JSON.parse(String(text)) as VisitorFrame;
    if (frame.type === 'hello') {
      const said = 'Two dozen peonies, and the white ones if they are open by Friday.';
      const old = Array.from({ length: MESSAGES }, (_, at) => entry(at + 1, said, `old-${at}`, AUTHORS[(at >> 1) % 2]));
      const conversation = { id: 'c', status: 'open', assignee: null, lastSeq: seq } as const;
      tell(
        welcomeOf(frame.clientId, {
          conversation: { ...conversation, agentReadSeq: 0, visitorReadSeq: seq },
          entries: old,
          serverAt: Date.now(),
        }),
      );
    } else if (frame.type === 'message.send') {
      seq += 1;
      tell({ type: 'ack', ref: frame.clientId, entry: entry(seq, frame.text, frame.clientId), previousSeq: seq - 1 });
    }
  });
}

/** Runs in the page. Each figure ends when the page is laid out: what a frame waits for the screen is not its own. */
async function measure({ keys, sent }: { keys: number; sent: number }) {
  const root = document.querySelector('desk-bell')!.shadowRoot!;
  const [log, field, send] = ['.log', 'textarea', '.send'].map(css => root.querySelector<HTMLElement>(css)!);
  const box = field as HTMLTextAreaElement;
  const long: number[] = [];
  new PerformanceObserver(list => long.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });
  const frame = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
  const laidOut = () => log!.scrollHeight;

  const typed: number[] = [];
  for (let key = 0; key < keys; key++) {
    await frame();
    const begun = performance.now();
    box.value += 'word '[key % 5];
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await Promise.resolve();
    laidOut();
    typed.push(performance.now() - begun);
  }
  const bubbles: number[] = [];
  for (let message = 0; message < sent; message++) {
    box.value = `message ${message}`;
    await frame();
    const begun = performance.now();
    const isThere = new Promise<void>(resolve => {
      const watcher = new MutationObserver(() => {
        if ([...root.querySelectorAll('.msg')].at(-1)?.textContent !== `message ${message}`) return;
        watcher.disconnect();
        resolve();
      });
      watcher.observe(log!, { childList: true, subtree: true, characterData: true });
    });
    send!.click();
    await isThere;
    laidOut();
    bubbles.push(performance.now() - begun);
    await frame();
  }
  await frame();
  return { typed, bubbles, long };
}
