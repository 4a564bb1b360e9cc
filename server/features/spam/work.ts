/**
 * A little work for a page that nobody knows, while its site is under pressure (ALTCHA, version 1 of its protocol): a
 * person's browser does it in a second behind their back, and whoever posts a million forms pays for each.
 */
import { createChallenge, verifySolution } from 'altcha-lib/v1';
import { z } from 'zod';
import type { WorkChallenge } from '../../../protocol/spam.ts';
import { derivedName } from '../../secrets.ts';

/** Half of it is tried on average: some 0.3 s of a desktop computer, 2 s of an old phone. */
const MAX_NUMBER = 50_000;
/** How long it may be done: the page may be asleep, or its link down. */
const GOOD_MS = 60 * 60_000;

/** What a challenge is for. */
export interface WorkTicket {
  siteId: string;
  conversationId: string;
}

/** Work done. `name` is another one for each challenge; after `until` it is good for nothing. */
export interface DoneWork extends WorkTicket {
  name: string;
  until: number;
}

export async function newWork(secretKey: string, ticket: WorkTicket, at: number): Promise<WorkChallenge> {
  const made = await createChallenge({
    hmacKey: keyOf(secretKey),
    maxNumber: MAX_NUMBER,
    expires: new Date(at + GOOD_MS),
    params: { ...ticket },
  });
  return { ...made, maxnumber: MAX_NUMBER };
}

const solution = z.object({
  algorithm: z.literal('SHA-256'),
  challenge: z.string(),
  number: z.number().int().min(0).max(MAX_NUMBER),
  salt: z.string(),
  signature: z.string(),
});
const params = z.object({ siteId: z.string(), conversationId: z.string(), expires: z.coerce.number().int() });

/** What was done, if it was. Whether it was done before, only the store can say. @param payload base64 of JSON */
export async function doneWork(secretKey: string, payload: string, at: number): Promise<DoneWork | null> {
  const solved = solution.safeParse(read(payload));
  if (!solved.success) return null;
  const { salt, challenge } = solved.data;
  const ticket = params.safeParse(Object.fromEntries(new URLSearchParams(salt.split('?')[1] ?? '')));
  if (!ticket.success) return null;
  const { siteId, conversationId, expires } = ticket.data;
  const until = expires * 1000;
  // Its own check of the time would ask another clock than ours.
  if (until < at || !(await verifySolution(solved.data, keyOf(secretKey), false))) return null;
  return { siteId, conversationId, name: challenge, until };
}

function read(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, 'base64').toString('utf8'));
  } catch {
    return null;
  }
}

function keyOf(secretKey: string): string {
  return derivedName(secretKey, 'work');
}
