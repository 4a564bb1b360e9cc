import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { letterDelivery } from '../../../../server/features/mail/letters.ts';
import { openStore } from '../../../../server/store/open.ts';
import { buildTestApp } from '../../../helpers/app.ts';
import { openMailServer } from '../../../helpers/mail-server.ts';
import { newSqliteUrl } from '../../../helpers/new-folder.ts';

const START = Date.parse('2026-03-04T10:20:00Z');
/** The lease of the one that died is over. */
const LATER = START + 2 * 60_000;

test.each([
  ['before it leaves', 'before', 0],
  ['when the mail server has all of it', 'while', 1],
] as const)(
  'ML11 a letter arrives though its server is killed %s, always under one id',
  async (_when, mode, already) => {
    let child: ChildProcess | null = null;
    let hasToDie = mode === 'while';
    const mail = await openMailServer(async () => {
      if (!hasToDie) return;
      hasToDie = false;
      child!.kill('SIGKILL');
      await once(child!, 'exit');
    });
    const url = newSqliteUrl();
    const script = join(import.meta.dirname, 'mailing.ts');
    const args = ['--disable-warning=ExperimentalWarning', script, url, String(mail.port), String(START), mode];
    child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');
    await mail.hasGot(already);

    const desk = await buildTestApp({ store: await openStore(url), startAt: LATER, config: mail.config });
    await desk.pass(1);
    await desk.context.outbox.settled();
    expect(mail.got).toHaveLength(already + 1);
    const ids = await Promise.all(mail.got.map(async each => (await simpleParser(each.raw)).messageId));
    expect(new Set(ids)).toEqual(new Set(['<mail_once@altan.example>']));
    expect((await desk.store.outbox.page({ isDead: false, limit: 10 })).items).toEqual([]);
  },
);

test('ML11 W10 a server that is told to stop waits for the letter in hand, and begins no other', async () => {
  const [met, opened] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const mail = await openMailServer(async () => {
    met.resolve();
    await opened.promise;
  });
  const { context, store } = await buildTestApp({ config: mail.config });
  const letter = (id: string) =>
    letterDelivery(context, {
      ...{ id, to: 'bat@altan.example', template: 'test', locale: 'en', values: {} },
      ...{ siteId: null, conversationId: null },
    });
  await store.outbox.put([letter('mail_in_hand')]);
  context.outbox.wake();
  await met.promise;
  const closed = context.outbox.close();
  await store.outbox.put([letter('mail_too_late')]);
  context.outbox.wake();
  opened.resolve();
  await closed;
  expect(mail.got).toHaveLength(1);
  const { items } = await store.outbox.page({ isDead: false, limit: 10 });
  expect(items.map(each => [each.id, each.attempts])).toEqual([['mail_too_late', 0]]);
});
