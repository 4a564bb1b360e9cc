import type { z } from 'zod';
import type { ErrorCode } from '../../protocol/wire/errors.ts';

/** The parts of a zod issue that say what is wrong, whoever carries them (zod itself, or Fastify's validation error). */
export interface Issue {
  path: readonly PropertyKey[];
  code: string;
  /** Of `too_big` and `too_small`. */
  origin?: string;
  minimum?: unknown;
  /** Of `invalid_format`. */
  format?: string;
  message?: string;
}

/** Names are the sender's where a field takes any: so many are said back, and so much of each, or a refusal could be a flood. */
const MAX_FIELDS = 32;
const NAME_CHARS = 100;

/** Which fields are wrong, by dotted name, each with its code. The first complaint about a field is the one that counts. */
export function fieldErrors(issues: readonly Issue[]): Record<string, ErrorCode> {
  const fields: Record<string, ErrorCode> = {};
  for (const issue of issues.slice(0, MAX_FIELDS)) fields[nameOf(issue)] ??= codeOf(issue);
  return fields;
}

function nameOf({ path }: Issue): string {
  const name = path.map(String).join('.') || 'body';
  return name.length > NAME_CHARS ? `${name.slice(0, NAME_CHARS)}…` : name;
}

function codeOf(issue: Issue): ErrorCode {
  if (issue.path.at(-1) === 'password' && issue.code === 'too_small') return 'PASSWORD_WEAK';
  if (issue.code === 'too_big' && issue.origin === 'string') return 'TEXT_TOO_LONG';
  if (issue.code === 'too_small' && issue.origin === 'string' && issue.minimum === 1) return 'FIELD_REQUIRED';
  if (issue.code === 'invalid_type' && /received undefined/.test(issue.message ?? '')) return 'FIELD_REQUIRED';
  if (issue.code === 'invalid_format' && issue.format === 'email') return 'EMAIL_INVALID';
  return 'FIELD_INVALID';
}

/** The issues of a failed parse, in the shape above. */
export function issuesOf(error: z.ZodError): Issue[] {
  return error.issues as Issue[];
}
