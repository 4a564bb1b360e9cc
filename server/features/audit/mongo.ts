import type { ClientSession } from 'mongodb';
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Database } from '../../store/mongo/connection.ts';
import { after, pageOf } from '../../store/mongo/cursors.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { type AuditDocument, auditDocument, toAuditRow } from './mongo-document.ts';
import type { AuditStore } from './store.ts';

/** See `AuditStore`. */
export function createAuditStore({ database: { audit } }: Pick<Engine, 'database'>): AuditStore {
  return {
    async add(row) {
      await audit.insertOne(auditDocument(row));
    },

    async page({ who, what, cursor, limit }) {
      const found = await audit
        .find({ ...(who && { whoKey: who }), ...(what && { what }), ...after<AuditDocument>('at', cursor, true) })
        .sort({ at: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      const { items, cursor: next } = pageOf(found, limit, last => last.at);
      return { items: items.map(toAuditRow), cursor: next };
    },

    async sweep(before) {
      await audit.deleteMany({ at: { $lt: before } });
    },
  };
}

/**
 * Writes a row in the transaction of what it tells.
 * @param row left out: nothing is to be written down
 */
export async function writeDown(
  { audit }: Pick<Database, 'audit'>,
  row: AuditRow | undefined,
  session: ClientSession,
): Promise<void> {
  if (row) await audit.insertOne(auditDocument(row), { session });
}
