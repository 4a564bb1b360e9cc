import type { Engine } from '../../store/sqlite/engine.ts';
import type { LiveDevice, PushStore } from './store.ts';

/** `SELECT ${DEVICE} FROM push_devices d` gives records. */
export const DEVICE = `d.id, d.agent AS agentId, d.session AS sessionId, d.endpoint_hash AS endpointHash, d.sealed, d.origin,
  d.created_at AS createdAt, d.last_used_at AS lastUsedAt`;

/** See `PushStore`. */
export function createPushStore({ reader, writer, read, write }: Engine): PushStore {
  const live = `SELECT ${DEVICE}, s.user_agent AS userAgent FROM push_devices d
    JOIN sessions s ON s.id = d.session AND s.expires_at > :at`;
  const ofAgent = reader.prepare(`${live} WHERE d.agent = :agentId ORDER BY d.created_at, d.id`);
  const one = reader.prepare(`${live} WHERE d.id = :id`);
  const ofEndpoint = writer.prepare('SELECT id FROM push_devices WHERE endpoint_hash = ? AND session <> ?');
  const put = writer.prepare(`
    INSERT INTO push_devices (id, agent, session, endpoint_hash, sealed, origin, created_at, last_used_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (session) DO UPDATE SET endpoint_hash = excluded.endpoint_hash, sealed = excluded.sealed,
      origin = excluded.origin
    RETURNING id`);
  const use = writer.prepare('UPDATE push_devices SET last_used_at = ? WHERE id = ?');
  const find = writer.prepare('SELECT agent AS agentId, endpoint_hash AS endpointHash FROM push_devices WHERE id = ?');
  const drop = writer.prepare('DELETE FROM push_devices WHERE id = ?');
  const dropDeliveries = writer.prepare("DELETE FROM deliveries WHERE kind = 'push' AND target = ?");
  const recover = writer.prepare("DELETE FROM targets WHERE kind = 'push' AND id = ?");
  const sweep = [
    'DELETE FROM push_devices WHERE session NOT IN (SELECT id FROM sessions)',
    "DELETE FROM deliveries WHERE kind = 'push' AND target NOT IN (SELECT id FROM push_devices)",
    "DELETE FROM targets WHERE kind = 'push' AND id NOT IN (SELECT id FROM push_devices)",
  ].map(sql => writer.prepare(sql));

  function forget(id: string): void {
    drop.run(id);
    dropDeliveries.run(id);
    recover.run(id);
  }

  return {
    of: (agentId, at) => read(() => ofAgent.all({ agentId, at }).map(row => ({ ...(row as unknown as LiveDevice) }))),

    find: (id, at) =>
      read(() => {
        const row = one.get({ id, at });
        return row ? { ...(row as unknown as LiveDevice) } : null;
      }),

    put: ({ id, agentId, sessionId, endpointHash, sealed, origin, createdAt, lastUsedAt }) =>
      write(() => {
        for (const other of ofEndpoint.all(endpointHash, sessionId)) forget(other.id as string);
        const kept = put.get(id, agentId, sessionId, endpointHash, sealed, origin, createdAt, lastUsedAt)!;
        // What its old endpoint did says nothing of the new one.
        recover.run(kept.id as string);
      }),

    used: (id, at) => write(() => void use.run(at, id)),

    drop: (id, of) =>
      write(() => {
        const found = find.get(id);
        const isIt = 'agentId' in of ? found?.agentId === of.agentId : found?.endpointHash === of.endpointHash;
        if (isIt) forget(id);
        return isIt;
      }),

    sweep: () => write(() => sweep.forEach(each => void each.run())),
  };
}
