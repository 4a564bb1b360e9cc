import { AppError } from '../../app-error.ts';
import { AGENT, agentFromRow, siteIdsFrom } from '../../store/sqlite/agent-rows.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { isGood } from './rules.ts';
import type { InvitationStore, Invite } from './store.ts';

const INVITE = `SELECT id, token_hash AS tokenHash, role, site_ids AS siteIds, email, invited_by AS invitedBy, created_at AS createdAt,
  expires_at AS expiresAt FROM invites`;

/** See `InvitationStore`. */
export function createInvitationStore({ writer, reader, write, read, rows, leaving }: Engine): InvitationStore {
  const put = writer.prepare(`
    INSERT OR REPLACE INTO invites (id, token_hash, role, site_ids, email, invited_by, created_at, expires_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const live = reader.prepare(`${INVITE} WHERE token_hash = ? AND expires_at > ?`);
  const toUse = writer.prepare(`${INVITE} WHERE token_hash = ? AND expires_at > ?`);
  const made = reader.prepare(
    `${INVITE} WHERE invited_by IS NOT NULL AND expires_at > ? ORDER BY created_at DESC, id DESC`,
  );
  const agents = writer.prepare(AGENT);
  const use = writer.prepare('DELETE FROM invites WHERE id = ?');
  const withdraw = writer.prepare('DELETE FROM invites WHERE id = ? AND invited_by IS NOT NULL');
  const dropOwnerLinks = writer.prepare('DELETE FROM invites WHERE invited_by IS NULL');
  const dropOld = writer.prepare('DELETE FROM invites WHERE expires_at <= ?');

  function save({ id, tokenHash, role, siteIds, email, invitedBy, createdAt, expiresAt }: Invite): void {
    put.run(id, tokenHash, role, siteIds && JSON.stringify(siteIds), email, invitedBy, createdAt, expiresAt);
  }

  return {
    save: (invite, row, letter) =>
      write(() => {
        save(invite);
        if (letter) leaving.put([letter]);
        rows.audit.add(row);
      }),

    renewOwnerLink: invite =>
      write(() => {
        dropOwnerLinks.run();
        save(invite);
      }),

    all: at => read(() => made.all(at).map(inviteFromRow)),

    withdraw: (id, row) =>
      write(() => {
        if (withdraw.run(id).changes === 0) return false;
        rows.audit.add(row);
        return true;
      }),

    find: (tokenHash, at) =>
      read(() => {
        const row = live.get(tokenHash, at);
        return row ? inviteFromRow(row) : null;
      }),

    accept: (tokenHash, agent, audited) =>
      write(() => {
        const row = toUse.get(tokenHash, agent.createdAt);
        const invite = row && inviteFromRow(row);
        if (!invite || !isGood(invite, agents.all().map(agentFromRow))) throw new AppError('INVITE_INVALID');
        use.run(invite.id);
        rows.agents.add(agent);
        if (agent.role === 'owner') dropOwnerLinks.run();
        rows.audit.add(audited);
      }),

    sweep: at => write(() => void dropOld.run(at)),
  };
}

function inviteFromRow(from: unknown): Invite {
  const { siteIds, ...invite } = from as Omit<Invite, 'siteIds'> & { siteIds: string | null };
  return { ...invite, siteIds: siteIdsFrom(siteIds) };
}
