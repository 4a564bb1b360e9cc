import { auditRow, SYSTEM } from '../features/audit/commands.ts';
import { openStore } from '../store/open.ts';
import { newId } from '../tokens.ts';
import { databaseUrl, runCommand } from './command.ts';

/** For an owner who lost both app and recovery codes, and has no colleague who could help: whoever has the machine may. */
await runCommand('factor-off', 'EMAIL', async ({ names: [email = ''] }) => {
  const store = await openStore(databaseUrl());
  try {
    const agent = (await store.agents.all()).find(each => each.email === email.toLowerCase());
    if (!agent) throw new Error(`No agent signs in with ${email}.`);
    const on = { kind: 'agent', id: agent.id, text: 'by the command line' } as const;
    const row = auditRow({ now: Date.now, newId }, SYSTEM, { what: 'factor.off', on });
    if (!(await store.factors.turnOff(agent.id, row))) throw new Error(`${email} has no second factor.`);
    await store.sessions.end(agent.id, { except: null });
    console.log(`The second factor of ${email} is off, and their sessions are ended.`);
  } finally {
    await store.close();
  }
});
