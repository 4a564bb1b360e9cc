import { useState } from 'preact/hooks';
import type { TelegramBot, TelegramMode } from '../../../../protocol/telegram.ts';
import { useInbox } from '../../../inbox.ts';
import { Select, TextField } from '../../../shell/fields.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import type { telegramCalls } from '../calls.ts';
import { t } from '../words/index.ts';

const modes = () =>
  [
    ['polling', t('modePolling')],
    ['webhook', t('modeWebhook')],
    ['off', t('modeOff')],
  ] as const satisfies readonly (readonly [TelegramMode, string])[];

/** Token, and how the bot is reached. The server tries all of it before it keeps any. */
export function BotForm(props: {
  calls: ReturnType<typeof telegramCalls>;
  bot: TelegramBot;
  onSaved: (bot: TelegramBot) => void;
}) {
  const { calls, bot, onSaved } = props;
  const { toasts } = useInbox();
  const isNew = bot.username === null;
  const [mode, setMode] = useState<TelegramMode>(isNew ? 'polling' : bot.mode);
  const [token, setToken] = useState('');
  const [apiRoot, setApiRoot] = useState(bot.apiRoot);
  const [proxy, setProxy] = useState(bot.proxy ?? '');
  const form = useSubmit(async () => {
    const saved = await calls.set({
      mode,
      ...((token || isNew) && { token }),
      ...(apiRoot !== bot.apiRoot && { apiRoot }),
      ...(proxy !== (bot.proxy ?? '') && { proxy: proxy || null }),
    });
    setToken('');
    setProxy(saved.proxy ?? '');
    onSaved(saved);
    toasts.add(shellText('saved'));
  });
  return (
    <form class="form" noValidate onSubmit={form.onSubmit}>
      <TextField
        label={t('token')}
        hint={`${t('tokenHint')}${isNew ? '' : ` ${t('tokenKept')}`}`}
        type="password"
        // No password of the owner's, so no manager is to fill it in or keep it.
        autocomplete="off"
        dir="ltr"
        maxLength={200}
        value={token}
        onValue={setToken}
        problem={form.problemOf('token', token ? t('tokenWrong') : shellText('errorRequired'))}
      />
      <Select
        label={t('mode')}
        hint={t('modeHint')}
        value={mode}
        onValue={setMode}
        options={modes()}
        problem={form.problemOf('mode', t('modeWrong'))}
      />
      <details
        class="telegram-elsewhere"
        open={Boolean(bot.proxy || form.problemOf('apiRoot') || form.problemOf('proxy'))}
      >
        <summary>{t('elsewhere')}</summary>
        <div class="form">
          <TextField
            label={t('apiRoot')}
            hint={t('apiRootHint')}
            type="url"
            dir="ltr"
            maxLength={2000}
            value={apiRoot}
            onValue={setApiRoot}
            problem={form.problemOf('apiRoot', t('apiRootWrong'))}
          />
          <TextField
            label={t('proxy')}
            hint={t('proxyHint')}
            autocomplete="off"
            dir="ltr"
            maxLength={2000}
            value={proxy}
            onValue={setProxy}
            problem={form.problemOf('proxy', t('proxyWrong'))}
          />
        </div>
      </details>
      <Problem text={form.problem} />
      <Submit isBusy={form.isBusy}>{shellText('saveChanges')}</Submit>
    </form>
  );
}
