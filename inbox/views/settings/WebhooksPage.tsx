import { useEffect, useState } from 'preact/hooks';
import type { Site } from '../../../protocol/sites.ts';
import type { Webhook, WebhookEvent, WebhookSecretAnswer } from '../../../protocol/webhooks.ts';
import { codeOf } from '../../api.ts';
import { useApp, useInbox } from '../../app.ts';
import { errorText } from '../../errors.ts';
import { type TextKey, t } from '../../i18n/index.ts';
import { moment } from '../../times.ts';
import { useValue } from '../../value.ts';
import { Failed } from '../bits.tsx';
import { Problem, Submit, TextField, useSubmit } from '../form.tsx';
import { Skeleton } from '../Late.tsx';
import { Copy } from './Copy.tsx';
import { DeadLetters } from './DeadLetters.tsx';

const EVENTS: readonly (readonly [WebhookEvent, TextKey])[] = [
  ['entry.added', 'webhookEntries'],
  ['conversation.changed', 'webhookConversations'],
  ['callback.changed', 'webhookCallbacks'],
];

/** Programs of the owner's own that are told what happens on a site. */
export function WebhooksPage({ site }: { site: Site }) {
  const inbox = useInbox();
  const [webhooks, setWebhooks] = useState<Webhook[] | null>(null);
  const [failure, setFailure] = useState('');
  /** Which one is being changed; `''` is the new one. */
  const [openId, setOpenId] = useState<string | null>(null);
  const [made, setMade] = useState<WebhookSecretAnswer | null>(null);
  function load() {
    setFailure('');
    inbox.api.webhooks(site.key).then(setWebhooks, error => setFailure(codeOf(error)));
  }
  useEffect(load, [inbox]);

  function put(changed: Webhook) {
    setWebhooks(all => [...(all ?? []).filter(each => each.id !== changed.id), changed].sort(byAge));
  }
  function show(answer: WebhookSecretAnswer) {
    put(answer.webhook);
    setMade(answer);
  }
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!webhooks) return <Skeleton lines={3} />;
  const edit = (webhook: Webhook | null) => (
    <EditWebhook site={site} webhook={webhook} onSaved={put} onMade={show} onDone={() => setOpenId(null)} />
  );
  return (
    <div class="form">
      <p>{t('webhooksLead')}</p>
      <ul class="replies webhooks">
        {webhooks.map(webhook => (
          <li key={webhook.id}>
            {webhook.id === openId ? (
              edit(webhook)
            ) : (
              <WebhookRow
                site={site}
                webhook={webhook}
                onEdit={() => setOpenId(webhook.id)}
                onChanged={put}
                onMade={show}
                onGone={() => setWebhooks(all => all?.filter(each => each.id !== webhook.id) ?? null)}
              />
            )}
          </li>
        ))}
      </ul>
      {made && (
        <div class="once" role="status">
          <p>{t('webhookOnce')}</p>
          <Copy label={t('webhookSecret', { url: made.webhook.url })} text={made.secret} />
        </div>
      )}
      {openId === '' ? (
        edit(null)
      ) : (
        <button type="button" class="btn is-go is-start" onClick={() => setOpenId('')}>
          {t('addWebhook')}
        </button>
      )}
      <DeadLetters site={site} />
    </div>
  );
}

function WebhookRow(props: {
  site: Site;
  webhook: Webhook;
  onEdit: () => void;
  onChanged: (webhook: Webhook) => void;
  onMade: (answer: WebhookSecretAnswer) => void;
  onGone: () => void;
}) {
  const { site, webhook, onEdit, onChanged, onMade, onGone } = props;
  const { api, toasts } = useInbox();
  const now = useValue(useApp().clock);
  const { id, url, isDisabled, failingSince, oldSecretUntil } = webhook;

  async function act(work: () => Promise<void>) {
    try {
      await work();
    } catch (error) {
      toasts.add(errorText(codeOf(error)), { tone: 'failed' });
    }
  }
  async function test() {
    const { isDelivered, problem } = await api.testWebhook(site.key, id);
    if (isDelivered) toasts.add(t('webhookTestDone'));
    else toasts.add(t('webhookTestFailed', { problem }), { tone: 'failed' });
  }
  const button = (label: string, work: () => Promise<void>, isQuiet = false) => (
    <button type="button" class={isQuiet ? 'btn is-quiet' : 'btn'} onClick={() => void act(work)}>
      {label}
    </button>
  );
  return (
    <>
      <span class="agent-name">
        <b>
          <bdi dir="ltr">{url}</bdi>
        </b>
        {isDisabled && <small>{t('disabled')}</small>}
        {failingSince !== null && (
          <small class="problem">{t('webhookFailing', { time: moment(failingSince, now) })}</small>
        )}
        {oldSecretUntil !== null && <small>{t('webhookBothUntil', { time: moment(oldSecretUntil, now) })}</small>}
      </span>
      {button(t('webhookTest'), test)}
      <button type="button" class="btn" onClick={onEdit}>
        {t('edit')}
      </button>
      {button(t('identityRotate'), async () => onMade(await api.rotateWebhookSecret(site.key, id)), true)}
      {button(
        t(isDisabled ? 'enable' : 'disable'),
        async () => onChanged(await api.updateWebhook(site.key, id, { isDisabled: !isDisabled })),
        true,
      )}
      {/* What waits goes with it, and there is no way back: two steps. */}
      {isDisabled && button(t('remove'), () => api.deleteWebhook(site.key, id).then(onGone), true)}
    </>
  );
}

function EditWebhook(props: {
  site: Site;
  webhook: Webhook | null;
  onSaved: (webhook: Webhook) => void;
  onMade: (answer: WebhookSecretAnswer) => void;
  onDone: () => void;
}) {
  const { site, webhook, onSaved, onMade, onDone } = props;
  const { api } = useInbox();
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [events, setEvents] = useState<readonly WebhookEvent[]>(webhook?.events ?? EVENTS.map(([event]) => event));
  const form = useSubmit(async () => {
    if (webhook) onSaved(await api.updateWebhook(site.key, webhook.id, { url, events }));
    else onMade(await api.createWebhook(site.key, { url, events }));
    onDone();
  });
  return (
    <form class="form reply-form" noValidate onSubmit={form.onSubmit}>
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
        {form.problemOf('events') && <Problem text={t('channelsNone')} />}
      </fieldset>
      <Problem text={form.problem} />
      <div class="acts">
        <Submit isBusy={form.isBusy}>{t('save')}</Submit>
        <button type="button" class="btn is-quiet" onClick={onDone}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}

const byAge = (a: Webhook, b: Webhook) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
