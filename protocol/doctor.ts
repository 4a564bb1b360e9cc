/** What the doctor found, as owners see it. */
import { z } from 'zod';
import { CHECKS, SAYS, type SaidCode } from './doctor/says.ts';
import { timestamp } from './wire/fields.ts';

const checkName = z.enum(CHECKS);
const checkState = z.enum(['fine', 'broken', 'off']);

const saidValue = z.union([z.number(), z.string().max(400)]);
const said = z.object({
  code: z.enum(Object.keys(SAYS) as [SaidCode, ...SaidCode[]]),
  values: z.record(z.string().max(20), saidValue),
});

/** How one thing is. */
export const checkResult = z.object({
  check: checkName,
  state: checkState,
  said: z.array(said).min(1).max(20),
  /** When it was looked at. */
  at: timestamp,
  /** Since when it is in this state. */
  since: timestamp,
});
export type CheckResult = z.infer<typeof checkResult>;

export const doctorReport = z.object({
  /** In the order of `CHECKS`; empty before the first look. */
  results: z.array(checkResult),
  /** The server's clock, to compare one's own with. */
  serverAt: timestamp,
});
export type DoctorReport = z.infer<typeof doctorReport>;

/** Comes back signed, which only a server with the same SECRET_KEY can do. */
export const echoParams = z.object({ nonce: z.string().regex(/^[\w-]{16,64}$/) });
export const echoAnswer = z.object({ proof: z.string() });
export type EchoAnswer = z.infer<typeof echoAnswer>;

/** To owners: something that was not broken is, or is fine again (SPEC DR3). */
export const doctorTold = z.object({
  type: z.literal('doctor.told'),
  changes: z.array(z.object({ check: checkName, isBroken: z.boolean() })).max(CHECKS.length),
  /** How many things are broken now. */
  toMend: z.number().int().nonnegative(),
});
export type DoctorTold = z.infer<typeof doctorTold>;
