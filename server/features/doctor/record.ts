import { z } from 'zod';
import { checkResult, type DoctorTold } from '../../../protocol/doctor.ts';
import type { Core } from '../../core.ts';
import type { SettingsPart } from '../settings/settings.ts';
import { changesOf, type DoctorRecord, type Found, merged, resultsOf } from './rules.ts';

/** The record among what holds for the whole desk. */
export const RECORD: SettingsPart<DoctorRecord> = {
  name: 'doctor',
  schema: z.object({
    startedAt: z.number(),
    // What another version found says nothing to this one.
    results: z.array(checkResult).catch([]),
  }),
  initial: { startedAt: 0, results: [] },
};

/** What was found last, of all servers. */
export async function readRecord({ store }: Pick<Core, 'store'>): Promise<DoctorRecord> {
  return recordIn(await store.deskSettings.find(RECORD.name));
}

/** Takes the daily look for this server. False: it is not due, or another one has it. */
export async function takeTurn({ store }: Pick<Core, 'store'>, now: number, everyMs: number): Promise<boolean> {
  const text = await store.deskSettings.find(RECORD.name);
  const { startedAt, results } = recordIn(text);
  if (text !== null && now - startedAt < everyMs) return false;
  const isTaken = await store.deskSettings.replace(textOf({ startedAt: now, results }), text);
  // A desk that was opened just now is let alone for its first day.
  return isTaken && text !== null;
}

/** Keeps what was found. @returns what owners are to be told, by this server alone and once (SPEC DR3) */
export async function keepFound({ store }: Pick<Core, 'store'>, found: readonly Found[]): Promise<DoctorTold | null> {
  for (;;) {
    const text = await store.deskSettings.find(RECORD.name);
    const { startedAt, results: before } = recordIn(text);
    const results = merged(before, resultsOf(found, before));
    // Another server may have kept something in between: then this one looks again at what has changed.
    if (await store.deskSettings.replace(textOf({ startedAt, results }), text)) return changesOf(before, results);
  }
}

const recordIn = (text: string | null) => (text === null ? RECORD.initial : RECORD.schema.parse(JSON.parse(text)));
const textOf = (record: DoctorRecord) => ({ id: RECORD.name, value: JSON.stringify(record) });
