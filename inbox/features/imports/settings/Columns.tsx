import { useEffect, useState } from 'preact/hooks';
import type { ContactField } from '../../../../protocol/contact-fields.ts';
import type { ImportKind, ImportPlan, ImportPreview, ImportRun, ImportTarget } from '../../../../protocol/imports.ts';
import { problemText } from '../../../shell/errors.ts';
import { Select, TextField } from '../../../shell/fields.tsx';
import { number } from '../../../shell/locale.ts';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import type { ImportCalls } from './calls.ts';
import { countryOptions } from './countries.ts';
import { Preview } from './Preview.tsx';
import { refusalText } from './refusals.ts';
import { targetOptions } from './targets.ts';
import { count, t } from './words/index.ts';

/** What each column is, and what would come of it, before anything is written. */
export function Columns(props: {
  calls: ImportCalls;
  run: ImportRun;
  onRun: (run: ImportRun) => void;
  onDone: () => void;
}) {
  const { calls, run, onRun, onDone } = props;
  const [plan, setPlan] = useState<ImportPlan>(run.plan);
  const [fields, setFields] = useState<ContactField[]>([]);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [problem, setProblem] = useState('');
  const isTable = run.format?.kind !== 'people';

  useEffect(() => void calls.fields().then(setFields), []);
  useEffect(() => {
    const abort = new AbortController();
    calls.preview(run.id, plan, abort.signal).then(
      answer => {
        setPreview(answer);
        setProblem('');
      },
      error => {
        if (!abort.signal.aborted) setProblem(refusalText(error) ?? problemText(error));
      },
    );
    return () => abort.abort();
    // A tag changes nothing of what comes, and is typed letter by letter.
  }, [run.id, plan.kind, plan.mapping, plan.hasHeader, plan.duplicates, plan.country]);

  const form = useSubmit(async () => {
    try {
      onRun(await calls.start(run.id, plan));
    } catch (error) {
      const text = refusalText(error);
      if (text === null) throw error;
      return setProblem(text);
    }
    onDone();
  });
  function set(column: number, target: ImportTarget | null) {
    setPlan({ ...plan, mapping: plan.mapping.map((each, at) => (at === column ? target : each)) });
  }
  /** The columns are guessed for either. */
  const setKind = (kind: ImportKind) => setPlan({ ...plan, kind, mapping: run.guesses[kind] });
  const rows = plan.hasHeader || run.hasHeader === plan.hasHeader ? run.sample : [run.header, ...run.sample];
  return (
    <form class="form settings-card" noValidate onSubmit={form.onSubmit}>
      <p>
        <b>
          <bdi>{run.name}</bdi>
        </b>
        {' · '}
        {count('rows', run.rows - (plan.hasHeader ? 1 : 0))}
        {run.preset && ` · ${run.preset === 'chatwoot' ? 'Chatwoot' : 'Bitrix24'}`}
      </p>
      {isTable && (
        <Select
          label={t('kind')}
          value={plan.kind}
          onValue={setKind}
          options={[
            ['people', t('kindPeople')],
            ['purchases', t('kindPurchases')],
          ]}
        />
      )}
      {isTable && (
        <fieldset class="import-columns">
          <legend>{t('columns')}</legend>
          <ul>
            {plan.mapping.map((target, column) => (
              <li key={column}>
                <Select
                  label={
                    plan.hasHeader && run.header[column] ? run.header[column] : t('column', { n: number(column + 1) })
                  }
                  value={target ?? ''}
                  onValue={value => set(column, value === '' ? null : (value as ImportTarget))}
                  options={[['', t('leftOut')], ...targetOptions(plan.kind, fields)]}
                />
                <small dir="auto">
                  {rows
                    .flatMap(row => row[column] || [])
                    .slice(0, 3)
                    .join(' · ')}
                </small>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      {isTable && (
        <label class="check">
          <input
            type="checkbox"
            checked={plan.hasHeader}
            onChange={event => setPlan({ ...plan, hasHeader: event.currentTarget.checked })}
          />
          {t('hasHeader')}
        </label>
      )}
      {isTable && plan.mapping.includes('phone') && (
        <Select
          label={t('country')}
          value={plan.country ?? ''}
          onValue={country => setPlan({ ...plan, country: country || undefined })}
          options={[['', t('countryOfSites')], ...countryOptions()]}
        />
      )}
      <Select
        label={t('duplicates')}
        value={plan.duplicates}
        onValue={duplicates => setPlan({ ...plan, duplicates })}
        options={[
          ['join', t('duplicatesJoin')],
          ['skip', t('duplicatesSkip')],
        ]}
      />
      {isTable && (
        <TextField
          label={t('tag')}
          hint={t('tagHint')}
          maxLength={60}
          value={plan.tag}
          onValue={tag => setPlan({ ...plan, tag })}
          problem={form.problemOf('tag')}
        />
      )}
      {form.problemOf('mapping') && (
        <p class="problem">{t(plan.kind === 'people' ? 'mappingWrong' : 'mappingPurchases')}</p>
      )}
      {problem ? (
        <p class="problem">{problem}</p>
      ) : (
        <Preview preview={preview} run={run} kind={plan.kind} fields={fields} />
      )}
      <Problem text={form.problem} />
      <div class="acts">
        <Submit isBusy={form.isBusy}>{t('start')}</Submit>
        <button type="button" class="btn is-quiet" onClick={onDone}>
          {shellText('cancel')}
        </button>
      </div>
    </form>
  );
}
