import { useState } from 'preact/hooks';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { TextField } from '../../../shell/fields.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from './words/index.ts';

/** For how long somebody waits for those who are meant, by team or language. */
export function WidenForm({ site }: { site: Site }) {
  const { sites, toasts } = useInbox();
  const { routing } = site;
  const [minutes, setMinutes] = useState(String(routing.widenMinutes));
  const form = useSubmit(async () => {
    const widenMinutes = minutes.trim() === '' ? Number.NaN : Number(minutes);
    await sites.update(site.key, { routing: { ...routing, widenMinutes } });
    toasts.add(shellText('saved'));
  });
  return (
    <form class="form" noValidate onSubmit={form.onSubmit}>
      <TextField
        label={t('widen')}
        hint={t('widenHint')}
        type="number"
        min={0}
        max={240}
        dir="ltr"
        value={minutes}
        onValue={setMinutes}
        problem={form.problemOf('routing.widenMinutes', t('widenWanted'))}
      />
      <Problem text={form.problem} />
      <Submit isBusy={form.isBusy || minutes === String(routing.widenMinutes)}>{shellText('saveChanges')}</Submit>
    </form>
  );
}
