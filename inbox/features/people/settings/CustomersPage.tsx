import { useState } from 'preact/hooks';
import type { ContactField } from '../../../../protocol/contact-fields.ts';
import type { Switches, SwitchesUpdate } from '../../../../protocol/switches.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { lazy } from '../../../shell/lazy.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { FieldsForm } from './FieldsForm.tsx';
import { t } from './words/index.ts';

const CurrencySection = lazy(
  async () => (await import('../../purchases/settings/CurrencySection.tsx')).CurrencySection,
  { lines: 2 },
);
const ComplaintSection = lazy(
  async () => (await import('../../complaints/settings/ComplaintSection.tsx')).ComplaintSection,
  { lines: 2 },
);
const LoyaltySection = lazy(async () => (await import('../../loyalty/settings/LoyaltySection.tsx')).LoyaltySection, {
  lines: 4,
});
const ReminderSection = lazy(
  async () => (await import('../../reminders/settings/ReminderSection.tsx')).ReminderSection,
  { lines: 3 },
);
const WaitingSection = lazy(
  async () => (await import('../../waiting-list/settings/WaitingSection.tsx')).WaitingSection,
  { lines: 2 },
);

/** Which parts about people are there, and what is known of people besides. */
export function CustomersPage() {
  const { http, me, toasts } = useInbox();
  const { switches } = me.value;
  const [isBusy, setBusy] = useState(false);
  const { answer, failure, load } = useAnswer(() => http.get<ContactField[]>('contact-fields'), [http]);

  async function turn(update: SwitchesUpdate) {
    if (isBusy) return;
    setBusy(true);
    try {
      const next = await http.patch<Switches>('switches', update);
      me.value = { ...me.peek(), switches: next };
    } catch (error) {
      toasts.fail(error);
    } finally {
      setBusy(false);
    }
  }

  const parts = [
    { name: 'customers', label: t('customers'), hint: t('customersHint') },
    { name: 'telephone', label: t('telephone'), hint: t('telephoneHint') },
    { name: 'booking', label: t('booking'), hint: t('bookingHint') },
    { name: 'loyalty', label: t('loyalty'), hint: t('loyaltyHint') },
  ] as const;
  return (
    <div class="form">
      <p>{t('lead')}</p>
      {parts.map(({ name, label, hint }) => (
        <div class="field" key={name}>
          <label class="check">
            <input
              type="checkbox"
              checked={switches[name]}
              aria-describedby={`switch-${name}`}
              onChange={event => {
                const isOn = event.currentTarget.checked;
                // What holds is what the server says.
                event.currentTarget.checked = switches[name];
                void turn({ [name]: isOn });
              }}
            />
            {label}
          </label>
          <p class="hint" id={`switch-${name}`}>
            {hint}
          </p>
        </div>
      ))}
      {switches.customers && <CurrencySection />}
      {switches.customers && <ComplaintSection />}
      {switches.booking && <ReminderSection />}
      {switches.booking && <WaitingSection />}
      {switches.loyalty && <LoyaltySection />}
      <h2>{t('fields')}</h2>
      {failure && <Failed text={errorText(failure)} onRetry={load} />}
      {!answer && !failure && <Skeleton lines={3} />}
      {answer && <FieldsForm known={answer} />}
    </div>
  );
}
