import { useState } from 'preact/hooks';
import type { Me } from '../../../../protocol/agents.ts';
import type { Locale } from '../../../../protocol/wire/fields.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Select, TextField } from '../../../shell/fields.tsx';
import { LANGUAGE_OPTIONS } from '../../../shell/locale.ts';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t } from '../../../shell/words/index.ts';
import { ChangePassword } from './ChangePassword.tsx';

export function ProfilePage() {
  const { http, me, toasts } = useInbox();
  const { session } = useApp();
  const { agent } = me.value;
  const [name, setName] = useState(agent.name);
  const [locale, setLocale] = useState<Locale>(agent.locale);
  const isChanged = name !== agent.name || locale !== agent.locale;
  const form = useSubmit(async () => {
    await session.enter(await http.patch<Me>('me', { name, locale }));
    toasts.add(t('saved'));
  });
  return (
    <div class="form">
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <TextField
          label={t('yourName')}
          hint={agent.role === 'reader' ? undefined : t('yourNameHint')}
          autocomplete="name"
          maxLength={200}
          value={name}
          onValue={setName}
          problem={form.problemOf('name')}
        />
        <Select label={t('language')} value={locale} onValue={setLocale} options={LANGUAGE_OPTIONS} />
        <Problem text={form.problem} />
        <Submit isBusy={form.isBusy || !isChanged}>{t('saveChanges')}</Submit>
      </form>
      <ChangePassword email={agent.email} />
    </div>
  );
}
