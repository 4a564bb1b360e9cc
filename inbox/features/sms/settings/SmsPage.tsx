import './style.css';
import { useState } from 'preact/hooks';
import type { SmsSettings, SmsSettingsAnswer } from '../../../../protocol/sms.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { ApiError, codeOf } from '../../../shell/http.ts';
import { laidOver } from '../../../shell/laid-over.ts';
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
  /** As they were when they began to be changed. */
  const [base, setBase] = useState(answer.settings);
  const [draft, setDraft] = useState(answer.settings);
  /** How often they were others meanwhile, so that what was typed is drawn anew; and whether that is to be said. */
  const [overtaken, setOvertaken] = useState({ times: 0, isSaid: false });
  const [proof, setProof] = useState<string | null>(null);
  /** Another list after each test: it stands there. */
  const [tests, setTests] = useState(0);
  const set = (change: Partial<SmsSettings>) => setDraft(before => ({ ...before, ...change }));
  const isKept = JSON.stringify(draft) === JSON.stringify(base);
  const [isPriceWrong, setPriceWrong] = useState(false);
  const form = useSubmit(async () => {
    // It would be saved as none; its field says what is wrong.
    if (isPriceWrong) throw new ApiError('FIELD_INVALID', { price: 'FIELD_INVALID' });
    setOvertaken(({ times }) => ({ times, isSaid: false }));
    try {
      const next = await calls.save(draft, { was: base, proof });
      onAnswer(next);
      setBase(next.settings);
      setDraft(next.settings);
      setProof(null);
      toasts.add(shellText('saved'));
    } catch (error) {
      if (codeOf(error) !== 'ALREADY_CLAIMED') throw error;
      const now = await calls.read();
      onAnswer(now);
      setBase(now.settings);
      setDraft(laidOver(now.settings, base, draft));
      setOvertaken(({ times }) => ({ times: times + 1, isSaid: true }));
    }
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
            key={overtaken.times}
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
        <p class="problem" role="alert">
          {overtaken.isSaid && t('overtaken')}
        </p>
        <Problem text={form.problem} />
        <Submit isBusy={form.isBusy || (isKept && proof === null)}>{shellText('saveChanges')}</Submit>
      </form>
      <Addresses answer={answer} calls={calls} onAnswer={onAnswer} />
      <Messages key={tests} />
      <NotSent kind="sms" />
    </div>
  );
}
