import { useState } from 'preact/hooks';
import type { Agent } from '../../../protocol/agents.ts';
import type { PasswordLinkMade } from '../../../protocol/password-links.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { Once } from '../../shell/Once.tsx';
import { moment } from '../../shell/times.ts';
import { t } from './words/index.ts';

/** Makes a link to a new password for a colleague, which the owner hands on: the way where nothing is mailed. */
export function LinkFor({ agent }: { agent: Pick<Agent, 'id' | 'name'> }) {
  const { http, toasts } = useInbox();
  const { clock } = useApp();
  const [made, setMade] = useState<PasswordLinkMade | null>(null);
  async function make() {
    try {
      setMade(await http.post<PasswordLinkMade>(`agents/${agent.id}/password-link`));
    } catch (error) {
      toasts.fail(error);
    }
  }
  return (
    <>
      <button type="button" class="btn agent-act" onClick={() => void make()}>
        {t('linkFor')}
      </button>
      {made && (
        <div class="agent-link">
          <Once
            lead={t('linkMade', { name: agent.name, time: moment(made.expiresAt, clock.peek()) })}
            label={t('linkFor')}
            text={made.url}
            toasts={toasts}
          />
        </div>
      )}
    </>
  );
}
