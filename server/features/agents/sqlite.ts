import { AppError } from '../../app-error.ts';
import { AGENT, agentFromRow } from '../../store/sqlite/agent-rows.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { isOwner, losesLastOwner } from './rules.ts';
import type { AgentStore } from './store.ts';

/** See `AgentStore`. */
export function createAgentStore({ writer, reader, write, read, rows }: Engine): AgentStore {
  const all = reader.prepare(`${AGENT} ORDER BY created_at, row`);
  const otherOwner = writer.prepare("SELECT 1 FROM agents WHERE role = 'owner' AND is_disabled = 0 AND id <> ?");
  const dropInvites = writer.prepare('DELETE FROM invites WHERE invited_by = ?');
  const dropChat = writer.prepare('DELETE FROM agent_chats WHERE agent = ?');

  return {
    all: () => read(() => all.all().map(agentFromRow)),
    create: agent => write(() => rows.agents.add(agent)),

    update: (id, change, row) =>
      write(() => {
        const held = rows.agents.find(id);
        if (!held) return null;
        const agent = { ...held.agent, ...change };
        if (losesLastOwner(held.agent, agent, otherOwner.get(id) !== undefined)) throw new AppError('LAST_OWNER');
        rows.agents.save(held, agent);
        if (agent.isDisabled) {
          rows.sessions.endOfAgent(held.row);
          dropChat.run(id);
        }
        if (!isOwner(agent)) dropInvites.run(id);
        rows.audit.add(row);
        return agent;
      }),
  };
}
