import type { Agent, AgentPresence } from '../../../../protocol/agents.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Face } from '../../../shell/Face.tsx';
import { usePart } from '../../../shell/use-part.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { LinkFor } from '../../password-links/LinkFor.tsx';
import { presenceText } from '../presence-text.ts';
import { RoomField } from './RoomField.tsx';
import { roleOptions } from './roles.ts';
import { SeenSites } from './SeenSites.tsx';
import { Takes } from './Takes.tsx';
import { t } from './words/index.ts';

/** One of those who answer: what they may do, and how much is given to them. */
export function AgentRow({ agent }: { agent: AgentPresence }) {
  const { me, agents, toasts } = useInbox();
  const now = useApp().clock.value;
  const meId = usePart(() => me.value.agent.id, [me]);
  const isMe = agent.id === meId;
  /** Who only reads is given nothing, and nobody waits for them. */
  const takes = agent.role !== 'reader';

  async function change(what: Parameters<typeof agents.update>[1]): Promise<boolean> {
    try {
      await agents.update(agent.id, what);
      return true;
    } catch (error) {
      toasts.fail(error);
      return false;
    }
  }
  async function setDisabled(isDisabled: boolean) {
    if (!(await change({ isDisabled }))) return;
    if (isDisabled) {
      toasts.add(t('didDisable', { name: agent.name }), { undo: () => void change({ isDisabled: false }) });
    }
  }
  return (
    <li class={agent.isDisabled ? 'is-off' : undefined}>
      <Face name={agent.name} isHere={agent.isHere} />
      <span class="settings-name">
        <b>
          <bdi>{agent.name}</bdi> {isMe && t('youMark')}
        </b>
        <small>
          <bdi>{agent.email}</bdi>
          {agent.isDisabled ? ` · ${shellText('disabled')}` : takes && ` · ${presenceText(agent, now)}`}
        </small>
      </span>
      <label class="agent-field">
        <span>{t('role')}</span>
        <select
          value={agent.role}
          onChange={event => {
            const field = event.currentTarget;
            void change({ role: field.value as Agent['role'] }).then(isDone => {
              if (!isDone) field.value = agent.role;
            });
          }}
        >
          {roleOptions().map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {takes && (
        <RoomField
          label={t('capacity')}
          hint={t('capacityHint')}
          room={agent.capacity}
          choose={capacity => change({ capacity })}
        />
      )}
      {takes && agents.areSeveral() && <Takes agent={agent} change={change} />}
      {agent.role !== 'owner' && <SeenSites siteIds={agent.siteIds} choose={siteIds => change({ siteIds })} />}
      {isMe ? (
        <span class="agent-act" />
      ) : (
        <button type="button" class="btn agent-act" onClick={() => void setDisabled(!agent.isDisabled)}>
          {shellText(agent.isDisabled ? 'enable' : 'disable')}
        </button>
      )}
      {!isMe && !agent.isDisabled && <LinkFor agent={agent} />}
    </li>
  );
}
