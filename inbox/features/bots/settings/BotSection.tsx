import './style.css';
import { useState } from 'preact/hooks';
import type { Bot, BotSecretAnswer, BotTestAnswer } from '../../../../protocol/bots.ts';
import type { ScriptAct, ScriptCount } from '../../../../protocol/scripts.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { TextField } from '../../../shell/fields.tsx';
import { number } from '../../../shell/locale.ts';
import { Once } from '../../../shell/Once.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { moment } from '../../../shell/times.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from './words/index.ts';

/** The owner's own bot: where it is asked, whether it answers, and how it fared. */
export function BotSection(props: {
  site: Site;
  bot: Bot | null;
  counts: readonly ScriptCount[];
  onChanged: (bot: Bot | null) => void;
}) {
  const { site, bot, counts, onChanged } = props;
  const { http, toasts } = useInbox();
  const now = useApp().clock.value;
  const path = `sites/${site.key}/bot`;
  const [url, setUrl] = useState(bot?.url ?? '');
  const [isOn, setOn] = useState(bot?.isOn ?? true);
  const [secret, setSecret] = useState('');
  const [tested, setTested] = useState<BotTestAnswer | null>(null);
  const form = useSubmit(async () => {
    show(await http.put<BotSecretAnswer>(path, { url, isOn }));
    toasts.add(shellText('saved'));
  });

  function show(answer: BotSecretAnswer) {
    if (answer.secret !== null) setSecret(answer.secret);
    setUrl(answer.bot.url);
    setTested(null);
    onChanged(answer.bot);
  }
  async function act(work: () => Promise<void>) {
    try {
      await work();
    } catch (error) {
      toasts.fail(error);
    }
  }
  async function remove() {
    await http.delete(path);
    setUrl('');
    setOn(true);
    setSecret('');
    setTested(null);
    onChanged(null);
    toasts.add(t('didRemove'));
  }
  const button = (label: string, work: () => Promise<void>) => (
    <button type="button" class="btn" onClick={() => void act(work)}>
      {label}
    </button>
  );
  const sumOf = (act: ScriptAct) => counts.reduce((sum, each) => (each.act === act ? sum + each.count : sum), 0);
  const sums = { answered: sumOf('bot'), asked: sumOf('bot_asked'), skipped: sumOf('bot_skipped') };
  const wasAsked = sums.answered + sums.asked + sums.skipped > 0;
  return (
    <section class="own-bot" aria-labelledby="own-bot">
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <h2 id="own-bot">{t('title')}</h2>
        <p class="hint">{t('lead')}</p>
        {secret && <Once lead={t('once')} label={t('secret')} text={secret} toasts={toasts} />}
        <TextField
          label={t('url')}
          hint={t('urlHint')}
          type="url"
          dir="ltr"
          maxLength={2000}
          value={url}
          onValue={setUrl}
          problem={form.problemOf('url', shellText('errorUrl'))}
        />
        <label class="check">
          <input type="checkbox" checked={isOn} onChange={event => setOn(event.currentTarget.checked)} />
          {t('isOn')}
        </label>
        <Problem text={form.problem} />
        <div class="script-acts">
          <Submit isBusy={form.isBusy}>{shellText('save')}</Submit>
          {bot && button(t('test'), async () => setTested(await http.post<BotTestAnswer>(`${path}/test`)))}
          {bot && button(t('rotate'), async () => show(await http.post<BotSecretAnswer>(`${path}/rotate`)))}
          {bot && button(shellText('remove'), remove)}
        </div>
        <p role="status" dir="auto">
          {tested && testText(tested)}
        </p>
        {bot && bot.oldSecretUntil !== null && (
          <p class="hint">{t('bothUntil', { time: moment(bot.oldSecretUntil, now) })}</p>
        )}
        {wasAsked && (
          <p class="hint">
            {t('figures', {
              answered: number(sums.answered),
              asked: number(sums.asked),
              skipped: number(sums.skipped),
            })}
          </p>
        )}
      </form>
    </section>
  );
}

function testText({ reply, problem }: BotTestAnswer): string {
  if (!reply) return t('testFailed', { problem });
  return reply.person ? t('testPerson') : t('testDone', { text: reply.text });
}
