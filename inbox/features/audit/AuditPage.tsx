import { useEffect, useState } from 'preact/hooks';
import type { AuditAction, AuditAnswer } from '../../../protocol/audit.ts';
import { AUDIT_ACTIONS } from '../../../protocol/audit-actions.ts';
import { useInbox } from '../../inbox.ts';
import { Select } from '../../shell/fields.tsx';
import { asQuery } from '../../shell/http.ts';
import { More } from '../../shell/More.tsx';
import { usePages } from '../../shell/use-pages.ts';
import { AuditEntry } from './AuditEntry.tsx';
import { t } from './words/index.ts';

/** Who did what, page by page. */
export function AuditPage() {
  const { http, agents, toasts } = useInbox();
  const [who, setWho] = useState('');
  const [what, setWhat] = useState<AuditAction | ''>('');
  useEffect(agents.read, [agents]);
  const { items, more } = usePages(
    async from => {
      const asked = asQuery({ who: who || null, what: what || null, cursor: from });
      const { rows, cursor } = await http.get<AuditAnswer>(`audit${asked}`);
      return { items: rows, cursor };
    },
    { inputs: [http, who, what], onFail: toasts.fail },
  );

  const people = agents.all.value.map(({ id, name }) => [id, name] as const);
  return (
    <div class="form">
      <p>{t('auditLead')}</p>
      <div class="pair">
        <Select
          label={t('who')}
          value={who}
          onValue={setWho}
          options={[
            ['', t('anybody')],
            ...people,
            ['stranger', t('stranger')],
            ['visitor', t('visitor')],
            ['key', t('key')],
            ['system', t('system')],
          ]}
        />
        <Select
          label={t('what')}
          value={what}
          onValue={setWhat}
          options={[['', t('anything')], ...AUDIT_ACTIONS.map(each => [each, t(each)] as const)]}
        />
      </div>
      {items?.length === 0 && <p class="hint">{t('nothing')}</p>}
      <ul class="settings-list" aria-live="polite" aria-busy={items === null}>
        {items?.map(row => (
          <AuditEntry key={row.id} row={row} />
        ))}
      </ul>
      <More onMore={more} />
    </div>
  );
}
