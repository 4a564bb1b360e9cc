import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../../../server/store/open.ts';
import { buildTestApp, TEST_CONFIG } from '../../../helpers/app.ts';
import { newSqliteUrl } from '../../../helpers/new-folder.ts';
import { smsDesk, smsGateway, taken } from '../../../helpers/sms-gateway.ts';

const CONFIG = { webhooksToPrivate: true, publicUrl: 'https://desk.example' };
const EVENING = Date.parse('2026-03-04T10:20:00Z');

test('SM1 a server that is killed while the gateway has its message leaves it to the next one, once more', async () => {
  const url = newSqliteUrl();
  let kill: (() => void) | null = null;
  const gateway = await smsGateway(given => {
    if (!kill) return taken(given);
    kill();
    return 'cut';
  });
  const first = await buildTestApp({ config: CONFIG, startAt: EVENING, store: await openStore(url) });
  await smsDesk(first, gateway.url);
  gateway.got.length = 0;
  await first.app.close();
  await first.store.close();

  const script = join(import.meta.dirname, 'killed-sender.ts');
  const args = [
    '--disable-warning=ExperimentalWarning',
    script,
    url,
    String(EVENING),
    JSON.stringify({ ...TEST_CONFIG, ...CONFIG }),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  kill = () => child.kill('SIGKILL');
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  kill = null;

  const next = await buildTestApp({ config: CONFIG, startAt: EVENING, store: await openStore(url) });
  const { outbox, sms } = next.store;
  const states = async () => (await sms.page({ limit: 9 })).items.map(each => [each.id, each.state]);
  expect(await states()).toContainEqual(['killed', 'waiting']);
  // As long as the dead one might still have it.
  await next.pass(61_000);
  await next.context.outbox.settled();
  expect(gateway.got.map(each => each.id)).toEqual(['killed', 'killed']);
  expect(await states()).toContainEqual(['killed', 'sent']);
  expect((await outbox.page({ isDead: false, limit: 9 })).items).toEqual([]);
});
