/** Pauses that outlive a restart: of who said when they will be back (SPEC A3). One row for each agent, so that none is lost to another's. */
import { type Pause, pause } from '../../../protocol/agents.ts';
import type { DeskSettings, SettingsPart } from '../settings/settings.ts';

function partOf(agentId: string): SettingsPart<Pause | null> {
  return { name: `pause of ${agentId}`, schema: pause.nullable(), initial: null };
}

/** Null: there is none, or its time has come. */
export async function readPause(settings: DeskSettings, agentId: string, now: number): Promise<Pause | null> {
  const kept = await settings.read(partOf(agentId));
  return kept?.until != null && kept.until > now ? kept : null;
}

/** Keeps what outlives a restart of it, and else that there is nothing. Nothing is written where nothing changes. */
export async function keepPause(settings: DeskSettings, agentId: string, pause: Pause | null): Promise<void> {
  const kept = pause?.until != null && !pause.isFinishing ? pause : null;
  const part = partOf(agentId);
  if (kept === null && (await settings.read(part)) === null) return;
  await settings.write(part, kept);
}
