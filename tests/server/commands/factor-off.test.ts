import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSqlite } from '../../../server/store/sqlite/open.ts';
import { DAY, NOON, newAgent, newId } from '../../contract/scene.ts';
import { command } from '../../helpers/command.ts';
import { newFolder } from '../../helpers/new-folder.ts';

test('FA6 whoever has the machine switches off a factor that nobody has any more', async () => {
  const folder = newFolder();
  const path = join(folder, 'deskbell.db');
  const env = { DATABASE_URL: `sqlite:${path}` };
  const store = await openSqlite(path);
  const owner = newAgent({ role: 'owner', email: 'sarnai@altan.example' });
  await store.agents.create(owner);
  const id = newId('session');
  const times = { createdAt: NOON, seenAt: NOON, expiresAt: NOON + DAY };
  const session = { id, agentId: owner.id, userAgent: '', address: '', ...times, tokenHash: 'hash' };
  await store.sessions.create(session, owner.passwordHash);
  await store.factors.turnOn(owner.id, { sealed: '', lastStep: 0, recovery: [], since: NOON });
  await store.close();

  const say = (...args: string[]) => command('factor-off', args, { folder, env });
  expect(await say('nobody@altan.example')).toEqual({
    code: 1,
    printed: 'No agent signs in with nobody@altan.example.\n',
  });
  expect(await say('Sarnai@altan.example')).toEqual({
    code: 0,
    printed: 'The second factor of Sarnai@altan.example is off, and their sessions are ended.\n',
  });
  expect(await say('sarnai@altan.example')).toEqual({
    code: 1,
    printed: 'sarnai@altan.example has no second factor.\n',
  });
  expect((await say()).printed).toBe('Wanted: npx deskbell factor-off EMAIL; got nothing.\n');

  const after = await openSqlite(path);
  onTestFinished(() => after.close());
  expect((await after.agents.all())[0]?.factor).toBe(null);
  expect(await after.sessions.all(owner.id, NOON)).toEqual([]);
  expect((await after.audit.page({ limit: 5 })).items).toMatchObject([
    { who: { kind: 'system' }, what: 'factor.off', on: { id: owner.id, text: 'by the command line' }, from: null },
  ]);
});
