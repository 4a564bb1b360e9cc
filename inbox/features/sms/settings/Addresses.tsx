import type { SmsSettingsAnswer } from '../../../../protocol/sms.ts';
import { useInbox } from '../../../inbox.ts';
import { Copy } from '../../../shell/Copy.tsx';
import { SureButton } from '../../../shell/SureButton.tsx';
import type { smsCalls } from './calls.ts';
import { count, t } from './words/index.ts';

/** What is put in at the gateway, so that it tells here what became of messages and what people answered. */
export function Addresses(props: {
  answer: SmsSettingsAnswer;
  calls: ReturnType<typeof smsCalls>;
  onAnswer: (answer: SmsSettingsAnswer) => void;
}) {
  const { answer, calls, onAnswer } = props;
  const { toasts } = useInbox();
  async function renew() {
    onAnswer(await calls.renew());
    toasts.add(t('didRenew'));
  }
  return (
    <section class="form">
      <h2>{t('addresses')}</h2>
      <p class="hint">{t('addressesLead')}</p>
      <p>{t('reportsUrl')}</p>
      <Copy label={t('reportsUrl')} text={answer.reportsUrl} toasts={toasts} />
      <p>{t('repliesUrl')}</p>
      <Copy label={t('repliesUrl')} text={answer.repliesUrl} toasts={toasts} />
      <div class="acts">
        <SureButton label={t('renew')} warning={t('renewSure')} work={renew} toasts={toasts} />
      </div>
      {answer.stops > 0 && <p>{count('stops', answer.stops)}</p>}
    </section>
  );
}
