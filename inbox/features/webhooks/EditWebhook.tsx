import { useState } from 'preact/hooks';
import type { Webhook, WebhookEvent, WebhookSecretAnswer } from '../../../protocol/webhooks.ts';
import { useInbox } from '../../inbox.ts';
import { Checks } from '../../shell/Checks.tsx';
import { TextField } from '../../shell/fields.tsx';
import { SaveOrCancel } from '../../shell/Submit.tsx';
import { onEscape } from '../../shell/use-opener.ts';
import { usePart } from '../../shell/use-part.ts';
import { useSubmit } from '../../shell/use-submit.ts';
import { t as shellText } from '../../shell/words/index.ts';
import type { webhookCalls } from './calls.ts';
import { t } from './words/index.ts';

const siteOptions = () =>
  [
    ['entry.added', t('webhookEntries')],
    ['conversation.changed', t('webhookConversations')],
    ['callback.changed', t('webhookCallbacks')],
    ['notice.told', t('webhookNotices')],
  ] as const satisfies (readonly [WebhookEvent, string])[];

/** Where booking is switched on. */
const bookingOptions = () =>
  [
    ['booking.added', t('webhookBooked')],
    ['booking.moved', t('webhookBookingMoved')],
    ['booking.changed', t('webhookBookingChanged')],
    ['booking.cancelled', t('webhookBookingCancelled')],
    ['booking.ended', t('webhookBookingEnded')],
  ] as const satisfies (readonly [WebhookEvent, string])[];

/** What only the whole desk's webhooks may hear, before what every site's may. */
const deskOptions = () =>
  [
    ['contact.added', t('webhookAdded')],
    ['contact.changed', t('webhookPerson')],
    ['contact.merged', t('webhookMerged')],
    ['import.ended', t('webhookImport')],
    ['purchase.added', t('webhookPurchases')],
    ['purchase.changed', t('webhookPurchasesChanged')],
    ['complaint.added', t('webhookComplaints')],
    ['complaint.changed', t('webhookComplaintsChanged')],
    ['call.started', t('webhookCallStarted')],
    ['call.ended', t('webhookCallEnded')],
    ['stage.moved', t('webhookStages')],
    ...siteOptions(),
  ] as const satisfies (readonly [WebhookEvent, string])[];

/** Changes a webhook, or makes one. */
export function EditWebhook(props: {
  calls: ReturnType<typeof webhookCalls>;
  webhook: Webhook | null;
  /** Of the whole desk: it may hear of people, too. */
  isOfDesk: boolean;
  onSaved: (webhook: Webhook) => void;
  onMade: (answer: WebhookSecretAnswer) => void;
  onDone: () => void;
}) {
  const { calls, webhook, isOfDesk, onSaved, onMade, onDone } = props;
  const [url, setUrl] = useState(webhook?.url ?? '');
  const { me } = useInbox();
  const isBooking = usePart(() => me.value.switches.booking, [me]);
  const options: readonly (readonly [WebhookEvent, string])[] = [
    ...(isOfDesk ? deskOptions() : siteOptions()),
    ...(isBooking ? bookingOptions() : []),
  ];
  const [events, setEvents] = useState<readonly WebhookEvent[]>(webhook?.events ?? options.map(([event]) => event));
  const form = useSubmit(async () => {
    if (webhook) onSaved(await calls.update(webhook.id, { url, events }));
    else onMade(await calls.create({ url, events }));
    onDone();
  });
  return (
    <form class="form settings-card" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onDone)}>
      <TextField
        label={t('webhookUrl')}
        hint={t('webhookUrlHint')}
        isFocused
        type="url"
        dir="ltr"
        maxLength={2000}
        value={url}
        onValue={setUrl}
        problem={form.problemOf('url', shellText('errorUrl'))}
      />
      <Checks
        legend={t('webhookEvents')}
        options={options}
        chosen={events}
        onChosen={setEvents}
        problem={form.problemOf('events') && t('eventsNone')}
      />
      <SaveOrCancel form={form} onCancel={onDone} />
    </form>
  );
}
