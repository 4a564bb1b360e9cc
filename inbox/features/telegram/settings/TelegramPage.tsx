import '../style.css';
import { useRef } from 'preact/hooks';
import type { TelegramBot } from '../../../../protocol/telegram.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useKeptFocus } from '../../../shell/use-kept-focus.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { NotSent } from '../../deliveries/NotSent.tsx';
import { addressOf, telegramCalls } from '../calls.ts';
import { t } from '../words/index.ts';
import { BotForm } from './BotForm.tsx';

/** As it is where no bot is set. Its address is written here, since the protocol's module brings zod along. */
const NONE: TelegramBot = { mode: 'off', username: null, apiRoot: 'https://api.telegram.org', proxy: null, linked: 0 };

/** The bot by which agents are told: made elsewhere, and set here once. */
export function TelegramPage() {
  const { http, toasts } = useInbox();
  const calls = telegramCalls(http);
  const { answer: bot, failure, change, load } = useAnswer(calls.bot, [http]);
  const lead = useRef<HTMLParagraphElement>(null);
  // What was pressed to remove it is gone with it.
  useKeptFocus(lead, [bot?.username]);

  async function act(work: () => Promise<void>) {
    try {
      await work();
    } catch (error) {
      toasts.fail(error);
    }
  }
  async function check() {
    const { isWell, problem } = await calls.check();
    if (isWell) toasts.add(t('isWell'));
    else toasts.add(t('isNotWell', { problem }), { tone: 'failed' });
  }
  async function remove() {
    await calls.remove();
    change(() => NONE);
    toasts.add(t('didRemove'));
  }
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!bot) return <Skeleton lines={3} />;
  return (
    <div class="form">
      <p ref={lead} tabIndex={-1}>
        {t('lead')}
      </p>
      {bot.username !== null && (
        <section class="form telegram-part">
          <h2>
            <a href={addressOf(bot.username)} target="_blank" rel="noopener noreferrer" dir="ltr">
              @{bot.username}
            </a>
          </h2>
          <p>{bot.mode === 'off' ? shellText('disabled') : t('chats', { n: String(bot.linked) })}</p>
          <div class="acts">
            {bot.mode === 'off' ? (
              // Its token goes with it, and there is no way back: two steps.
              <button type="button" class="btn is-quiet" onClick={() => void act(remove)}>
                {shellText('remove')}
              </button>
            ) : (
              <button type="button" class="btn" onClick={() => void act(check)}>
                {t('check')}
              </button>
            )}
          </div>
        </section>
      )}
      <BotForm key={bot.username} calls={calls} bot={bot} onSaved={saved => change(() => saved)} />
      {bot.mode !== 'off' && <NotSent kind="telegram" />}
    </div>
  );
}
