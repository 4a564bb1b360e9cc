import { useState } from 'preact/hooks';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import type { Http } from '../../../shell/http.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { factorCalls } from './calls.ts';
import { Picture } from './Picture.tsx';
import { Proof } from './Proof.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { t } from './words/index.ts';

/** From the picture for the app to the recovery codes. */
export function SetUp({ http, onDone, onCancel }: { http: Http; onDone: () => void; onCancel?: () => void }) {
  const calls = factorCalls(http);
  const { answer: offer, failure, load } = useAnswer(calls.offer, [http]);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes) return <RecoveryCodes codes={codes} onKept={onDone} />;
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!offer) return <Skeleton lines={3} />;
  return (
    <Proof
      act={t('turnOn')}
      takesRecovery={false}
      isFocused
      onProof={async shown => setCodes((await calls.turnOn(offer.ticket, shown)).recoveryCodes)}
      onCancel={onCancel}
    >
      <p>{t('scan')}</p>
      <Picture text={offer.url} />
      <p>
        {t('key')}: <code dir="ltr">{offer.secret.replace(/.{4}(?=.)/g, '$& ')}</code>
      </p>
    </Proof>
  );
}
