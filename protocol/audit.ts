/** Who did what that changes rights, settings or people's data: kept for owners to read, changed by nobody. */
import { z } from 'zod';
import { AUDIT_ACTIONS } from './audit-actions.ts';
import { id, timestamp } from './wire/fields.ts';

export const auditAction = z.enum(AUDIT_ACTIONS);
export type AuditAction = z.infer<typeof auditAction>;

/** Who it was, as they were called then: whoever leaves is named still. A stranger is somebody who is not signed in. */
export const auditWho = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('agent'), id, name: z.string(), email: z.string() }),
  /** A program of the business, by the name of its key. */
  z.object({ kind: z.literal('key'), id, name: z.string() }),
  z.object({ kind: z.literal('visitor'), id: id.nullable() }),
  z.object({ kind: z.literal('stranger') }),
  z.object({ kind: z.literal('system') }),
]);
export type AuditWho = z.infer<typeof auditWho>;

export const auditTargets = [
  'agent',
  'session',
  'invitation',
  'site',
  'webhook',
  'delivery',
  'contact',
  'visitor',
  'conversation',
  'file',
  'server',
  'team',
  'key',
  'import',
] as const;

/** What it happened to. `text` says more in words of the product: names of fields, a role, a count; never a person's. */
export const auditTarget = z.object({ kind: z.enum(auditTargets), id: id.nullable(), text: z.string().max(300) });
export type AuditTarget = z.infer<typeof auditTarget>;

/** Where it was asked from: of the address only the network (/24 or /48). */
export const auditPlace = z.object({ address: z.string(), userAgent: z.string() });
export type AuditPlace = z.infer<typeof auditPlace>;

export const auditRow = z.object({
  id,
  at: timestamp,
  who: auditWho,
  what: auditAction,
  on: auditTarget,
  /** Null: the server did it by itself. */
  from: auditPlace.nullable(),
  siteId: id.nullable(),
});
export type AuditRow = z.infer<typeof auditRow>;

export const auditQuery = z.object({
  /** An agent's id, or one of the other kinds of `who`. */
  who: z.string().min(1).max(64).optional(),
  what: auditAction.optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const auditAnswer = z.object({ rows: z.array(auditRow), cursor: z.string().nullable() });
export type AuditAnswer = z.infer<typeof auditAnswer>;
