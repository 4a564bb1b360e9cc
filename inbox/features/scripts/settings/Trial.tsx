import { useEffect, useRef, useState } from 'preact/hooks';
import { newMark, offerOf, turnOf } from '../../../../protocol/script/turn.ts';
import type { Script, ScriptMark } from '../../../../protocol/scripts.ts';
import type { Locale } from '../../../../protocol/wire/fields.ts';
import { LIMITS } from '../../../../protocol/wire/limits.ts';
import { autoDir } from '../../../shell/fields.tsx';
import { direction } from '../../../shell/locale.ts';
import { t as botText } from '../../bots/settings/words/index.ts';
import { t } from './words/index.ts';

interface Line {
  isOurs: boolean;
  /** It says what would happen, and is nobody's words. */
  isHint?: true;
  text: string;
  buttons: readonly string[];
}

/** The script as visitors meet it, by the very rules of the server: what is typed beside it is in it at once. */
export function Trial({ script, locale, hasBot }: { script: Script; locale: Locale; hasBot: boolean }) {
  const [said, setSaid] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState('');
  const log = useRef<HTMLDivElement>(null);
  const { lines, mark } = played(script, { locale, hasBot }, said);
  useEffect(() => {
    log.current!.scrollTop = log.current!.scrollHeight;
  }, [said.length]);

  function say(words: string) {
    if (words.trim()) setSaid([...said, words.trim()]);
    setTyped('');
  }

  return (
    <section class="script-trial" aria-labelledby="script-trial">
      <h2 id="script-trial">{t('tryIt')}</h2>
      <div
        class="script-log"
        role="log"
        aria-label={t('tryIt')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        lang={locale}
        dir={direction(locale)}
        ref={log}
      >
        {lines.map(({ isOurs, isHint, text, buttons }, at) => (
          <div key={at} class={isOurs ? 'is-us' : 'is-them'}>
            <p dir="auto" class={isHint && 'hint'}>
              {text}
            </p>
            {buttons.length > 0 && (
              <div class="script-acts">
                {buttons.map(each => (
                  <button key={each} type="button" class="btn" dir="auto" onClick={() => say(each)}>
                    {each}
                  </button>
                ))}
              </div>
            )}
          </div>
        ))}
        {mark.is === 'handed_over' && <p class="hint">{t('personCalled')}</p>}
      </div>
      <form
        class="script-say"
        onSubmit={event => {
          event.preventDefault();
          say(typed);
        }}
      >
        <div class="field">
          <input
            aria-label={t('say')}
            placeholder={t('say')}
            dir={autoDir(typed)}
            maxLength={LIMITS.lineChars}
            value={typed}
            onInput={event => setTyped(event.currentTarget.value)}
          />
        </div>
        <button type="submit" class="btn">
          {t('send')}
        </button>
        <button type="button" class="btn is-quiet" onClick={() => setSaid([])}>
          {t('again')}
        </button>
      </form>
    </section>
  );
}

/** The talk from its beginning, with the script as it is now. */
function played(
  script: Script,
  { locale, hasBot }: { locale: Locale; hasBot: boolean },
  said: readonly string[],
): { lines: Line[]; mark: ScriptMark } {
  const at = { locale, siteLocale: locale, isHere: true, hasBot };
  const lines: Line[] = [{ isOurs: true, ...offerOf(script, at) }];
  let mark = newMark();
  for (const text of said) {
    lines.push({ isOurs: false, text, buttons: [] });
    const turn = turnOf(script, mark, text, at);
    if (!turn) continue;
    mark = turn.mark;
    if ('isBots' in turn) lines.push({ isOurs: true, isHint: true, text: botText('askedHere'), buttons: [] });
    else lines.push({ isOurs: true, text: turn.text, buttons: turn.scripted.buttons });
  }
  return { lines, mark };
}
