/** Looks at everything that has to work for words to get through: when somebody asks, and once a day (SPEC DR1, DR2). */

import { z } from 'zod';
import { said, toMendOf } from '../../../protocol/doctor/says.ts';
import type { CheckResult } from '../../../protocol/doctor.ts';
import type { Context } from '../../context.ts';
import type { Target } from '../../outbox/store.ts';
import type { SettingsPart } from '../settings/settings.ts';
import type { Check } from './check.ts';
import { outbox } from './checks/outbox.ts';
import { tellOwners } from './news.ts';
import { keepFound, readRecord, takeTurn } from './record.ts';
import { REGISTRY } from './registry.ts';
import type { Found } from './rules.ts';

/** What a check has, unless it says otherwise: a server that greets strangers late is not broken. */
const PATIENCE_MS = 20_000;
const DAY_MS = 24 * 3_600_000;
/** How often the store is asked whether a day is over. */
const ASK_MS = 60_000;

/** What was found last; nothing before the first look. */
export async function lastResults(context: Context): Promise<CheckResult[]> {
  return (await readRecord(context)).results;
}

/** Looks now, or waits for the look that is under way. @param checks tests pass their own */
export function look(context: Context, checks: readonly Check[] = REGISTRY): Promise<CheckResult[]> {
  const { doctor } = context;
  doctor.looking ??= lookAnew(context, checks).finally(() => {
    doctor.looking = null;
  });
  return doctor.looking;
}

/** Looks when a day is over since the last time, at one server of several; called by the beat. */
export async function lookDaily(context: Context): Promise<void> {
  const { doctor, now } = context;
  if (now() < doctor.askAt || doctor.looking) return;
  doctor.askAt = now() + ASK_MS;
  if (await takeTurn(context, now(), DAY_MS)) await look(context);
}

/** Which trouble of which kind owners were told of: since when it was, by its kind. */
const GIVEN_UP: SettingsPart<Record<string, number>> = {
  name: 'given up',
  schema: z.record(z.string(), z.number()),
  initial: {},
};

/** What waited for a target that took nothing for so long was given up: owners are told once for each such trouble (SPEC DR7). */
export async function tellOfGivenUp(context: Context, { kind, failingSince }: Target): Promise<void> {
  let isNews = false;
  await context.settings.change(GIVEN_UP, told => {
    isNews = told[kind] !== failingSince;
    return { ...told, [kind]: failingSince };
  });
  if (!isNews) return;
  const wasBroken = (await lastResults(context)).some(({ check, state }) => check === 'outbox' && state === 'broken');
  const results = await look(context, [outbox]);
  // Else the look itself has told them.
  if (!wasBroken) return;
  const changes = [{ check: 'outbox' as const, isBroken: true }];
  await tellOwners(context, { type: 'doctor.told', changes, toMend: toMendOf(results) });
}

async function lookAnew(context: Context, checks: readonly Check[]): Promise<CheckResult[]> {
  const found = await Promise.all(checks.map(check => findingOf(context, check)));
  // What was broken off by the server's end says nothing.
  if (!context.doctor.stopping.signal.aborted) {
    const told = await keepFound(context, found);
    if (told) await tellOwners(context, told);
  }
  return lastResults(context);
}

/** What a check finds in its time. One that breaks, or hangs, says that of itself alone. */
async function findingOf(context: Context, { name, patienceMs = PATIENCE_MS, run }: Check): Promise<Found> {
  const late = AbortSignal.timeout(patienceMs);
  const ended = AbortSignal.any([late, context.doctor.stopping.signal]);
  const { promise: isOver, reject } = Promise.withResolvers<never>();
  ended.addEventListener('abort', () => reject(ended.reason), { once: true });
  try {
    const finding = await Promise.race([run(context, ended), isOver]);
    return { check: name, finding, at: context.now() };
  } catch (error) {
    context.log.warn({ err: error, check: name }, 'the doctor could not find something out');
    const finding = [late.aborted ? said('checkLate', { age: patienceMs }) : said('checkFailed')];
    return { check: name, finding, at: context.now() };
  }
}
