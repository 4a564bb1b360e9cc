import { useState } from 'preact/hooks';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { TextField } from '../../../shell/fields.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { usePart } from '../../../shell/use-part.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from './words/index.ts';

/** Whether people who have left the page get by mail what they were answered, and how soon. */
export function AnswersByMail({ site }: { site: Site }) {
  const { sites, toasts, me } = useInbox();
  const hasMail = usePart(() => me.value.hasMail, [me]);
  const [isOn, setIsOn] = useState(site.answersByMail.isOn);
  const [hasReceipts, setHasReceipts] = useState(site.answersByMail.hasReceipts);
  const [typed, setTyped] = useState(String(site.answersByMail.afterMinutes));
  const afterMinutes = typed.trim() === '' ? Number.NaN : Number(typed);
  const form = useSubmit(async () => {
    await sites.update(site.key, { answersByMail: { isOn, hasReceipts, afterMinutes } });
    toasts.add(shellText('saved'));
  });
  const before = site.answersByMail;
  const isChanged = isOn !== before.isOn || hasReceipts !== before.hasReceipts || afterMinutes !== before.afterMinutes;
  return (
    <form class="form" noValidate onSubmit={form.onSubmit}>
      <h2>{t('title')}</h2>
      <p class="hint">{t('lead')}</p>
      {!hasMail && <p>{t('off')}</p>}
      <label class="check">
        <input type="checkbox" checked={isOn} onChange={event => setIsOn(event.currentTarget.checked)} />
        {t('isOn')}
      </label>
      <TextField
        label={t('afterMinutes')}
        type="number"
        dir="ltr"
        value={typed}
        onValue={setTyped}
        problem={form.problemOf('answersByMail.afterMinutes', t('minutesWrong'))}
      />
      <label class="check">
        <input type="checkbox" checked={hasReceipts} onChange={event => setHasReceipts(event.currentTarget.checked)} />
        {t('hasReceipts')}
      </label>
      <Problem text={form.problem} />
      <Submit isBusy={form.isBusy || !isChanged}>{shellText('saveChanges')}</Submit>
    </form>
  );
}
