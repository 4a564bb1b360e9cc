import type { Invitation } from '../../../protocol/invitations.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { errorText } from '../../shell/errors.ts';
import { Failed } from '../../shell/Failed.tsx';
import { moment } from '../../shell/times.ts';
import type { Answer } from '../../shell/use-answer.ts';
import { roleOptions } from '../agents/settings/roles.ts';
import { t } from './words/index.ts';

/** Links that nobody has taken yet, each with the way to withdraw it. */
export function OpenInvitations({ invitations }: { invitations: Answer<Invitation[]> }) {
  const { agents, http, sites, toasts } = useInbox();
  const now = useApp().clock.value;
  const { answer, failure, change, load } = invitations;

  async function withdraw({ id, email }: Invitation) {
    try {
      await http.delete(`invitations/${id}`);
      change(all => all.filter(each => each.id !== id));
      toasts.add(t('inviteWithdrawn', { email }));
    } catch (error) {
      toasts.fail(error);
      // Somebody took it, or withdrew it from another page.
      load();
    }
  }
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!answer || answer.length === 0) return null;
  const roles = new Map(roleOptions());
  return (
    <section>
      <h3>{t('invitesOpen')}</h3>
      <ul class="settings-list">
        {answer.map(invitation => {
          const { id, email, role, siteIds, invitedBy, expiresAt } = invitation;
          const name = agents.nameOf(invitedBy) ?? '';
          return (
            <li key={id}>
              <span class="settings-name">
                <b>
                  <bdi>{email}</bdi>
                </b>
                <small>
                  {roles.get(role)} ·{' '}
                  {siteIds && (
                    <>
                      <bdi>{sites.namesOf(siteIds)}</bdi> ·{' '}
                    </>
                  )}
                  {t('inviteUntil', { name, time: moment(expiresAt, now) })}
                </small>
              </span>
              <button
                type="button"
                class="btn"
                aria-label={t('inviteWithdrawOf', { email })}
                onClick={() => void withdraw(invitation)}
              >
                {t('inviteWithdraw')}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
