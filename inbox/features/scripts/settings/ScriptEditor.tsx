import { useMemo, useRef, useState } from 'preact/hooks';
import { checkScript, type ScriptProblem } from '../../../../protocol/script/check.ts';
import type { Script, ScriptCount } from '../../../../protocol/scripts.ts';
import type { Site } from '../../../../protocol/sites.ts';
import type { Locale } from '../../../../protocol/wire/fields.ts';
import { useInbox } from '../../../inbox.ts';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { EditNode } from './EditNode.tsx';
import { setLocale } from './edit.ts';
import { Figures } from './Figures.tsx';
import { Files } from './Files.tsx';
import { Languages } from './Languages.tsx';
import { Outline } from './Outline.tsx';
import { Problems } from './Problems.tsx';
import { Trial } from './Trial.tsx';
import { t } from './words/index.ts';

/** The tree, one answer of it in one language, and beside it the script as visitors meet it. */
export function ScriptEditor(props: {
  site: Site;
  saved: Script;
  counts: readonly ScriptCount[];
  /** Whether a bot of the site's own takes what fits nowhere. */
  hasBot: boolean;
  onSave: (script: Script) => Promise<Script>;
}) {
  const { site, saved, counts, hasBot, onSave } = props;
  const { toasts } = useInbox();
  const [script, setScript] = useState(saved);
  const [openId, setOpenId] = useState(saved.nodes[0]!.id);
  const [chosen, setChosen] = useState<Locale>(saved.locales[0]!);
  const locale = script.locales.includes(chosen) ? chosen : script.locales[0]!;
  const problems = useMemo(() => checkScript(script), [script]);
  const fields = useRef<HTMLDivElement>(null);
  const isBlocked = script.isOn && problems.length > 0;

  const form = useSubmit(async () => {
    if (isBlocked) return;
    setScript(await onSave(script));
    toasts.add(shellText('saved'));
  });

  /** Opens an answer, with the focus where it is mended. */
  function open(id: string, language = locale, isAsked = true) {
    setOpenId(id);
    setChosen(language);
    if (isAsked) requestAnimationFrame(() => fields.current?.querySelector<HTMLElement>('input, textarea')?.focus());
  }

  /** A script from elsewhere is looked at before it speaks. The server says whether it is one. */
  async function bringIn(read: unknown) {
    try {
      const kept = await onSave({ ...(read as Script), isOn: false });
      setScript(kept);
      open(kept.nodes[0]!.id, kept.locales[0]!, false);
      toasts.add(t('didImport'));
    } catch {
      toasts.add(t('importFailed'), { tone: 'failed' });
    }
  }

  return (
    <>
      <div class="script-editor">
        <form class="form" noValidate onSubmit={form.onSubmit}>
          <div>
            <label class="check">
              <input
                type="checkbox"
                checked={script.isOn}
                onChange={event => setScript({ ...script, isOn: event.currentTarget.checked })}
              />
              {t('isOn')}
            </label>
            <p class="hint">{t('isOnHint')}</p>
          </div>
          <Languages
            locales={script.locales}
            locale={locale}
            onChoose={setChosen}
            onLocale={(language, isOn) => {
              setScript(setLocale(script, language, isOn));
              if (isOn) setChosen(language);
            }}
          />
          <div class="script-tree">
            <Outline script={script} problems={problems} locale={locale} openId={openId} onOpen={id => open(id)} />
            <div ref={fields}>
              <EditNode
                key={`${openId} ${locale}`}
                script={script}
                id={openId}
                locale={locale}
                onChange={(next, id) => {
                  setScript(next);
                  if (id !== undefined) open(id);
                }}
              />
            </div>
          </div>
          <Problems
            script={script}
            problems={problems}
            locale={locale}
            onOpen={(problem: ScriptProblem) => open(problem.node, problem.locale)}
          />
          <Problem text={isBlocked ? t('faultsFirst') : form.problem} />
          <div class="script-acts">
            <Submit isBusy={form.isBusy || isBlocked}>{shellText('saveChanges')}</Submit>
            <Files script={script} name={site.key} onImport={read => void bringIn(read)} />
          </div>
        </form>
        <Trial script={script} locale={locale} hasBot={hasBot} />
      </div>
      <Figures script={script} counts={counts} locale={locale} />
    </>
  );
}
