import type { CannedReply } from '../../../protocol/canned-replies.ts';
import { AppError } from '../../app-error.ts';
import type { FlatStore } from '../../store/flat.ts';
import type { Turns } from '../../store/sqlite/turns.ts';
import type { Invite } from '../invitations/store.ts';
import type { AgentRecord } from './store.ts';

type AgentRow = Omit<AgentRecord, 'isDisabled'> & { row: number; isDisabled: number };

const AGENT = `SELECT row, id, email, name, role, locale, capacity, is_disabled AS isDisabled,
  password_hash AS passwordHash, created_at AS createdAt FROM agents`;
const INVITE = `SELECT id, token_hash AS tokenHash, role, email, created_at AS createdAt, expires_at AS expiresAt
  FROM invites WHERE token_hash = ? AND expires_at > ?`;

/** Agents, the invitations that make them, and the replies they share. */
export function createStaff({
  writer,
  reader,
  write,
  read,
}: Turns): Pick<
  FlatStore,
  | 'agents'
  | 'createAgent'
  | 'updateAgent'
  | 'saveInvite'
  | 'invite'
  | 'acceptInvite'
  | 'sweepInvites'
  | 'cannedReplies'
  | 'saveCannedReply'
  | 'deleteCannedReply'
> {
  const allAgents = reader.prepare(`${AGENT} ORDER BY created_at, row`);
  const agentById = writer.prepare(`${AGENT} WHERE id = ?`);
  const emailTaken = writer.prepare('SELECT 1 FROM agents WHERE email_key = ?');
  const otherOwner = writer.prepare("SELECT 1 FROM agents WHERE role = 'owner' AND is_disabled = 0 AND id <> ?");
  const insertAgent = writer.prepare(`
    INSERT INTO agents (id, email, email_key, name, role, locale, capacity, is_disabled, password_hash, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const changeAgent = writer.prepare(`
    UPDATE agents SET name = ?, role = ?, locale = ?, capacity = ?, is_disabled = ?, password_hash = ? WHERE row = ?`);
  const endSessions = writer.prepare('DELETE FROM sessions WHERE agent = ?');

  const putInvite = writer.prepare('INSERT OR REPLACE INTO invites VALUES (?, ?, ?, ?, ?, ?)');
  const liveInvite = reader.prepare(INVITE);
  const inviteToUse = writer.prepare(INVITE);
  const useInvite = writer.prepare('DELETE FROM invites WHERE id = ?');
  const dropOldInvites = writer.prepare('DELETE FROM invites WHERE expires_at <= ?');

  const allReplies = reader.prepare('SELECT id, shortcut, text FROM canned_replies ORDER BY shortcut, id');
  const putReply = writer.prepare('INSERT OR REPLACE INTO canned_replies VALUES (?, ?, ?)');
  const dropReply = writer.prepare('DELETE FROM canned_replies WHERE id = ?');

  function requireFreeEmail(email: string): void {
    if (emailTaken.get(emailKey(email))) throw new AppError('EMAIL_TAKEN', `Another agent has the e-mail ${email}.`);
  }

  function insert(agent: AgentRecord): void {
    const { id, email, name, role, locale, capacity, isDisabled, passwordHash, createdAt } = agent;
    const flags = Number(isDisabled);
    insertAgent.run(id, email, emailKey(email), name, role, locale, capacity, flags, passwordHash, createdAt);
  }

  return {
    agents: () => read(() => allAgents.all().map(row => agentFromRow(row as unknown as AgentRow))),

    createAgent: agent =>
      write(() => {
        requireFreeEmail(agent.email);
        insert(agent);
      }),

    updateAgent: (id, change) =>
      write(() => {
        const row = agentById.get(id) as unknown as AgentRow | undefined;
        if (!row) return null;
        const agent = { ...agentFromRow(row), ...change };
        const { name, role, locale, capacity, isDisabled, passwordHash } = agent;
        const wasOwner = row.role === 'owner' && !row.isDisabled;
        const staysOwner = role === 'owner' && !isDisabled;
        if (wasOwner && !staysOwner && !otherOwner.get(id)) throw new AppError('LAST_OWNER');
        changeAgent.run(name, role, locale, capacity, Number(isDisabled), passwordHash, row.row);
        if (isDisabled) endSessions.run(row.row);
        return agent;
      }),

    saveInvite: ({ id, tokenHash, role, email, createdAt, expiresAt }) =>
      write(() => void putInvite.run(id, tokenHash, role, email, createdAt, expiresAt)),

    invite: (tokenHash, at) =>
      read(() => {
        const row = liveInvite.get(tokenHash, at) as unknown as Invite | undefined;
        return row ? { ...row } : null;
      }),

    acceptInvite: (tokenHash, agent) =>
      write(() => {
        const invite = inviteToUse.get(tokenHash, agent.createdAt) as unknown as Invite | undefined;
        if (!invite) throw new AppError('INVITE_INVALID');
        requireFreeEmail(agent.email);
        useInvite.run(invite.id);
        insert(agent);
      }),

    sweepInvites: at => write(() => void dropOldInvites.run(at)),

    cannedReplies: () => read(() => allReplies.all().map(row => ({ ...(row as unknown as CannedReply) }))),
    saveCannedReply: ({ id, shortcut, text }) => write(() => void putReply.run(id, shortcut, text)),
    deleteCannedReply: id => write(() => void dropReply.run(id)),
  };
}

/** How e-mails are compared: by what the mailbox's owner would call the same. */
function emailKey(email: string): string {
  return email.toLowerCase();
}

export function agentFromRow({ row: _, isDisabled, ...agent }: AgentRow): AgentRecord {
  return { ...agent, isDisabled: isDisabled === 1 };
}
