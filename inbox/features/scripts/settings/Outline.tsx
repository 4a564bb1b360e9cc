import { useEffect, useRef } from 'preact/hooks';
import type { ScriptProblem } from '../../../../protocol/script/check.ts';
import type { Script, ScriptNode } from '../../../../protocol/scripts.ts';
import type { Locale } from '../../../../protocol/wire/fields.ts';
import { nameOfNode, outlineOf } from './edit.ts';
import { t } from './words/index.ts';

/** All answers, each below the one whose button leads to it. */
export function Outline(props: {
  script: Script;
  problems: readonly ScriptProblem[];
  locale: Locale;
  openId: string;
  onOpen: (id: string) => void;
}) {
  const { script, problems, locale, openId, onOpen } = props;
  const list = useRef<HTMLOListElement>(null);
  // By the object model: a policy without unsafe-inline refuses style attributes.
  useEffect(() => {
    for (const line of list.current!.querySelectorAll<HTMLElement>('[data-depth]'))
      line.style.setProperty('--depth', String(Math.min(Number(line.dataset.depth), 6)));
  });
  return (
    <nav aria-label={t('outline')}>
      <ol class="script-outline" ref={list}>
        {outlineOf(script).map(({ node, depth }) => {
          const isFaulty = problems.some(each => each.node === node.id);
          return (
            <li key={node.id} data-depth={depth}>
              <button type="button" aria-current={node.id === openId || undefined} onClick={() => onOpen(node.id)}>
                <span dir="auto">{titleOf(node, script, locale)}</span>
                {isFaulty && (
                  <>
                    <b aria-hidden="true">!</b>
                    <span class="sr-only">{t('problems')}</span>
                  </>
                )}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** What an answer is called. */
export function titleOf(node: ScriptNode, script: Script, locale: Locale): string {
  if (node === script.nodes[0]) return t('firstAnswer');
  return nameOfNode(node, locale) || t('noWords');
}
