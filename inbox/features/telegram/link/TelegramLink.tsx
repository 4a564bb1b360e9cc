import '../style.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { TelegramCode } from '../../../../protocol/telegram.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Copy } from '../../../shell/Copy.tsx';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { moment } from '../../../shell/times.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useKeptFocus } from '../../../shell/use-kept-focus.ts';
import { telegramCalls } from '../calls.ts';
import { t } from '../words/index.ts';

/** One's own chat with the desk's bot. Nothing where there is no bot. @param props.onChanged it was linked, or is no longer */
export function TelegramLink({ onChanged = () => undefined }: { onChanged?: () => void }) {
  const { http, toasts } = useInbox();
  const now = useApp().clock.value;
  const calls = telegramCalls(http);
  const { answer: link, failure, change, load } = useAnswer(calls.link, [http]);
  const [made, setCode] = useState<TelegramCode | null>(null);
  const code = made && made.expiresAt > now ? made : null;
  const lead = useRef<HTMLParagraphElement>(null);
  const isLinked = link?.chat?.isBlocked === false;
  useKeptFocus(lead, [code, isLinked]);
  // Whoever pasted the code elsewhere on this machine comes back to see what came of it.
  useEffect(() => {
    if (!code) return;
    window.addEventListener('focus', load);
    return () => window.removeEventListener('focus', load);
  }, [code]);
  useEffect(() => {
    if (!code || !isLinked) return;
    setCode(null);
    toasts.add(t('didLink'));
    onChanged();
  }, [code, isLinked]);

  async function act(work: () => Promise<void>) {
    try {
      await work();
    } catch (error) {
      toasts.fail(error);
    }
  }
  async function look() {
    const found = await calls.link();
    change(() => found);
    if (!found.chat || found.chat.isBlocked) toasts.add(t('notYet'), { tone: 'failed' });
  }
  async function unlink() {
    await calls.unlink();
    change(before => ({ ...before, chat: null }));
    toasts.add(t('didUnlink'));
    onChanged();
  }
  if (failure && !link) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!link || link.bot === null) return null;
  const { bot, chat } = link;
  return (
    <section class="form telegram-part">
      <p ref={lead} tabIndex={-1}>
        {chat ? t('linked', { name: chat.name, time: moment(chat.since, now) }) : t('linkLead')}
      </p>
      {chat?.isBlocked && <p class="problem">{t('blocked')}</p>}
      {code ? (
        <div class="once" role="status">
          <p>{t('codeLead', { bot: `@${bot}` })}</p>
          <Copy label={t('code')} text={code.code} toasts={toasts} />
          <div class="acts">
            <a class="btn" href={code.url} target="_blank" rel="noopener noreferrer">
              {t('open')}
            </a>
            <button type="button" class="btn" onClick={() => void act(look)}>
              {t('codeSent')}
            </button>
          </div>
        </div>
      ) : (
        <div class="acts">
          {!chat && (
            <button type="button" class="btn" onClick={() => void act(async () => setCode(await calls.code()))}>
              {t('link')}
            </button>
          )}
          {chat && (
            <button type="button" class="btn" onClick={() => void act(unlink)}>
              {t('unlink')}
            </button>
          )}
        </div>
      )}
    </section>
  );
}
