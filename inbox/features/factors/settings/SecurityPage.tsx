import './style.css';
import { useRef, useState } from 'preact/hooks';
import type { Me } from '../../../../protocol/agents.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useKeptFocus } from '../../../shell/use-kept-focus.ts';
import { useOpener } from '../../../shell/use-opener.ts';
import { factorCalls } from './calls.ts';
import { Everybody } from './Everybody.tsx';
import { Proof } from './Proof.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { SetUp } from './SetUp.tsx';
import { t } from './words/index.ts';

/** What is open below one's own factor. */
type Open = { kind: 'setUp' | 'turnOff' | 'newCodes' } | { kind: 'codes'; codes: readonly string[] } | null;

/** One's own second factor, and for owners everybody's. */
export function SecurityPage() {
  const { http, me, toasts } = useInbox();
  const calls = factorCalls(http);
  const { answer: factor, failure, load } = useAnswer(calls.state, [http]);
  const [open, setOpen] = useState<Open>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // What opened it may be gone: of a factor that is off now there is nothing to switch off.
  const opener = useOpener(open?.kind ?? null, heading);
  useKeptFocus(heading, [factor?.isOn]);

  async function done() {
    setOpen(null);
    load();
    me.value = await http.get<Me>('me');
  }
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!factor) return <Skeleton lines={3} />;
  const close = () => setOpen(null);
  return (
    <div class="form">
      <section class="form factor-setup">
        <h2 ref={heading} tabIndex={-1}>
          {t('factorTitle')}
        </h2>
        <p>{t(factor.isOn ? 'factorOnLead' : 'factorOffLead')}</p>
        {factor.isOn && <p>{t('codesLeft', { n: String(factor.codesLeft) })}</p>}
        {open === null && !factor.isOn && (
          <button
            ref={opener('setUp')}
            type="button"
            class="btn is-go is-start"
            onClick={() => setOpen({ kind: 'setUp' })}
          >
            {t('setUp')}
          </button>
        )}
        {open === null && factor.isOn && (
          <div class="acts">
            <button ref={opener('newCodes')} type="button" class="btn" onClick={() => setOpen({ kind: 'newCodes' })}>
              {t('newCodes')}
            </button>
            <button ref={opener('turnOff')} type="button" class="btn" onClick={() => setOpen({ kind: 'turnOff' })}>
              {t('turnOff')}
            </button>
          </div>
        )}
        {open?.kind === 'setUp' && <SetUp http={http} onDone={() => void done().catch(toasts.fail)} onCancel={close} />}
        {open?.kind === 'codes' && <RecoveryCodes codes={open.codes} onKept={() => void done().catch(toasts.fail)} />}
        {open?.kind === 'turnOff' && (
          <Proof
            act={t('turnOff')}
            takesRecovery
            isFocused
            onCancel={close}
            onProof={async shown => {
              await calls.turnOff(shown);
              toasts.add(t('didTurnOff'));
              await done();
            }}
          >
            <p>{t('turnOffLead')}</p>
          </Proof>
        )}
        {open?.kind === 'newCodes' && (
          <Proof
            act={t('newCodes')}
            takesRecovery
            isFocused
            onCancel={close}
            onProof={async shown => setOpen({ kind: 'codes', codes: (await calls.newCodes(shown)).recoveryCodes })}
          >
            <p>{t('turnOffLead')}</p>
          </Proof>
        )}
      </section>
      {me.value.agent.role === 'owner' && <Everybody isRequired={factor.isRequired} onChanged={load} />}
    </div>
  );
}
