import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { VisitorEntry } from '../../protocol/entries.ts';
import { launch, startDesk } from './desk.ts';
import { DISK_FAULTS, type DiskFault } from './disk-faults.ts';
import { entriesIn, expectAcked, expectOrdered } from './evidence.ts';
import { post, status } from './http.ts';
import { Browser } from './page.ts';
import { until } from './until.ts';
import { agentWire } from './wire.ts';

/** Another program at the same file, such as `sqlite3` in a shell that somebody left in the middle of a transaction. */
const held: DiskFault = {
  name: 'a file that another program holds',
  missing: null,
  async breakDisk(desk) {
    const other = new DatabaseSync(desk.database, { timeout: 5_000 });
    onTestFinished(() => {
      if (other.isOpen) other.close();
    });
    other.exec('BEGIN IMMEDIATE');
    return async () => other.close();
  },
};

// On SQLite alone. A mongod whose disk fails ends itself by design (`fassert`), rather than to go on with what it can not
// trust: to the servers before it that is a member that was killed, which failover.test.ts has.
describe.each([...DISK_FAULTS, held])('$name', ({ missing, breakDisk }) => {
  test.skipIf(missing)(
    'ST1 C2 W2 W17 is told to every writer and in /readyz; the server lives, and goes on when it is over',
    async () => {
      const desk = await startDesk();
      const { pid } = desk;
      const page = new Browser(desk).open();
      const before = await page.say('Before');
      const agent = await agentWire(desk);

      const mend = await breakDisk(desk);
      // Every way in.
      const typed = ['One', 'Two', 'Three'];
      const sent = typed.map(text => page.say(text));
      await until('the page to be told', () => page.refusals.includes('STORE_UNAVAILABLE'));
      // Whoever reads the log learns of it without having to ask.
      await until('a line in the log', () => desk.printed.includes('a frame could not be handled'));
      const posted = randomUUID();
      expect(await post(desk, posted, 'Over HTTP')).toEqual({ status: 503, code: 'STORE_UNAVAILABLE' });
      const { conversationId } = before.entry!;
      const reply = { type: 'message.send', clientId: randomUUID(), conversationId, text: 'An answer' };
      expect(await agent.ask(reply)).toMatchObject({ type: 'error', code: 'STORE_UNAVAILABLE' });
      const told = () => agent.heard.filter(news => news.type === 'store').map(news => news.isAvailable);
      await until('the open inbox to be told', () => told().at(-1) === false);
      const late = new Browser(desk).open();
      await until('a new page to be sent away', () => late.closes.includes(1013));
      // Who watches is told; who only asks whether the process lives is not, because a restart would help nobody.
      expect(await status(desk, '/readyz')).toMatchObject({
        status: 503,
        text: expect.stringContaining('store unavailable'),
      });
      expect(await status(desk, '/healthz')).toMatchObject({ status: 200 });
      // What is there can be read.
      const { entries } = await desk.api<{ entries: VisitorEntry[] }>('GET', `/v1/conversations/${conversationId}`);
      expect(entries).toContainEqual(before.entry);
      expect(page.state).toBe('ready');
      expect(page.acked.length).toBe(1);
      expect((await page.outbox.all()).length).toBe(3);

      await mend();
      await until('it to be ready', async () => (await status(desk, '/readyz')).status === 200);
      await until('the open inbox to be told that it is over', () => told().at(-1) === true);
      for (const each of [page, late]) each.connection.retry();
      await Promise.all(sent);
      await late.say('At last');
      expect(await post(desk, posted, 'Over HTTP')).toMatchObject({ status: 201 });
      const answered = await agent.ask<'ack'>(reply);
      expect(answered.type).toBe('ack');
      expect(desk.pid).toBe(pid);

      // Whatever the failed commits left behind, a power cut now must not lose what was acked since.
      await desk.kill();
      const kept = await entriesIn(desk.database);
      expectOrdered(kept);
      expectAcked(kept, [...page.acked, ...late.acked, answered.entry!]);
      const own = kept.filter(each => each.conversationId === conversationId && each.kind === 'message');
      expect(own.map(each => each.body)).toEqual(['Before', ...typed, 'An answer']);
      await desk.start();
      await until('the pages to come back', () => {
        for (const each of [page, late]) each.connection.retry();
        return page.state === 'ready' && late.state === 'ready';
      });
    },
  );
});

test.skipIf(DISK_FAULTS[0]!.missing)(
  'ST1 while nothing can be kept, agents still read what is there, however long they have been signed in',
  async () => {
    const desk = await startDesk();
    const { entry } = await new Browser(desk).open().say('Hello?');
    const mend = await DISK_FAULTS[0]!.breakDisk(desk);
    // Long enough for their sessions to be due for another note of when they were last seen.
    await desk.skew({ wall: 3_600_000 });
    const { entries } = await desk.api<{ entries: VisitorEntry[] }>(
      'GET',
      `/v1/conversations/${entry!.conversationId}`,
    );
    expect(entries).toContainEqual(entry);
    const agent = await agentWire(desk);
    expect(await agent.ask({ type: 'note.add', conversationId: entry!.conversationId, text: 'Later.' })).toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
    await mend();
    await desk.api('GET', '/v1/me');
  },
);

describe('one process for one file', () => {
  test('ST1 a second start says in a sentence who has the file, and gives up; the first one does not notice', async () => {
    const desk = await startDesk();
    const page = new Browser(desk).open();
    await page.say('Before');
    const second = launch(desk.folder);
    onTestFinished(() => second.end('SIGKILL').then(() => {}));
    const sentence =
      /Another Deskbell process has .*deskbell\.db open\. Stop it first, or give this one a DATABASE_URL of its own\./;
    await until('the sentence', () => sentence.test(second.printed()));
    await page.say('Meanwhile');

    // Its patience is 30 s by the stopwatch; it looks again within 5 s of true time.
    second.child.send({ stopwatch: 30_000 });
    expect(await second.ended).toBe(1);
    expect(second.printed()).toMatch(/could not be reached for 30 s: Another Deskbell process has /);
    expect(second.printed()).not.toContain('Deskbell is ready');
    await page.say('After');
    expect((await entriesIn(desk.database)).length).toBe(3);
  });

  test('ST1 a second start takes over when the first one is killed', async () => {
    const desk = await startDesk();
    const page = new Browser(desk).open();
    await page.say('Before');
    const second = launch(desk.folder);
    onTestFinished(() => second.end('SIGKILL').then(() => {}));
    await until('it to wait', () => second.printed().includes('Trying again'));
    await desk.kill();
    desk.proxy.aim(await second.listening());
    page.connection.retry();
    expect((await page.say('After')).entry?.seq).toBe(2);
  });
});
