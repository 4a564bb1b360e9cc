import { useState } from 'preact/hooks';
import type { MailAnswer, MailLimits } from '../../../../protocol/mail.ts';
import { useInbox } from '../../../inbox.ts';
import { TextField } from '../../../shell/fields.tsx';
import { number } from '../../../shell/locale.ts';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from './words/index.ts';

/** As the server takes them. */
const MOST = { perHour: 100_000, perAddress: 1_000 } as const;

/** How much may leave. */
export function Limits({ limits, onSaved }: { limits: MailLimits; onSaved: (mail: MailAnswer) => void }) {
  const { http, toasts } = useInbox();
  const [typed, setTyped] = useState({ perHour: String(limits.perHour), perAddress: String(limits.perAddress) });
  const wanted = { perHour: Number(typed.perHour), perAddress: Number(typed.perAddress) };
  const form = useSubmit(async () => {
    onSaved(await http.put<MailAnswer>('mail/limits', wanted));
    toasts.add(shellText('saved'));
  });
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(limits);
  const field = (name: keyof MailLimits) => (
    <TextField
      label={t(name)}
      type="number"
      inputMode="numeric"
      min={1}
      max={MOST[name]}
      value={typed[name]}
      onValue={value => setTyped(before => ({ ...before, [name]: value }))}
      problem={form.problemOf(name, t('numberWrong', { from: number(1), to: number(MOST[name]) }))}
    />
  );
  return (
    <section>
      <h2>{t('limits')}</h2>
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <p class="hint">{t('limitsLead')}</p>
        {field('perHour')}
        {field('perAddress')}
        <Problem text={form.problem} />
        <Submit isBusy={form.isBusy || !isChanged}>{shellText('saveChanges')}</Submit>
      </form>
    </section>
  );
}
