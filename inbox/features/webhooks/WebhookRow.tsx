import type { Webhook, WebhookSecretAnswer } from '../../../protocol/webhooks.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { moment } from '../../shell/times.ts';
import { t as shellText } from '../../shell/words/index.ts';
import type { webhookCalls } from './calls.ts';
import { t } from './words/index.ts';

/** One webhook: how it fares, and what can be done about it. */
export function WebhookRow(props: {
  calls: ReturnType<typeof webhookCalls>;
  webhook: Webhook;
  /** What the button is known by that opens the editor. */
  editor: (button: HTMLElement | null) => void;
  onEdit: () => void;
  onChanged: (webhook: Webhook) => void;
  onMade: (answer: WebhookSecretAnswer) => void;
  onGone: () => void;
}) {
  const { calls, webhook, editor, onEdit, onChanged, onMade, onGone } = props;
  const { toasts } = useInbox();
  const now = useApp().clock.value;
  const { id, url, isDisabled, failingSince, oldSecretUntil } = webhook;

  async function act(work: () => Promise<void>) {
    try {
      await work();
    } catch (error) {
      toasts.fail(error);
    }
  }
  async function test() {
    const { isDelivered, problem } = await calls.test(id);
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
      <span class="settings-name">
        <b>
          <bdi dir="ltr">{url}</bdi>
        </b>
        {isDisabled && <small>{shellText('disabled')}</small>}
        {failingSince !== null && (
          <small class="problem">{t('webhookFailing', { time: moment(failingSince, now) })}</small>
        )}
        {oldSecretUntil !== null && <small>{t('webhookBothUntil', { time: moment(oldSecretUntil, now) })}</small>}
      </span>
      {button(t('webhookTest'), test)}
      <button ref={editor} type="button" class="btn" onClick={onEdit}>
        {shellText('edit')}
      </button>
      {button(t('webhookRotate'), async () => onMade(await calls.rotateSecret(id)), true)}
      {button(
        shellText(isDisabled ? 'enable' : 'disable'),
        async () => onChanged(await calls.update(id, { isDisabled: !isDisabled })),
        true,
      )}
      {/* What waits goes with it, and there is no way back: two steps. */}
      {isDisabled && button(shellText('remove'), () => calls.remove(id).then(onGone), true)}
    </>
  );
}
