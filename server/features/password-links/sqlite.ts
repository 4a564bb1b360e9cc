import type { Engine } from '../../store/sqlite/engine.ts';
import { isGood } from './rules.ts';
import type { PasswordLink, PasswordLinkStore } from './store.ts';

const LIVE = `SELECT id, token_hash AS tokenHash, agent AS agentId, password_mark AS passwordMark, created_at AS createdAt,
  expires_at AS expiresAt FROM password_links WHERE token_hash = ? AND expires_at > ?`;

/** See `PasswordLinkStore`. */
export function createPasswordLinkStore({ writer, reader, write, read, rows, leaving }: Engine): PasswordLinkStore {
  const add = writer.prepare(`
    INSERT INTO password_links (id, token_hash, agent, password_mark, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)`);
  const live = reader.prepare(LIVE);
  const toUse = writer.prepare(LIVE);
  const dropOf = writer.prepare('DELETE FROM password_links WHERE agent = ?');
  const dropOld = writer.prepare('DELETE FROM password_links WHERE expires_at <= ?');

  const linkFrom = (row: unknown) => (row ? ({ ...row } as PasswordLink) : null);

  return {
    make: ({ id, tokenHash, agentId, passwordMark, createdAt, expiresAt }, row, letter) =>
      write(() => {
        add.run(id, tokenHash, agentId, passwordMark, createdAt, expiresAt);
        if (letter) leaving.put([letter]);
        rows.audit.add(row);
      }),

    find: (tokenHash, at) => read(() => linkFrom(live.get(tokenHash, at))),

    use: (tokenHash, passwordHash, at, { letter, row }) =>
      write(() => {
        const link = linkFrom(toUse.get(tokenHash, at));
        const held = link && rows.agents.find(link.agentId);
        if (!held || !isGood(link, held.agent)) return null;
        rows.agents.save(held, { ...held.agent, passwordHash });
        dropOf.run(link.agentId);
        const ended = rows.sessions.endOfAgent(held.row);
        if (letter) leaving.put([letter]);
        rows.audit.add(row);
        return ended;
      }),

    sweep: at => write(() => void dropOld.run(at)),
  };
}
