import { expect, onTestFinished } from 'vitest';
import type { MailAccountSaved } from '../../../../protocol/mail-in.ts';
import { createMailKeeper } from '../../../../server/features/mail-in/follow.ts';
import { createMailReader } from '../../../../server/features/mail-in/reader.ts';
import { buildTestApp, type Desk, signedIn } from '../../../helpers/app.ts';

type Options = Parameters<typeof buildTestApp>[0];

/** A desk whose accounts may lie in this very machine, and its owner. Its keeper is in a hurry. */
export async function mailDesk(options: Options = {}) {
  const desk = await buildTestApp({ ...options, config: { webhooksToPrivate: true, ...options?.config } });
  hurry(desk);
  const { cookie } = await signedIn(desk, { role: 'owner', name: 'Owner' });

  /** An owner's request. */
  async function ask<T>(what: `${'GET' | 'PUT' | 'POST' | 'DELETE'} ${string}`, payload?: object): Promise<T> {
    const [method, url] = what.split(' ') as ['GET', string];
    const headers = { cookie, origin: 'http://desk.example', host: 'desk.example' };
    const response = await desk.app.inject({ method, url, headers, ...(payload && { payload }) });
    return response.body === '' ? (undefined as T) : (response.json() as T);
  }

  const save = (imap: object | null, account: object = {}, where = 'sites/altan/mail') =>
    ask<MailAccountSaved>(`PUT /v1/${where}`, { address: 'hello@altan.example', takesPlus: true, imap, ...account });

  return { desk, ask, save };
}

/** In place of a server's own keeper one that waits for nothing. */
export function hurry(desk: Desk): void {
  const keeper = createMailKeeper(() => desk.context, createMailReader(), {
    lookMs: 0,
    pollMs: 100,
    backoffMs: [5, 20],
  });
  desk.context.mailKeeper = keeper;
  onTestFinished(() => keeper.close());
}

/** All that was said, conversation by conversation, oldest first. */
export async function said({ store }: Desk): Promise<string[][]> {
  const lists = await Promise.all(
    (['all', 'quarantine', 'closed'] as const).map(view => store.views.page({ view, agentId: '', limit: 100 })),
  );
  const talks = lists.flatMap(list => list.items).sort((a, b) => (a.id < b.id ? -1 : 1));
  const entries = await Promise.all(talks.map(each => store.conversations.entriesAfter(each.id, 0, 100)));
  return entries.map(all =>
    all.map(({ body }) => (body.kind === 'message' ? body.text : body.kind === 'event' ? body.event : body.kind)),
  );
}

/** Waits until all that was said is this. */
export async function hasSaid(desk: Desk, wanted: string[][]): Promise<void> {
  await expect.poll(() => said(desk), { timeout: 5_000 }).toEqual(wanted);
}
