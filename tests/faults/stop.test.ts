import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Entry } from '../../protocol/entries.ts';
import { type Desk, startDesk } from './desk.ts';
import { entriesIn, expectAcked, expectOrdered } from './evidence.ts';
import { status } from './http.ts';
import { times } from './length.ts';
import { Browser } from './page.ts';
import { onEachStore } from './stores.ts';
import { until } from './until.ts';
import { visitorWire, type Wire } from './wire.ts';

const ROUNDS = Array.from({ length: times(1, 20) }, (_, index) => index + 1);
const SOCKETS = 60;
const POSTERS = 10;
/** A visitor may send so many at once (SPEC R2). */
const MOST = 19;

/** What a sender knows of a message: the answer, or that there was none. */
interface Sent {
  clientId: string;
  text: string;
  entry?: Entry;
  code?: string;
}

/** Says one thing after the other, each as soon as the one before is answered, until it is refused or the link ends. */
async function overSocket(wire: Wire, sent: Sent[]): Promise<void> {
  for (let count = 0; count < MOST; count++) {
    const own: Sent = { clientId: randomUUID(), text: `Message ${sent.length}` };
    sent.push(own);
    wire.say({ type: 'message.send', clientId: own.clientId, text: own.text });
    const answer = () => wire.heard.find(news => 'ref' in news && news.ref === own.clientId);
    await until('an answer or the end', () => answer() || wire.closedWith !== null);
    Object.assign(own, answer());
    if (!own.entry) return;
  }
}

async function overHttp(desk: Desk, sent: Sent[], address: string): Promise<void> {
  for (let count = 0; count < MOST; count++) {
    const own: Sent = { clientId: randomUUID(), text: `Post ${sent.length}` };
    sent.push(own);
    try {
      const answer = await fetch(`${desk.directUrl}/v1/sites/${desk.site.key}/submissions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
        body: JSON.stringify({ type: 'message.send', clientId: own.clientId, text: own.text }),
      });
      Object.assign(own, await answer.json());
    } catch {
      // The server is gone; whether it kept this nobody has said.
      return;
    }
    if (own.code) return;
  }
}

/** What a balancer is told until nobody answers, and how many pages had been sent away when it asked. */
async function watch(desk: Desk, wires: Wire[]): Promise<{ gone: number; said: string }[]> {
  const looks: { gone: number; said: string }[] = [];
  for (;;) {
    const gone = wires.filter(wire => wire.closedWith !== null).length;
    const told = await status(desk, '/readyz').catch(() => null);
    if (!told) return looks;
    looks.push({ gone, said: `${told.status} ${(JSON.parse(told.text) as { status: string }).status}` });
    await pause(10);
  }
}

await onEachStore(startDesk => {
  test.each(ROUNDS)(
    'W10 W3 ST1 told to stop in the middle of writes (round %i), it answers what it has in hand, refuses the rest, and ends well',
    async () => {
      const desk = await startDesk();
      const wires = await Promise.all(Array.from({ length: SOCKETS }, () => visitorWire(desk)));
      const sent: Sent[] = [];
      const writing = [
        ...wires.map(wire => overSocket(wire, sent)),
        ...Array.from({ length: POSTERS }, (_, index) => overHttp(desk, sent, `10.2.0.${index}`)),
      ];
      const acked = () => sent.filter(each => each.entry);
      await until('writes under way', () => acked().length >= 100);
      const watching = watch(desk, wires);
      const ended = desk.stop();

      // Exit code 0 is said only when all was done within 15 s.
      expect(await ended).toBe(0);
      await Promise.all(writing);
      expect(wires.map(wire => wire.closedWith)).toEqual(Array(SOCKETS).fill(1012));
      // Readiness goes first: when the first page is sent away, a balancer knows already. The others go over seconds.
      const afterwards = (await watching).filter(look => look.gone > 0);
      expect(new Set(afterwards.map(look => look.said))).toEqual(new Set(['503 stopping']));
      expect(afterwards[0]!.gone).toBeLessThan(SOCKETS);

      const refused = sent.filter(each => each.code);
      expect(refused.length).toBeGreaterThan(0);
      expect(new Set(refused.map(each => each.code))).toEqual(new Set(['STOPPING']));
      const kept = await entriesIn(desk.database);
      expectOrdered(kept);
      expectAcked(
        kept,
        acked().map(each => each.entry!),
      );
      // Nobody has to guess: what was kept was acked, and what was not is not there.
      expect(kept.map(each => each.clientId).toSorted()).toEqual(
        acked()
          .map(each => each.clientId)
          .toSorted(),
      );
    },
  );

  test.each(ROUNDS)(
    'W10 C1 C2 an upgrade in the middle of a talk (round %i): nothing lost, nothing twice, and the pages come back',
    async () => {
      const desk = await startDesk();
      const pages = Array.from({ length: 20 }, () => new Browser(desk).open());
      const rounds = 8;
      const acks = pages.map(async page => {
        for (let round = 0; round < rounds; round++) await page.say(`Round ${round}`);
      });
      await until('a talk', () => pages.some(page => page.acked.length > 1));
      expect(await desk.stop()).toBe(0);
      await desk.start();
      for (const page of pages) page.connection.retry();
      await Promise.all(acks);
      const kept = await entriesIn(desk.database);
      expectOrdered(kept);
      expect(kept.length).toBe(pages.length * rounds);
      for (const page of pages)
        expect(page.texts).toEqual(Array.from({ length: rounds }, (_, round) => `Round ${round}`));
    },
  );
});

test('W10 connections that ask for nothing, or never finish asking, do not hold it up', async () => {
  const desk = await startDesk();
  const port = Number(new URL(desk.directUrl).port);
  const request = `POST /v1/sites/${desk.site.key}/submissions HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n`;
  // As browsers open them ahead; as a phone leaves them that lost its network; and with half a body.
  for (const words of ['', request, `${request}content-type: application/json\r\n\r\n{"type":`]) {
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.write(words);
  }
  // Said after them over the same loopback, so they have been read.
  await fetch(`${desk.directUrl}/healthz`);
  expect(await desk.stop()).toBe(0);
});

test('W10 a page that asks for a link when everybody has been sent away does not hold it up', async () => {
  const desk = await startDesk();
  const port = Number(new URL(desk.directUrl).port);
  const dial = async () => {
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
    return socket.on('error', () => {});
  };
  const early = await dial();
  const ended = desk.stop();
  const isClosed = () =>
    dial().then(
      () => false,
      () => true,
    );
  await until('nobody else to be let in', isClosed);
  early.write('GET /v1/visitor HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n');
  early.write('sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n');
  expect(await ended).toBe(0);
});
