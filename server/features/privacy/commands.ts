/** What an owner may do about what is held of people, and what the hours do by themselves. */
import { setImmediate as turnEnds } from 'node:timers/promises';
import type { Erasure, RetentionKind } from '../../../protocol/privacy.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { type Actor, audit, auditRow, SYSTEM } from '../audit/commands.ts';
import type { SiteRecord } from '../sites/store.ts';
import { TOKEN_IDLE_MS } from '../visitors/rules.ts';
import { type ExportedFile, exportPerson } from './export.ts';
import { publishErased, publishExpired } from './news.ts';
import { endOf } from './rules.ts';

/** Things that go in one step: some 10 ms, so that messages need not wait for the broom. */
const BATCH = 100;
const KINDS: readonly RetentionKind[] = ['conversations', 'callbacks', 'trails', 'contacts', 'deliveries'];

/**
 * Takes away everything that a person left (SPEC PR1) and tells the pages that show it. Asked again, it gives the first receipt.
 * @throws AppError NOT_FOUND
 */
export async function erasePerson(
  context: Context,
  contactId: string,
  { agent, ...actor }: Actor & { agent: Erasure['by'] },
): Promise<Erasure> {
  const { store, routing, now, newId } = context;
  const at = now();
  const known = await store.contacts.find(contactId);
  const id = newId();
  const erased = await store.privacy.erase({
    contactId,
    id,
    by: { id: agent.id, name: agent.name },
    at,
    keysUntil: at + TOKEN_IDLE_MS,
    row: auditRow(context, actor, {
      what: 'person.erased',
      on: onContact(contactId, id),
      siteId: known?.siteId ?? null,
    }),
  });
  if (!erased) throw new AppError('NOT_FOUND');
  publishErased(context, erased);
  // Whoever had the conversation has room again.
  if (!erased.isRepeat) routing.wake();
  return erased.erasure;
}

/** A person's file, and that it was handed out. @throws AppError NOT_FOUND */
export async function handOut(
  context: Context,
  contactId: string,
  format: 'jsonl' | 'html',
  actor: Actor,
): Promise<ExportedFile> {
  const file = await exportPerson(context, contactId, format);
  await audit(context, actor, { what: 'person.exported', on: onContact(contactId, format), siteId: file.siteId });
  return file;
}

function onContact(id: string, text: string) {
  return { kind: 'contact', id, text } as const;
}

/**
 * Takes away what is older than its site keeps it (SPEC PR6), batch by batch, until nothing is left or the server stops. One of
 * several servers does so; killed in the middle, the next one goes on.
 * @param isStopping asked between batches
 */
export async function sweepOld(context: Context, isStopping: () => boolean): Promise<void> {
  const { store, feed, now } = context;
  if (feed && !feed.isLeader) return;
  for (const site of await store.sites.all()) {
    for (const kind of KINDS) await sweepKind(context, site, kind, now(), isStopping);
    if (site.keepsQueries) continue;
    while (!isStopping() && (await store.privacy.cutTrails(site.id, BATCH)) > 0) await turnEnds();
  }
}

async function sweepKind(
  context: Context,
  site: SiteRecord,
  kind: RetentionKind,
  at: number,
  isStopping: () => boolean,
): Promise<void> {
  const before = endOf(site.retention, kind, at);
  let count = 0;
  while (before !== null && !isStopping()) {
    const expired = await context.store.privacy.expire({ siteId: site.id, kind, before, limit: BATCH });
    await publishExpired(context, expired);
    count += expired.count;
    if (expired.count < BATCH) break;
    await turnEnds();
  }
  if (count === 0) return;
  const on = { kind: 'site', id: site.id, text: `${kind}: ${count}` } as const;
  await audit(context, SYSTEM, { what: 'retention.swept', on, siteId: site.id });
}
