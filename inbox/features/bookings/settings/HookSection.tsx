import './style.css';
import { useRef, useState } from 'preact/hooks';
import type {
  BookingHook,
  BookingHookAnswer,
  BookingHookSecretAnswer,
  BookingHookTest,
} from '../../../../protocol/booking-hook.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { TextField } from '../../../shell/fields.tsx';
import { Once } from '../../../shell/Once.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { SureButton } from '../../../shell/SureButton.tsx';
import { moment } from '../../../shell/times.ts';
import { useActs } from '../../../shell/use-acts.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useKeptFocus } from '../../../shell/use-kept-focus.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from './words/index.ts';

const PATH = 'booking-hook';

/** The owner's program that takes deposits: it is asked before a booking is confirmed. Folded away until somebody wants it. */
export function HookSection() {
  const { http } = useInbox();
  const { answer, failure, change, load } = useAnswer(() => http.get<BookingHookAnswer>(PATH), [http]);
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!answer) return null;
  return (
    <details class="folded" open={answer.hook !== null}>
      <summary>{t('title')}</summary>
      <Form hook={answer.hook} onChanged={hook => change(() => ({ hook }))} />
    </details>
  );
}

function Form({ hook, onChanged }: { hook: BookingHook | null; onChanged: (hook: BookingHook | null) => void }) {
  const { http, toasts } = useInbox();
  const now = useApp().clock.value;
  const [url, setUrl] = useState(hook?.url ?? '');
  const [isOn, setOn] = useState(hook?.isOn ?? true);
  const [secret, setSecret] = useState('');
  const [tested, setTested] = useState<BookingHookTest | null>(null);
  const [removals, setRemovals] = useState(0);
  const lead = useRef<HTMLParagraphElement>(null);
  // What was pressed to remove it is gone with it.
  useKeptFocus(lead, [removals]);
  const acts = useActs(toasts);
  const form = useSubmit(async () => {
    show(await http.put<BookingHookSecretAnswer>(PATH, { url, isOn }));
    toasts.add(shellText('saved'));
  });

  function show(answer: BookingHookSecretAnswer) {
    if (answer.secret !== null) setSecret(answer.secret);
    setUrl(answer.hook.url);
    setTested(null);
    onChanged(answer.hook);
  }
  async function remove() {
    await http.delete(PATH);
    setUrl('');
    setOn(true);
    setSecret('');
    setTested(null);
    setRemovals(before => before + 1);
    onChanged(null);
    toasts.add(t('didRemove'));
  }
  const rotate = async () => show(await http.post<BookingHookSecretAnswer>(`${PATH}/rotate`));
  const test = async () => setTested(await http.post<BookingHookTest>(`${PATH}/test`));
  return (
    <form class="form settings-card" noValidate onSubmit={form.onSubmit}>
      <p class="hint" ref={lead} tabIndex={-1}>
        {t('lead')}
      </p>
      {secret && <Once lead={t('once')} label={t('secret')} text={secret} toasts={toasts} />}
      <TextField
        label={t('url')}
        hint={t('urlHint')}
        type="url"
        dir="ltr"
        maxLength={2000}
        value={url}
        onValue={setUrl}
        problem={form.problemOf('url', shellText('errorUrl'))}
      />
      <label class="check">
        <input type="checkbox" checked={isOn} onChange={event => setOn(event.currentTarget.checked)} />
        {t('isOn')}
      </label>
      <Problem text={form.problem} />
      <div class="hook-acts">
        <Submit isBusy={form.isBusy}>{shellText('save')}</Submit>
        {hook && (
          <>
            <button
              type="button"
              class="btn"
              aria-disabled={acts.isBusy('test')}
              onClick={() => void acts.run('test', test)}
            >
              {t('test')}
            </button>
            <SureButton
              label={t('rotate')}
              // Two work at a time: a third ends the one that may still be in use.
              warning={hook.oldSecretUntil === null ? undefined : t('rotateSure')}
              work={rotate}
              toasts={toasts}
            />
            <SureButton label={shellText('remove')} warning={t('removeSure')} work={remove} toasts={toasts} />
          </>
        )}
      </div>
      <p role="status" dir="auto" hidden={!tested}>
        {tested && testText(tested)}
      </p>
      {hook && hook.oldSecretUntil !== null && (
        <p class="hint">{t('bothUntil', { time: moment(hook.oldSecretUntil, now) })}</p>
      )}
    </form>
  );
}

function testText({ reply, problem }: BookingHookTest): string {
  if (!reply) return t('testFailed', { problem });
  return 'pay' in reply ? t('testPay', { url: reply.pay }) : t('testConfirm');
}
