import { useEffect, useState } from 'preact/hooks';
import type { Agent, AgentPresence } from '../../../protocol/agents.ts';
import type { InvitationAnswer } from '../../../protocol/invitations.ts';
import { codeOf } from '../../api.ts';
import { useApp, useInbox } from '../../app.ts';
import { errorText } from '../../errors.ts';
import { t } from '../../i18n/index.ts';
import { moment } from '../../times.ts';
import { useValue } from '../../value.ts';
import { Face } from '../bits.tsx';
import { Problem, Select, Submit, TextField, useSubmit } from '../form.tsx';
import { Copy } from './Copy.tsx';

const roles = () =>
  [
    ['agent', t('roleAgent')],
    ['owner', t('roleOwner')],
  ] as const;

export function AgentsPage() {
  const inbox = useInbox();
  const agents = useValue(inbox.agents);
  useEffect(() => {
    inbox.api.agents().then(inbox.agents.set, () => undefined);
  }, [inbox]);
  return (
    <div class="form">
      <p>{t('agentsLead')}</p>
      <ul class="agents">
        {agents.map(agent => (
          <AgentRow key={agent.id} agent={agent} />
        ))}
      </ul>
      <Invite />
    </div>
  );
}

function AgentRow({ agent }: { agent: AgentPresence }) {
  const inbox = useInbox();
  const meId = useValue(inbox.me, me => me.agent.id);
  const [capacity, setCapacity] = useState(String(agent.capacity));
  const isMe = agent.id === meId;

  async function change(what: Partial<Pick<Agent, 'role' | 'capacity' | 'isDisabled'>>): Promise<boolean> {
    try {
      const changed = await inbox.api.updateAgent(agent.id, what);
      inbox.agents.update(all => all.map(each => (each.id === agent.id ? { ...each, ...changed } : each)));
      return true;
    } catch (error) {
      inbox.toasts.add(errorText(codeOf(error)), { tone: 'failed' });
      setCapacity(String(agent.capacity));
      return false;
    }
  }
  async function setDisabled(isDisabled: boolean) {
    if (!(await change({ isDisabled }))) return;
    if (isDisabled) {
      inbox.toasts.add(t('didDisable', { name: agent.name }), { undo: () => void change({ isDisabled: false }) });
    }
  }
  return (
    <li class={agent.isDisabled ? 'is-off' : undefined}>
      <Face name={agent.name} isHere={agent.isHere} />
      <span class="agent-name">
        <b>
          <bdi>{agent.name}</bdi> {isMe && t('youMark')}
        </b>
        <small>
          <bdi>{agent.email}</bdi> · {agent.isDisabled ? t('disabled') : t(agent.isHere ? 'isHere' : 'isAway')}
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
          {roles().map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label class="agent-field" title={t('capacityHint')}>
        <span>{t('capacity')}</span>
        <input
          type="number"
          min={0}
          max={1000}
          dir="ltr"
          value={capacity}
          onInput={event => setCapacity(event.currentTarget.value)}
          onChange={() => void change({ capacity: Math.max(0, Math.round(Number(capacity))) })}
        />
      </label>
      {isMe ? (
        <span class="agent-act" />
      ) : (
        <button type="button" class="btn agent-act" onClick={() => void setDisabled(!agent.isDisabled)}>
          {t(agent.isDisabled ? 'enable' : 'disable')}
        </button>
      )}
    </li>
  );
}

/** The link is shown once: the server keeps only its hash. */
function Invite() {
  const inbox = useInbox();
  const { clock } = useApp();
  const hasMail = useValue(inbox.me, me => me.hasMail);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Agent['role']>('agent');
  const [made, setMade] = useState<InvitationAnswer | null>(null);
  const form = useSubmit(async () => {
    setMade(await inbox.api.invite(email, role));
    setEmail('');
  });
  return (
    <section>
      <h2>{t('inviteAgent')}</h2>
      <form class="invite" noValidate onSubmit={form.onSubmit}>
        <TextField
          label={t('inviteEmail')}
          type="email"
          dir="ltr"
          value={email}
          onValue={setEmail}
          problem={form.problemOf('email')}
        />
        <Select label={t('role')} value={role} onValue={setRole} options={roles()} />
        <Submit isBusy={form.isBusy}>{t('inviteAgent')}</Submit>
        <Problem text={form.problem} />
      </form>
      {made && (
        <div class="once" role="status">
          <p>{t('inviteMade', { email: made.email, time: moment(made.expiresAt, clock.get()) })}</p>
          <Copy label={t('inviteAgent')} text={made.url} />
          {!hasMail && <p class="hint">{t('inviteNoMail')}</p>}
        </div>
      )}
    </section>
  );
}
