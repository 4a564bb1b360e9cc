import { useState } from 'preact/hooks';
import type { SiteNotices } from '../../../../protocol/notices.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { Select } from '../../../shell/fields.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from './words/index.ts';

type Cause = keyof SiteNotices;

/** Of what a site tells, in the order in which it is likely. */
const CAUSES: readonly Cause[] = [
  'message',
  'form',
  'callback',
  'callback_due',
  'late',
  'rating',
  'woken',
  'handover',
  'mention',
];
/** What is somebody's by its nature. */
const NAMED: readonly Cause[] = ['late', 'handover', 'mention'];

/** Which agents of a site are told of what. */
export function WhoPage({ site }: { site: Site }) {
  const { sites, toasts } = useInbox();
  const [notices, setNotices] = useState<SiteNotices>(site.notices);
  const form = useSubmit(async () => {
    await sites.update(site.key, { notices });
    toasts.add(shellText('saved'));
  });
  const isChanged = JSON.stringify(notices) !== JSON.stringify(site.notices);
  const choices = (cause: Cause) =>
    NAMED.includes(cause)
      ? ([
          ['named', t('toNamed')],
          ['nobody', t('toNobody')],
        ] as const)
      : ([
          ['assignee', t('toAssignee')],
          ['all', t('toAll')],
          ['owners', t('toOwners')],
          ['nobody', t('toNobody')],
        ] as const);
  return (
    <form class="form" noValidate onSubmit={form.onSubmit}>
      <p>{t('whoLead')}</p>
      {CAUSES.map(cause => (
        <Select
          key={cause}
          label={t(cause)}
          hint={cause === 'callback_due' ? t('callbackDueHint') : undefined}
          value={notices[cause]}
          onValue={who => setNotices(before => ({ ...before, [cause]: who }))}
          options={choices(cause)}
        />
      ))}
      <Problem text={form.problem} />
      <Submit isBusy={form.isBusy || !isChanged}>{shellText('saveChanges')}</Submit>
    </form>
  );
}
