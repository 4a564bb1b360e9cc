import { useState } from 'preact/hooks';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { LOCALES } from '../../../protocol/wire/limits.ts';
import { useApp, useInbox } from '../../app.ts';
import { LANGUAGES, t } from '../../i18n/index.ts';
import { useValue } from '../../value.ts';
import { Problem, Select, Submit, TextField, useSubmit } from '../form.tsx';
import { Password } from '../Password.tsx';

export function ProfilePage() {
  const inbox = useInbox();
  const { session } = useApp();
  const { agent } = useValue(inbox.me);
  const [name, setName] = useState(agent.name);
  const [locale, setLocale] = useState<Locale>(agent.locale);
  const form = useSubmit(async () => {
    await session.enter(await inbox.api.updateMe({ name, locale }));
    inbox.toasts.add(t('saved'));
  });
  return (
    <div class="form">
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <TextField
          label={t('yourName')}
          hint={t('yourNameHint')}
          autocomplete="name"
          maxLength={200}
          value={name}
          onValue={setName}
          problem={form.problemOf('name')}
        />
        <Select
          label={t('language')}
          value={locale}
          onValue={setLocale}
          options={LOCALES.map(each => [each, LANGUAGES[each]])}
        />
        <Problem text={form.problem} />
        <Submit isBusy={form.isBusy}>{t('saveChanges')}</Submit>
      </form>
      <ChangePassword email={agent.email} />
    </div>
  );
}

function ChangePassword({ email }: { email: string }) {
  const inbox = useInbox();
  const [currentPassword, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const form = useSubmit(async () => {
    inbox.me.set(await inbox.api.updateMe({ password, currentPassword }));
    setCurrent('');
    setPassword('');
    inbox.toasts.add(t('passwordChanged'));
  });
  return (
    <form class="form" noValidate onSubmit={form.onSubmit}>
      <h2>{t('changePassword')}</h2>
      {/* Tells password managers whose password it is. */}
      <input
        type="email"
        class="sr-only"
        tabIndex={-1}
        aria-hidden="true"
        autocomplete="username"
        readOnly
        value={email}
      />
      <Password
        label={t('currentPassword')}
        autocomplete="current-password"
        value={currentPassword}
        onValue={setCurrent}
        problem={form.problemOf('currentPassword') && t('errorPasswordWrong')}
      />
      <Password
        label={t('newPassword')}
        hint={t('passwordHint')}
        autocomplete="new-password"
        value={password}
        onValue={setPassword}
        problem={form.problemOf('password')}
      />
      <Problem text={form.problem} />
      <Submit isBusy={form.isBusy}>{t('changePassword')}</Submit>
    </form>
  );
}
