import './style.css';
import { useState } from 'preact/hooks';
import type { Agent } from '../../../protocol/agents.ts';
import type { Invitation, InvitationAnswer } from '../../../protocol/invitations.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { Select, TextField } from '../../shell/fields.tsx';
import { Once } from '../../shell/Once.tsx';
import { Problem, Submit } from '../../shell/Submit.tsx';
import { moment } from '../../shell/times.ts';
import { useAnswer } from '../../shell/use-answer.ts';
import { useSubmit } from '../../shell/use-submit.ts';
import { roleOptions } from '../agents/settings/roles.ts';
import { SeenSites } from '../agents/settings/SeenSites.tsx';
import { t as roleText } from '../agents/settings/words/index.ts';
import { OpenInvitations } from './OpenInvitations.tsx';
import { t } from './words/index.ts';

/** The link is shown once: the server keeps only its hash. */
export function Invite() {
  const { http, toasts } = useInbox();
  const { clock } = useApp();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Agent['role']>('agent');
  const [siteIds, setSiteIds] = useState<Agent['siteIds']>(null);
  const [made, setMade] = useState<InvitationAnswer | null>(null);
  const open = useAnswer(() => http.get<Invitation[]>('invitations'), [http]);
  const form = useSubmit(async () => {
    setMade(
      await http.post<InvitationAnswer>('invitations', { email, role, siteIds: role === 'owner' ? null : siteIds }),
    );
    setEmail('');
    setSiteIds(null);
    open.load();
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
        <Select label={roleText('role')} value={role} onValue={setRole} options={roleOptions()} />
        {role !== 'owner' && (
          <SeenSites
            siteIds={siteIds}
            choose={async chosen => {
              setSiteIds(chosen);
              return true;
            }}
          />
        )}
        <Submit isBusy={form.isBusy}>{t('inviteAgent')}</Submit>
        <Problem text={form.problem} />
      </form>
      {made && (
        <Once
          lead={t('inviteMade', { email: made.email, time: moment(made.expiresAt, clock.peek()) })}
          label={t('inviteAgent')}
          text={made.url}
          toasts={toasts}
        >
          <p class="hint">{made.isMailed ? t('inviteMailed', { email: made.email }) : t('inviteNoMail')}</p>
        </Once>
      )}
      <OpenInvitations invitations={open} />
    </section>
  );
}
