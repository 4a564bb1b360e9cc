import type { ScriptProblem } from '../../../../protocol/script/check.ts';
import type { Script } from '../../../../protocol/scripts.ts';
import type { Locale } from '../../../../protocol/wire/fields.ts';
import { languageName } from '../../../shell/languages.ts';
import { nodeOf } from './edit.ts';
import { titleOf } from './Outline.tsx';
import { t } from './words/index.ts';

/** More say nothing new: where there are so many, mending begins at the top. */
const SHOWN = 12;

/** What is wrong with the script; each leads to where it is mended. */
export function Problems(props: {
  script: Script;
  problems: readonly ScriptProblem[];
  locale: Locale;
  onOpen: (problem: ScriptProblem) => void;
}) {
  const { script, problems, locale, onOpen } = props;
  return (
    <section aria-labelledby="script-problems">
      <h2 id="script-problems">{t('problems')}</h2>
      {problems.length === 0 && <p class="hint">{t('problemsNone')}</p>}
      <ul class="script-problems">
        {problems.slice(0, SHOWN).map(problem => {
          const { node, fault, locale: language } = problem;
          const name = titleOf(nodeOf(script, node), script, locale);
          const said = language ? t('faultIn', { fault: t(fault), language: languageName(language) }) : t(fault);
          return (
            <li key={`${node} ${fault} ${language}`}>
              <button type="button" class="link" onClick={() => onOpen(problem)}>
                {t('faultLine', { name, fault: said })}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
