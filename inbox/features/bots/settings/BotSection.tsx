import './style.css';
import { useRef, useState } from 'preact/hooks';
import type { Bot, BotSecretAnswer, BotTestAnswer } from '../../../../protocol/bots.ts';
import type { ScriptAct, ScriptCount } from '../../../../protocol/scripts.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { TextField } from '../../../shell/fields.tsx';
import { number } from '../../../shell/locale.ts';
import { Once } from '../../../shell/Once.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { SureButton } from '../../../shell/SureButton.tsx';
import { moment } from '../../../shell/times.ts';
import { useActs } from '../../../shell/use-acts.ts';
import { useKeptFocus } from '../../../shell/use-kept-focus.ts';
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
  const acts = useActs(toasts);
  const [removals, setRemovals] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  // What was pressed to remove it is gone with it.
  useKeptFocus(heading, [removals]);
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
  async function remove() {
    await http.delete(path);
    setUrl('');
    setOn(true);
    setSecret('');
    setTested(null);
    onChanged(null);
    setRemovals(before => before + 1);
    toasts.add(t('didRemove'));
  }
  const rotate = async () => show(await http.post<BotSecretAnswer>(`${path}/rotate`));
  const test = async () => setTested(await http.post<BotTestAnswer>(`${path}/test`));
  const sumOf = (act: ScriptAct) => counts.reduce((sum, each) => (each.act === act ? sum + each.count : sum), 0);
  const sums = { answered: sumOf('bot'), asked: sumOf('bot_asked'), skipped: sumOf('bot_skipped') };
  const wasAsked = sums.answered + sums.asked + sums.skipped > 0;
  return (
    <section class="own-bot" aria-labelledby="own-bot">
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <h2 id="own-bot" ref={heading} tabIndex={-1}>
          {t('title')}
        </h2>
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
          {bot && (
            <>
              <button
                type="button"
                class="btn"
                aria-disabled={acts.isBusy('test')}
                onClick={() => void acts.run('test', test)}
              >
                {t('test')}
              </button>
              <SureButton
                label={t('rotate')}
                // Two work at a time: a third ends the one that may still be in use.
                warning={bot.oldSecretUntil === null ? undefined : t('rotateSure')}
                work={rotate}
                toasts={toasts}
              />
              <SureButton label={shellText('remove')} warning={t('removeSure')} work={remove} toasts={toasts} />
            </>
          )}
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
