/**
 * The one timer of a server: once a second it looks at everything that happens by the passing of time. All of it is
 * told the time by the context's clock, so tests move the clock and call `beat`.
 */
import type { Context } from './context.ts';
import { finishUp } from './features/agents/commands.ts';
import { announceStaff, tellStaff } from './features/agents/news.ts';
import { passCalls } from './features/calls/commands.ts';
import { lookDaily } from './features/doctor/commands.ts';
import { handleUpdate } from './features/telegram/updates.ts';
import { type AgentPeer, HELLO_MS, NUDGE_MS, SILENT_MS } from './wire/peer.ts';

const BEAT_MS = 1_000;
/** How long another server's change of an agent may take to be seen here. */
const RELOAD_STAFF_MS = 5_000;

/** @returns what stops it */
export function startBeat(context: Context): () => void {
  let reloadedAt = 0;
  const timer = setInterval(() => {
    beat(context).catch(error => context.log.warn({ err: error }, 'a beat failed; the next one tries again'));
    if (performance.now() - reloadedAt < RELOAD_STAFF_MS) return;
    reloadedAt = performance.now();
    tellStaff(context).catch(error => context.log.warn({ err: error }, 'the agents could not be read'));
  }, BEAT_MS);
  // What listens keeps the process alive, not this.
  timer.unref();
  return () => clearInterval(timer);
}

export async function beat(context: Context): Promise<void> {
  const { availability, contactNews, counts, holidays, jobs, outbox, now, rates, refusals } = context;
  const { asterisk, importer, mailKeeper, people, peopleNews, queue, routing, slowBodies, storeWatch, telegram } =
    context;
  // First, and not waited for: what follows may fail, or wait, for the very reason that it looks for.
  void storeWatch.tick();
  closeSilent(context, now());
  rates.tick(now());
  refusals.tick(now());
  slowBodies.tick();
  routing.tick();
  mailKeeper.tick();
  people.tick();
  context.lists.tick();
  await announceStaff(context);
  await availability.tick();
  await finishUp(context);
  await jobs.tick();
  await passCalls(context);
  await queue.tick();
  await counts.tick();
  await contactNews.tick();
  await peopleNews.tick();
  await outbox.tick();
  await importer.tick();
  await holidays.tick();
  await asterisk.tick();
  await telegram.tick((bot, update) => handleUpdate(context, bot, update));
  // Not waited for: it asks other machines.
  lookDaily(context).catch(error => context.log.warn({ err: error }, 'what the doctor found could not be kept'));
}

/**
 * Ends sockets that said nothing for too long, or no hello (SPEC W2, W6), and those whose session is over (SPEC ST13). One look at a number each: 10,000 take 0.1 ms.
 */
function closeSilent({ hub }: Context, now: number): void {
  for (const peer of hub.peers()) {
    if (peer.isWorking) continue;
    if (peer.kind === 'agent' && now >= peer.endsAt) peer.close('SIGNED_OUT');
    else if (peer.kind === 'agent') nudge(peer, now);
    if (now - peer.heardAt >= SILENT_MS || (!peer.isWelcome && now - peer.openedAt >= HELLO_MS)) peer.close('SILENT');
  }
}

/** A page whose timers are held back answers what it hears at once: once for each silence. */
function nudge(page: AgentPeer, now: number): void {
  if (!page.isWelcome || now - page.heardAt < NUDGE_MS || page.nudgedAt > page.heardAt) return;
  page.nudgedAt = now;
  page.tell({ type: 'pong' });
}
