import type { Session } from '../../../protocol/sessions.ts';
import { columnsFrom, factorFrom, siteIdsFrom } from '../../store/sqlite/agent-rows.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import type { AgentRecord } from '../agents/store.ts';
import { entry } from '../factors/rules.ts';
import { SESSION_MAX_MS } from './rules.ts';
import type { SessionStore } from './store.ts';

/** How old `seenAt` may grow before a request moves it: one write a minute and agent, not one a request. */
const SEEN_MS = 60_000;

const SESSION = `s.id, a.id AS agentId, s.user_agent AS userAgent, s.address, s.created_at AS createdAt, s.seen_at AS seenAt,
  s.expires_at AS expiresAt`;

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

/** See `SessionStore`. Rows, so that ending one ends it everywhere. */
export function createSessionStore({ writer, reader, write, read, rows }: Engine): SessionStore {
  const insert = writer.prepare(`
    INSERT INTO sessions (id, token_hash, agent, user_agent, address, created_at, seen_at, expires_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const byToken = reader.prepare(`
    SELECT ${SESSION}, a.email, a.name, a.role, a.locale, a.capacity, a.letter_capacity AS letterCapacity, a.languages,
      a.site_ids AS siteIds, a.password_hash AS passwordHash, a.factor, a.people_columns AS peopleColumns,
      a.created_at AS hiredAt
    FROM sessions s JOIN agents a ON a.row = s.agent
    WHERE s.token_hash = ? AND s.expires_at > ? AND a.is_disabled = 0`);
  const saw = writer.prepare(`
    UPDATE sessions SET expires_at = min(expires_at + ? - seen_at, created_at + ${SESSION_MAX_MS}), seen_at = ?
    WHERE id = ? AND seen_at < ?`);
  const ofAgent = reader.prepare(`
    SELECT ${SESSION} FROM sessions s JOIN agents a ON a.row = s.agent
    WHERE a.id = ? AND s.expires_at > ? ORDER BY s.created_at DESC, s.id`);
  const agentRow = '(SELECT row FROM agents WHERE id = ?)';
  const endOne = writer.prepare(`DELETE FROM sessions WHERE agent = ${agentRow} AND id = ? RETURNING id`);
  const endOthers = writer.prepare(`DELETE FROM sessions WHERE agent = ${agentRow} AND id <> ? RETURNING id`);

  const dropOld = writer.prepare('DELETE FROM sessions WHERE expires_at <= ?');

  return {
    create: (session, passwordHash, row, proof) =>
      write(() => {
        const held = rows.agents.find(session.agentId);
        if (!held || held.agent.isDisabled || held.agent.passwordHash !== passwordHash) return false;
        const entered = entry(held.agent.factor, proof);
        if (!entered.mayEnter) return false;
        if (proof) rows.agents.save(held, { ...held.agent, factor: entered.factor });
        const { id, tokenHash, userAgent, address, createdAt, seenAt, expiresAt } = session;
        insert.run(id, tokenHash, held.row, userAgent, address, createdAt, seenAt, expiresAt);
        rows.audit.add(row);
        return true;
      }),

    async byToken(tokenHash, at) {
      const find = () => read(() => byToken.get(tokenHash, at) as unknown as SessionRow | undefined);
      let row = await find();
      if (row && at - row.seenAt > SEEN_MS) {
        const { id } = row;
        try {
          await write(() => void saw.run(at, at, id, at));
        } catch {
          // On a full disk agents must still get in: to read, and to see that nothing can be kept. A later look notes it.
        }
        // Read again: it may have been ended meanwhile.
        row = await find();
      }
      if (!row) return null;
      const { email, name, role, locale, capacity, letterCapacity, languages, hiredAt, ...rest } = row;
      const { siteIds, passwordHash, factor, peopleColumns, ...session } = rest;
      const seen = { siteIds: siteIdsFrom(siteIds) };
      const agent = {
        id: session.agentId,
        email,
        name,
        role,
        locale,
        capacity,
        letterCapacity,
        languages: JSON.parse(languages),
        isDisabled: false,
        ...seen,
        createdAt: hiredAt,
      };
      return {
        session,
        agent: { ...agent, passwordHash, factor: factorFrom(factor), peopleColumns: columnsFrom(peopleColumns) },
      };
    },

    all: (agentId, at) => read(() => ofAgent.all(agentId, at).map(row => ({ ...(row as unknown as Session) }))),

    end: (agentId, which, row) =>
      write(() => {
        const ended = 'id' in which ? endOne.all(agentId, which.id) : endOthers.all(agentId, which.except ?? '');
        if (ended.length > 0) rows.audit.add(row);
        return ended.map(each => each.id as string);
      }),

    sweep: at => write(() => void dropOld.run(at)),
  };
}
