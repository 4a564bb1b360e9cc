import { useState } from 'preact/hooks';
import type { Retention, RetentionKind } from '../../../../protocol/privacy.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { Select } from '../../../shell/fields.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { Receipts } from './Receipts.tsx';
import { count, t } from './words/index.ts';

const FOR_EVER = 'for-ever';
/** Days that owners choose from. What another program has set stands among them. */
const DAYS = [7, 30, 90, 180, 365, 730, 1_095, 3_650];
const KINDS = [
  ['conversations', 'keepConversations', 'keepConversationsHint', 3_650],
  ['held', 'keepHeld', 'keepHeldHint', 3_650],
  ['callbacks', 'keepCallbacks', 'keepCallbacksHint', 3_650],
  ['trails', 'keepTrails', 'keepTrailsHint', 3_650],
  ['contacts', 'keepContacts', 'keepContactsHint', 3_650],
  ['deliveries', 'keepDeliveries', 'keepDeliveriesHint', 30],
] as const;

/** How long a site keeps what of people, and who was erased. */
export function PrivacyPage({ site }: { site: Site }) {
  const { sites, toasts } = useInbox();
  const [retention, setRetention] = useState<Retention>(site.retention);
  const [keepsQueries, setKeepsQueries] = useState(site.keepsQueries);
  const form = useSubmit(async () => {
    await sites.update(site.key, { retention, keepsQueries });
    toasts.add(shellText('saved'));
  });
  function keep(kind: RetentionKind, chosen: string) {
    setRetention(before => ({ ...before, [kind]: chosen === FOR_EVER ? null : Number(chosen) }));
  }
  const isChanged = keepsQueries !== site.keepsQueries || JSON.stringify(retention) !== JSON.stringify(site.retention);
  return (
    <div class="form">
      <form class="form" onSubmit={form.onSubmit}>
        <p>{t('lead')}</p>
        {KINDS.map(([kind, label, hint, most]) => (
          <Select
            key={kind}
            label={t(label)}
            hint={t(hint)}
            value={String(retention[kind] ?? FOR_EVER)}
            onValue={chosen => keep(kind, chosen)}
            options={[...daysOf(site.retention[kind], most), ...(kind === 'deliveries' ? [] : [forEver()])]}
            problem={form.problemOf(`retention.${kind}`)}
          />
        ))}
        <div class="field">
          <label class="check">
            <input
              type="checkbox"
              checked={keepsQueries}
              onChange={event => setKeepsQueries(event.currentTarget.checked)}
            />
            {t('keepsQueries')}
          </label>
          <p class="hint">{t('keepsQueriesHint')}</p>
        </div>
        <Problem text={form.problem} />
        <Submit isBusy={form.isBusy || !isChanged}>{shellText('saveChanges')}</Submit>
      </form>
      <Receipts site={site} />
    </div>
  );
}

function daysOf(current: number | null, most: number): (readonly [string, string])[] {
  const all = new Set([...DAYS.filter(days => days <= most), ...(current === null ? [] : [current])]);
  return [...all].sort((a, b) => a - b).map(days => [String(days), count('days', days)] as const);
}

function forEver(): readonly [string, string] {
  return [FOR_EVER, t('forEver')];
}
