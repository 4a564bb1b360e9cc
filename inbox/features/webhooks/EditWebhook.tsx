import { useState } from 'preact/hooks';
import type { Webhook, WebhookEvent, WebhookSecretAnswer } from '../../../protocol/webhooks.ts';
import { Problem, Submit, TextField } from '../../shell/fields.tsx';
import type { TextKey } from '../../shell/locale.ts';
import { useSubmit } from '../../shell/use-submit.ts';
import { t as shellText } from '../../shell/words/index.ts';
import type { webhookCalls } from './calls.ts';
import type { Messages } from './words/en.ts';
import { t } from './words/index.ts';

const EVENTS: readonly (readonly [WebhookEvent, TextKey<Messages>])[] = [
  ['entry.added', 'webhookEntries'],
  ['conversation.changed', 'webhookConversations'],
  ['callback.changed', 'webhookCallbacks'],
];

/** Changes a webhook, or makes one. */
export function EditWebhook(props: {
  calls: ReturnType<typeof webhookCalls>;
  webhook: Webhook | null;
  onSaved: (webhook: Webhook) => void;
  onMade: (answer: WebhookSecretAnswer) => void;
  onDone: () => void;
}) {
  const { calls, webhook, onSaved, onMade, onDone } = props;
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [events, setEvents] = useState<readonly WebhookEvent[]>(webhook?.events ?? EVENTS.map(([event]) => event));
  const form = useSubmit(async () => {
    if (webhook) onSaved(await calls.update(webhook.id, { url, events }));
    else onMade(await calls.create({ url, events }));
    onDone();
  });
  return (
    <form class="form settings-card" noValidate onSubmit={form.onSubmit}>
      <TextField
        label={t('webhookUrl')}
        hint={t('webhookUrlHint')}
        isFocused
        type="url"
        dir="ltr"
        maxLength={2000}
        value={url}
        onValue={setUrl}
        problem={form.problemOf('url')}
      />
      <fieldset>
        <legend>{t('webhookEvents')}</legend>
        {EVENTS.map(([event, label]) => (
          <label key={event} class="check">
            <input
              type="checkbox"
              checked={events.includes(event)}
              onChange={({ currentTarget: { checked } }) =>
                setEvents(
                  EVENTS.map(each => each[0]).filter(each => (each === event ? checked : events.includes(each))),
                )
              }
            />
            {t(label)}
          </label>
        ))}
        {form.problemOf('events') && <Problem text={t('eventsNone')} />}
      </fieldset>
      <Problem text={form.problem} />
      <div class="acts">
        <Submit isBusy={form.isBusy}>{shellText('save')}</Submit>
        <button type="button" class="btn is-quiet" onClick={onDone}>
          {shellText('cancel')}
        </button>
      </div>
    </form>
  );
}
