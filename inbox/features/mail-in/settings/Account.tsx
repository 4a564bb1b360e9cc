import { useRef, useState } from 'preact/hooks';
import type { MailAccount, MailAccountSaved } from '../../../../protocol/mail-in.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Once } from '../../../shell/Once.tsx';
import { ROOT } from '../../../shell/root.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { SureButton } from '../../../shell/SureButton.tsx';
import { moment } from '../../../shell/times.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useKeptFocus } from '../../../shell/use-kept-focus.ts';
import { useOpener } from '../../../shell/use-opener.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import type { MailCalls } from './calls.ts';
import { EditAccount } from './EditAccount.tsx';
import { problemText } from './problems.ts';
import { t } from './words/index.ts';

/** One account: how it fares, and what can be done about it. @param props.setUp what the button says while there is none */
export function Account({ calls, setUp }: { calls: MailCalls; setUp: string }) {
  const { http, toasts } = useInbox();
  // Held in an object: none is an answer too.
  const { answer, failure, change, load } = useAnswer(async () => ({ account: await calls.read() }), [http]);
  const [isOpen, setOpen] = useState(false);
  const [removals, setRemovals] = useState(0);
  const [secret, setSecret] = useState<string | null>(null);
  const opener = useOpener(isOpen ? 'edit' : null);
  const none = useRef<HTMLParagraphElement>(null);
  // What was pressed to remove it is gone with it.
  useKeptFocus(none, [removals]);

  function put({ account, secret: made }: MailAccountSaved) {
    change(() => ({ account }));
    setSecret(made ?? null);
  }
  async function remove() {
    await calls.remove();
    change(() => ({ account: null }));
    setSecret(null);
    setRemovals(before => before + 1);
    toasts.add(t('none'));
  }
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!answer) return <Skeleton lines={2} />;
  const { account } = answer;
  if (isOpen) {
    return <EditAccount calls={calls} account={account} onSaved={put} onDone={() => setOpen(false)} />;
  }
  return (
    <>
      {account ? (
        <State account={account} />
      ) : (
        <p ref={none} tabIndex={-1} class="hint">
          {t('none')}
        </p>
      )}
      {secret !== null && <Once lead={t('doorSecret')} label={t('secret')} text={secret} toasts={toasts} />}
      <div class="acts">
        <button ref={opener('edit')} type="button" class={account ? 'btn' : 'btn is-go'} onClick={() => setOpen(true)}>
          {account ? shellText('edit') : setUp}
        </button>
        {account && !account.imap && (
          <SureButton
            label={t('renew')}
            warning={t('renewSure')}
            work={async () => put(await calls.renew())}
            toasts={toasts}
          />
        )}
        {account && <SureButton label={t('remove')} warning={t('removeSure')} work={remove} toasts={toasts} />}
      </div>
    </>
  );
}

function State({ account }: { account: MailAccount }) {
  const now = useApp().clock.value;
  const { id, address, imap, connectedSince, problem, detail, lastMailAt, skipped } = account;
  return (
    <div class="settings-card mail-state">
      <p>
        <b>
          <bdi dir="ltr">{address}</bdi>
        </b>
      </p>
      {imap && !problem && (
        <p>{connectedSince === null ? t('connecting') : t('connectedSince', { time: moment(connectedSince, now) })}</p>
      )}
      {problem && <p class="problem">{problemText(problem)}</p>}
      {problem && detail && (
        <p class="hint">
          <bdi dir="ltr">{detail}</bdi>
        </p>
      )}
      {!imap && <p>{t('doorAddress')}</p>}
      {!imap && (
        <p>
          <code dir="ltr">{new URL(`${ROOT}v1/mail/in/${id}`, location.href).href}</code>
        </p>
      )}
      {lastMailAt !== null && <p class="hint">{t('lastMail', { time: moment(lastMailAt, now) })}</p>}
      {skipped.length > 0 && (
        <ul>
          {skipped.map(({ at, uid, reason }) => (
            <li key={`${at} ${uid}`} class="hint">
              {t('skipped', { time: moment(at, now), reason })}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
