import './style.css';
import type { BotAnswer } from '../../../../protocol/bots.ts';
import type { ScriptAnswer } from '../../../../protocol/scripts.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { BotSection } from '../../bots/settings/BotSection.tsx';
import { firstScript } from './edit.ts';
import { ScriptEditor } from './ScriptEditor.tsx';
import { t } from './words/index.ts';

/** What a site answers by itself. */
export function ScriptPage({ site }: { site: Site }) {
  const { http } = useInbox();
  const path = `sites/${site.key}/script`;
  const { answer, failure, load, change } = useAnswer(async () => {
    const [its, { bot }] = await Promise.all([
      http.get<ScriptAnswer>(path),
      http.get<BotAnswer>(`sites/${site.key}/bot`),
    ]);
    return { ...its, bot };
  }, [http, path]);
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!answer) return <Skeleton lines={4} />;
  const { script, counts, bot } = answer;
  return (
    <div class="form script-page">
      <p>{t('lead')}</p>
      {script ? (
        <ScriptEditor
          site={site}
          saved={script}
          counts={counts}
          hasBot={bot?.isOn === true}
          onSave={async next => {
            const kept = await http.put<ScriptAnswer>(path, next);
            change(now => ({ ...now, ...kept }));
            return kept.script!;
          }}
        />
      ) : (
        <button
          type="button"
          class="btn is-go is-start"
          onClick={() => change(now => ({ ...now, script: firstScript(site.locale) }))}
        >
          {t('begin')}
        </button>
      )}
      <BotSection site={site} bot={bot} counts={counts} onChanged={next => change(now => ({ ...now, bot: next }))} />
    </div>
  );
}
