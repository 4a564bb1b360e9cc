import './style.css';
import { useState } from 'preact/hooks';
import type { ImportRun } from '../../../../protocol/imports.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { ROOT } from '../../../shell/root.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { ChooseFile } from './ChooseFile.tsx';
import { Columns } from './Columns.tsx';
import { importCalls } from './calls.ts';
import { Run } from './Run.tsx';
import { t } from './words/index.ts';

/** People and purchases in by a file, and the customer base out: a file, its columns, what became of it. */
export function ImportsPage() {
  const { http } = useInbox();
  const calls = importCalls(http);
  const { answer: runs, failure, change, load } = useAnswer(calls.list, [http]);
  /** Which one's columns are being chosen. */
  const [openId, setOpenId] = useState<string | null>(null);

  function put(run: ImportRun) {
    change(all => [run, ...all.filter(each => each.id !== run.id)].sort((a, b) => b.createdAt - a.createdAt));
  }
  const drop = (id: string) => change(all => all.filter(each => each.id !== id));
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!runs) return <Skeleton lines={3} />;
  const open = runs.find(each => each.id === openId && each.state === 'ready');
  return (
    <div class="form">
      <section class="form" aria-label={t('import')}>
        <h2>{t('import')}</h2>
        {open ? (
          <Columns key={open.id} calls={calls} run={open} onRun={put} onDone={() => setOpenId(null)} />
        ) : (
          <ChooseFile
            calls={calls}
            onRun={run => {
              put(run);
              setOpenId(run.id);
            }}
          />
        )}
      </section>
      {runs.length > 0 && (
        <section class="form" aria-label={t('earlier')}>
          <h2>{t('earlier')}</h2>
          <ul class="settings-list imports">
            {runs
              .filter(each => each !== open)
              .map(run => (
                <Run
                  key={run.id}
                  calls={calls}
                  run={run}
                  onRun={put}
                  onOpen={() => setOpenId(run.id)}
                  onGone={() => drop(run.id)}
                />
              ))}
          </ul>
        </section>
      )}
      <section class="form" aria-label={t('export')}>
        <h2>{t('export')}</h2>
        <p>{t('exportLead')}</p>
        <div class="acts">
          <a class="btn" href={`${ROOT}v1/people/export?format=csv`} download>
            {t('exportCsv')}
          </a>
          <a class="btn" href={`${ROOT}v1/people/export?format=csv&of=purchases`} download>
            {t('exportPurchases')}
          </a>
          <a class="btn" href={`${ROOT}v1/people/export?format=csv&of=complaints`} download>
            {t('exportComplaints')}
          </a>
          <a class="btn" href={`${ROOT}v1/people/export?format=jsonl`} download>
            {t('exportAll')}
          </a>
        </div>
      </section>
    </div>
  );
}
