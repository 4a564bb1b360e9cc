import './style.css';
import { useState } from 'preact/hooks';
import type { MailAnswer, MailTestAnswer } from '../../../../protocol/mail.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { number } from '../../../shell/locale.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { moment } from '../../../shell/times.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { NotSent } from '../../deliveries/NotSent.tsx';
import { LetterEditor } from './LetterEditor.tsx';
import { Limits } from './Limits.tsx';
import { Returned } from './Returned.tsx';
import { t } from './words/index.ts';

/** What this server mails: how it does, how much of it, and in which words. */
export function MailPage() {
  const { http } = useInbox();
  const { answer: mail, failure, change, load } = useAnswer(() => http.get<MailAnswer>('mail'), [http]);
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!mail) return <Skeleton lines={4} />;
  return (
    <div class="form">
      <p>{t(mail.from === null ? 'off' : 'lead')}</p>
      {mail.from !== null && <State mail={mail} from={mail.from} />}
      <Limits limits={mail.limits} onSaved={saved => change(() => saved)} />
      <LetterEditor />
      {mail.from !== null && <Returned />}
      <NotSent kind="mail" />
    </div>
  );
}

function State({ mail, from }: { mail: MailAnswer; from: string }) {
  const { http, toasts } = useInbox();
  const now = useApp().clock.value;
  const [tested, setTested] = useState<MailTestAnswer | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function test() {
    if (isBusy) return;
    setBusy(true);
    setTested(null);
    try {
      setTested(await http.post<MailTestAnswer>('mail/test'));
    } catch (error) {
      toasts.fail(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <section class="mail-state">
      <p>{t('comesFrom', { from })}</p>
      <p>{t('figures', { sent: number(mail.sent), waiting: number(mail.waiting) })}</p>
      {mail.failingSince !== null && <p class="problem">{t('failing', { time: moment(mail.failingSince, now) })}</p>}
      <button type="button" class="btn is-start" aria-disabled={isBusy} onClick={() => void test()}>
        {t('sendTest')}
      </button>
      <p role="status" class={tested?.isSent === false ? 'problem' : undefined}>
        {tested && (tested.isSent ? t('testSent', { to: tested.to }) : t('testFailed', { problem: tested.problem }))}
      </p>
    </section>
  );
}
