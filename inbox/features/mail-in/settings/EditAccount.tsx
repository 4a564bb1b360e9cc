import { useState } from 'preact/hooks';
import type { MailAccount, MailAccountSaved, MailProblem } from '../../../../protocol/mail-in.ts';
import { useInbox } from '../../../inbox.ts';
import { Select, TextField } from '../../../shell/fields.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { onEscape } from '../../../shell/use-opener.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import type { MailCalls } from './calls.ts';
import { type Draft, draftOf, SERVICES, type Service, savedOf, withService } from './draft.ts';
import { problemText } from './problems.ts';
import { t } from './words/index.ts';

/** Sets an account: it is tried, and saved only if it works. */
export function EditAccount(props: {
  calls: MailCalls;
  account: MailAccount | null;
  onSaved: (saved: MailAccountSaved) => void;
  onDone: () => void;
}) {
  const { calls, account, onSaved, onDone } = props;
  const { toasts } = useInbox();
  const [draft, setDraft] = useState<Draft>(() => draftOf(account));
  const [failed, setFailed] = useState<{ problem: MailProblem; detail: string } | null>(null);
  const form = useSubmit(async () => {
    setFailed(null);
    const saved = await calls.save(savedOf(draft));
    if (saved.problem) return setFailed({ problem: saved.problem, detail: saved.detail });
    toasts.add(t('saved'));
    onSaved(saved);
    onDone();
  });
  const set = (change: Partial<Draft>) => setDraft(now => ({ ...now, ...change }));

  /** A field for one line that is written from left to right in every language. */
  function line(label: string, name: TextName, more: Partial<Parameters<typeof TextField>[0]> = {}) {
    const path = name in IN_OAUTH ? `imap.oauth.${name}` : name === 'address' ? name : `imap.${name}`;
    return (
      <TextField
        label={label}
        dir="ltr"
        autocomplete="off"
        maxLength={2000}
        value={draft[name]}
        onValue={value => set({ [name]: value })}
        problem={form.problemOf(path)}
        {...more}
      />
    );
  }
  const secret = (label: string, name: TextName) =>
    line(label, name, {
      type: 'password',
      autocomplete: 'new-password',
      hint: account ? t('keptHint') : undefined,
      problem: form.problemOf(`imap.${name}`) && t('secretWanted'),
    });
  return (
    <form class="form settings-card" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onDone)}>
      {line(t('address'), 'address', {
        type: 'email',
        isFocused: true,
        problem: form.problemOf('address') && t('addressWanted'),
      })}
      <Select
        label={t('way')}
        value={draft.way}
        onValue={way => set({ way })}
        options={[
          ['imap', t('wayImap')],
          ['door', t('wayDoor')],
        ]}
      />
      {draft.way === 'imap' && (
        <>
          <Select<Service>
            label={t('service')}
            value={draft.service}
            onValue={service => setDraft(now => withService(now, service))}
            options={[
              ...Object.entries(SERVICES).map(([name, facts]) => [name as Service, facts.name] as const),
              ['else', t('serviceElse')],
            ]}
          />
          {line(t('host'), 'host')}
          {line(t('port'), 'port', { inputMode: 'numeric' })}
          <Select
            label={t('security')}
            value={draft.security}
            onValue={security => set({ security })}
            options={[
              ['tls', 'TLS'],
              ['starttls', 'STARTTLS'],
              ['none', t('securityNone')],
            ]}
            problem={form.problemOf('imap.security') && t('securityRefused')}
          />
          {line(t('user'), 'user')}
          <Select
            label={t('signIn')}
            value={draft.signIn}
            onValue={signIn => set({ signIn })}
            options={[
              ['password', t('byPassword')],
              ['token', t('byToken')],
            ]}
          />
          {draft.signIn === 'password' ? (
            secret(t('password'), 'password')
          ) : (
            <>
              {line(t('clientId'), 'clientId')}
              {secret(t('clientSecret'), 'clientSecret')}
              {secret(t('refreshToken'), 'refreshToken')}
              {line(t('tokenUrl'), 'tokenUrl', {
                type: 'url',
                problem: form.problemOf('imap.oauth.tokenUrl', t('tokenUrlWanted')),
              })}
              {line(t('scope'), 'scope')}
            </>
          )}
          {line(t('folder'), 'folder', { dir: 'auto' })}
          {line(t('moveTo'), 'moveTo', { dir: 'auto', hint: t('moveToHint') })}
        </>
      )}
      <div class="field">
        <label class="check">
          <input
            type="checkbox"
            checked={draft.takesPlus}
            onChange={event => set({ takesPlus: event.currentTarget.checked })}
          />
          {t('takesPlus')}
        </label>
        <p class="hint">{t('takesPlusHint')}</p>
      </div>
      {failed && (
        <div role="alert">
          <p class="problem">{problemText(failed.problem)}</p>
          {failed.detail && (
            <p class="hint">
              <bdi dir="ltr">{failed.detail}</bdi>
            </p>
          )}
        </div>
      )}
      <Problem text={form.problem} />
      <div class="acts">
        <Submit isBusy={form.isBusy}>{t('trySave')}</Submit>
        <button type="button" class="btn is-quiet" onClick={onDone}>
          {shellText('cancel')}
        </button>
      </div>
    </form>
  );
}

/** The fields that are typed. */
type TextName = Exclude<keyof Draft, 'takesPlus' | 'way' | 'service' | 'security' | 'signIn'>;

const IN_OAUTH: Partial<Record<TextName, true>> = { clientId: true, tokenUrl: true, scope: true };
