import { useEffect, useState } from 'preact/hooks';
import type { AuditAction, AuditAnswer, AuditRow } from '../../../protocol/audit.ts';
import { AUDIT_ACTIONS } from '../../../protocol/audit-actions.ts';
import { useInbox } from '../../inbox.ts';
import { Select } from '../../shell/fields.tsx';
import { asQuery } from '../../shell/http.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { AuditEntry } from './AuditEntry.tsx';
import { t } from './words/index.ts';

/** Who did what, page by page. */
export function AuditPage() {
  const { http, agents, toasts } = useInbox();
  const [who, setWho] = useState('');
  const [what, setWhat] = useState<AuditAction | ''>('');
  const [page, setPage] = useState<AuditAnswer | null>(null);
  useEffect(agents.read, [agents]);

  function load(cursor: string | null, before: readonly AuditRow[]) {
    http.get<AuditAnswer>(`audit${asQuery({ who: who || null, what: what || null, cursor })}`).then(more => {
      setPage({ ...more, rows: [...before, ...more.rows] });
    }, toasts.fail);
  }
  useEffect(() => load(null, []), [http, who, what]);

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
      {page?.rows.length === 0 && <p class="hint">{t('nothing')}</p>}
      <ul class="settings-list" aria-live="polite" aria-busy={page === null}>
        {page?.rows.map(row => (
          <AuditEntry key={row.id} row={row} />
        ))}
      </ul>
      {page?.cursor && (
        <button type="button" class="btn is-start" onClick={() => load(page.cursor, page.rows)}>
          {shellText('loadMore')}
        </button>
      )}
    </div>
  );
}
