import { AppError } from '../../app-error.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import type { InvitationStore, Invite } from './store.ts';

const LIVE_INVITE = `SELECT id, token_hash AS tokenHash, role, email, created_at AS createdAt, expires_at AS expiresAt
  FROM invites WHERE token_hash = ? AND expires_at > ?`;

/** See `InvitationStore`. */
export function createInvitationStore({ writer, reader, write, read, rows }: Engine): InvitationStore {
  const put = writer.prepare('INSERT OR REPLACE INTO invites VALUES (?, ?, ?, ?, ?, ?)');
  const live = reader.prepare(LIVE_INVITE);
  const toUse = writer.prepare(LIVE_INVITE);
  const use = writer.prepare('DELETE FROM invites WHERE id = ?');
  const dropOld = writer.prepare('DELETE FROM invites WHERE expires_at <= ?');

  return {
    save: ({ id, tokenHash, role, email, createdAt, expiresAt }) =>
      write(() => void put.run(id, tokenHash, role, email, createdAt, expiresAt)),

    find: (tokenHash, at) =>
      read(() => {
        const row = live.get(tokenHash, at) as unknown as Invite | undefined;
        return row ? { ...row } : null;
      }),

    accept: (tokenHash, agent) =>
      write(() => {
        const invite = toUse.get(tokenHash, agent.createdAt) as unknown as Invite | undefined;
        if (!invite) throw new AppError('INVITE_INVALID');
        use.run(invite.id);
        rows.agents.add(agent);
      }),

    sweep: at => write(() => void dropOld.run(at)),
  };
}
