import type { Engine } from '../../store/sqlite/engine.ts';
import { entry } from '../factors/rules.ts';
import type { SessionStore } from './store.ts';

/** How old `seenAt` may grow before a request moves it: one write a minute and agent, not one a request. */
const SEEN_MS = 60_000;

/** See `SessionStore`. Rows, so that ending one ends it everywhere. */
export function createSessionStore({ write, read, rows }: Engine): SessionStore {
  return {
    create: (session, passwordHash, row, proof) =>
      write(() => {
        const held = rows.agents.find(session.agentId);
        if (!held || held.agent.isDisabled || held.agent.passwordHash !== passwordHash) return false;
        const entered = entry(held.agent.factor, proof);
        if (!entered.mayEnter) return false;
        if (proof) rows.agents.save(held, { ...held.agent, factor: entered.factor });
        rows.sessions.add(session, held.row);
        rows.audit.add(row);
        return true;
      }),

    async byToken(tokenHash, at) {
      const find = () => read(() => rows.sessions.byToken(tokenHash, at));
      const found = await find();
      if (!found || at - found.session.seenAt <= SEEN_MS) return found;
      try {
        await write(() => rows.sessions.saw(found.session.id, at));
      } catch {
        // On a full disk agents must still get in: to read, and to see that nothing can be kept. A later look notes it.
      }
      // Read again: it may have been ended meanwhile.
      return find();
    },

    all: (agentId, at) => read(() => rows.sessions.ofAgent(agentId, at)),

    end: (agentId, which, row) =>
      write(() => {
        const ended = rows.sessions.end(agentId, which);
        if (ended.length > 0) rows.audit.add(row);
        return ended;
      }),

    sweep: at => write(() => rows.sessions.dropOld(at)),
  };
}
