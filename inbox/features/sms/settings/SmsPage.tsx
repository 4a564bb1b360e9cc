import './style.css';
import { useState } from 'preact/hooks';
import type { SmsSettings, SmsSettingsAnswer } from '../../../../protocol/sms.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { ApiError } from '../../../shell/http.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { type Submitting, useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { NotSent } from '../../deliveries/NotSent.tsx';
import { Addresses } from './Addresses.tsx';
import { smsCalls } from './calls.ts';
import { Gateway } from './Gateway.tsx';
import { Limits } from './Limits.tsx';
import { Messages } from './Messages.tsx';
import { Price } from './Price.tsx';
import { ToPeople } from './ToPeople.tsx';
import { Trial } from './Trial.tsx';
import { t } from './words/index.ts';

/** The gateway of the desk, what messages may cost, and what became of the last ones. */
export function SmsPage() {
  const { http } = useInbox();
  const { answer, failure, change, load } = useAnswer(smsCalls(http).read, [http]);
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!answer) return <Skeleton lines={3} />;
  return <Loaded answer={answer} onAnswer={next => change(() => next)} />;
}

function Loaded({ answer, onAnswer }: { answer: SmsSettingsAnswer; onAnswer: (answer: SmsSettingsAnswer) => void }) {
  const { http, toasts } = useInbox();
  const calls = smsCalls(http);
  const [draft, setDraft] = useState(answer.settings);
  const [proof, setProof] = useState<string | null>(null);
  /** Another list after each test: it stands there. */
  const [tests, setTests] = useState(0);
  const set = (change: Partial<SmsSettings>) => setDraft(before => ({ ...before, ...change }));
  const isKept = (settings: SmsSettings) => JSON.stringify(settings) === JSON.stringify(answer.settings);
  const [isPriceWrong, setPriceWrong] = useState(false);
  const form = useSubmit(async () => {
    // It would be saved as none; its field says what is wrong.
    if (isPriceWrong) throw new ApiError('FIELD_INVALID', { price: 'FIELD_INVALID' });
    const next = await calls.save(draft, proof);
    onAnswer(next);
    setDraft(next.settings);
    setProof(null);
    toasts.add(shellText('saved'));
  });
  /** Fields that a test found wrong, until they are changed. */
  const [wrong, setWrong] = useState<Submitting['problemOf'] | null>(null);
  const { gateway } = draft;
  return (
    <div class="form sms">
      <p>{t('lead')}</p>
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <section class="form settings-card">
          <h2>{t('gateway')}</h2>
          <Gateway
            answer={answer}
            gateway={gateway}
            onGateway={next => {
              set({ gateway: next });
              setProof(null);
              setWrong(null);
            }}
            problemOf={(field, wanted) => wrong?.(field, wanted) || form.problemOf(field, wanted)}
          />
          <Price
            price={draft.price}
            onPrice={(price, isWrong) => {
              set({ price });
              setPriceWrong(isWrong);
            }}
          />
          <Trial
            gateway={gateway}
            price={draft.price}
            isProven={proof !== null}
            onTried={next => {
              setProof(next);
              setTests(before => before + 1);
            }}
            onWrong={problemOf => setWrong(() => problemOf)}
          />
        </section>
        <Limits settings={draft} onSettings={set} problemOf={form.problemOf} />
        <ToPeople told={draft.toPeople} onTold={toPeople => set({ toPeople })} hasPrice={draft.price !== null} />
        <label class="check">
          <input type="checkbox" checked={draft.isOn} onChange={event => set({ isOn: event.currentTarget.checked })} />
          {t('isOn')}
        </label>
        <Problem text={form.problemOf('proof', t('testFirst')) && t('testFirst')} />
        <Problem text={form.problem} />
        <Submit isBusy={form.isBusy || (isKept(draft) && proof === null)}>{shellText('saveChanges')}</Submit>
      </form>
      <Addresses answer={answer} calls={calls} onAnswer={onAnswer} />
      <Messages key={tests} />
      <NotSent kind="sms" />
    </div>
  );
}
