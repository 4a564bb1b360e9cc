import type { Session } from '../../../protocol/sessions.ts';
import type { AgentRecord } from '../../features/agents/store.ts';
import { SESSION_MAX_MS } from '../../features/sessions/rules.ts';
import type { SignedIn } from '../../features/sessions/store.ts';
import { type AgentRows, columnsFrom, factorFrom, siteIdsFrom } from './agent-rows.ts';
import { Recent } from './recent.ts';
import type { Turns } from './turns.ts';

/** Add FROM and WHERE over `s` and its agent `a`. */
const SESSION = `SELECT s.id, a.id AS agentId, s.user_agent AS userAgent, s.address, s.created_at AS createdAt,
  s.seen_at AS seenAt, s.expires_at AS expiresAt`;

type SessionRow = Session & {
  email: string;
  name: string;
  role: AgentRecord['role'];
  locale: AgentRecord['locale'];
  capacity: number;
  letterCapacity: number | null;
  languages: string;
  siteIds: string | null;
  passwordHash: string;
  /** JSON. */
  peopleColumns: string | null;
  factor: string | null;
  hiredAt: number;
};

export type SessionRows = ReturnType<typeof createSessionRows>;

/** The rows of sessions: the only place that writes them, inside a step. */
export function createSessionRows({ writer, reader }: Turns, agents: AgentRows) {
  /** By the hash of its token: each request of an agent asks. A write to any session or agent forgets them all. */
  const known = new Recent<SignedIn>();
  agents.onChanged(() => known.clear());

  const insert = writer.prepare(`
    INSERT INTO sessions (id, token_hash, agent, user_agent, address, created_at, seen_at, expires_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const byToken = reader.prepare(`
    ${SESSION}, a.email, a.name, a.role, a.locale, a.capacity, a.letter_capacity AS letterCapacity, a.languages,
      a.site_ids AS siteIds, a.password_hash AS passwordHash, a.factor, a.people_columns AS peopleColumns,
      a.created_at AS hiredAt
    FROM sessions s JOIN agents a ON a.row = s.agent
    WHERE s.token_hash = ? AND s.expires_at > ? AND a.is_disabled = 0`);
  const saw = writer.prepare(`
    UPDATE sessions SET expires_at = min(expires_at + ? - seen_at, created_at + ${SESSION_MAX_MS}), seen_at = ?
    WHERE id = ? AND seen_at < ?`);
  const ofAgent = reader.prepare(`
    ${SESSION} FROM sessions s JOIN agents a ON a.row = s.agent
    WHERE a.id = ? AND s.expires_at > ? ORDER BY s.created_at DESC, s.id`);
  const agentRow = '(SELECT row FROM agents WHERE id = ?)';
  const endOne = writer.prepare(`DELETE FROM sessions WHERE agent = ${agentRow} AND id = ? RETURNING id`);
  const endOthers = writer.prepare(`DELETE FROM sessions WHERE agent = ${agentRow} AND id <> ? RETURNING id`);
  const endOfAgent = writer.prepare('DELETE FROM sessions WHERE agent = ? RETURNING id');
  const dropOld = writer.prepare('DELETE FROM sessions WHERE expires_at <= ?');

  const ids = (rows: Record<string, unknown>[]) => rows.map(({ id }) => id as string);

  return {
    /** What is committed: the session that lives at that time, with its enabled agent. Nobody may change it. */
    byToken(tokenHash: string, at: number): SignedIn | null {
      const held = known.get(tokenHash);
      if (held && held.session.expiresAt > at) return held;
      const row = byToken.get(tokenHash, at) as unknown as SessionRow | undefined;
      if (!row) return null;
      const signedIn = signedInFrom(row);
      // What is read while a turn is open may be another when that is kept, and nobody would forget it then.
      if (!writer.isTransaction) known.set(tokenHash, signedIn);
      return signedIn;
    },

    ofAgent: (agentId: string, at: number): Session[] =>
      ofAgent.all(agentId, at).map(row => ({ ...(row as unknown as Session) })),

    add(session: Session & { tokenHash: string }, agent: number): void {
      const { id, tokenHash, userAgent, address, createdAt, seenAt, expiresAt } = session;
      insert.run(id, tokenHash, agent, userAgent, address, createdAt, seenAt, expiresAt);
      known.clear();
    },

    saw(id: string, at: number): void {
      saw.run(at, at, id, at);
      known.clear();
    },

    /** Ends one of an agent, or all but one. @returns the ids that ended */
    end(agentId: string, which: { id: string } | { except: string | null }): string[] {
      known.clear();
      return ids('id' in which ? endOne.all(agentId, which.id) : endOthers.all(agentId, which.except ?? ''));
    },

    /** Ends all of an agent. @returns the ids that ended */
    endOfAgent(agent: number): string[] {
      known.clear();
      return ids(endOfAgent.all(agent));
    },

    dropOld(at: number): void {
      known.clear();
      dropOld.run(at);
    },
  };
}

function signedInFrom(row: SessionRow): SignedIn {
  const { email, name, role, locale, capacity, letterCapacity, languages, hiredAt, ...rest } = row;
  const { siteIds, passwordHash, factor, peopleColumns, ...session } = rest;
  const agent = {
    ...{ id: session.agentId, email, name, role, locale, capacity, letterCapacity },
    languages: JSON.parse(languages),
    isDisabled: false,
    siteIds: siteIdsFrom(siteIds),
    createdAt: hiredAt,
    passwordHash,
    factor: factorFrom(factor),
    peopleColumns: columnsFrom(peopleColumns),
  };
  return Object.freeze({ session: Object.freeze(session), agent: Object.freeze(agent) });
}
