import type { Script, ScriptCount } from '../../../../protocol/scripts.ts';
import type { Locale } from '../../../../protocol/wire/fields.ts';
import { number } from '../../../shell/locale.ts';
import { titleOf } from './Outline.tsx';
import { t } from './words/index.ts';

const COLUMNS = [
  ['offered', 'offered'],
  ['answer', 'given'],
  ['thanks', 'helped'],
  ['sorry', 'notHelped'],
  ['person', 'called'],
] as const satisfies readonly (readonly [ScriptCount['act'], string])[];

/** Which answers were offered and given, which helped, and from where a person was called, in thirty days; those given most first. */
export function Figures({
  script,
  counts,
  locale,
}: {
  script: Script;
  counts: readonly ScriptCount[];
  locale: Locale;
}) {
  const sumOf = (node: string, act: ScriptCount['act']) =>
    counts.reduce((sum, each) => (each.node === node && each.act === act ? sum + each.count : sum), 0);
  // What the bot did stands with the bot.
  const named = counts.filter(each => each.node !== '');
  const ids = [...new Set(named.map(each => each.node))].toSorted((a, b) => sumOf(b, 'answer') - sumOf(a, 'answer'));
  return (
    <section aria-labelledby="script-figures">
      <h2 id="script-figures">{t('figures')}</h2>
      {ids.length === 0 ? (
        <p class="hint">{t('figuresNone')}</p>
      ) : (
        <table class="script-figures">
          <thead>
            <tr>
              <th scope="col">{t('answer')}</th>
              {COLUMNS.map(([act, title]) => (
                <th key={act} scope="col">
                  {t(title)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ids.map(id => {
              const node = script.nodes.find(each => each.id === id);
              return (
                <tr key={id}>
                  <th scope="row" dir="auto">
                    {node ? titleOf(node, script, locale) : `${id} (${t('gone')})`}
                  </th>
                  {COLUMNS.map(([act]) => (
                    <td key={act}>{number(sumOf(id, act))}</td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
