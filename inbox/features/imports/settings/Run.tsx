import { useEffect, useState } from 'preact/hooks';
import type { ImportRowTold, ImportRun } from '../../../../protocol/imports.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Link } from '../../../shell/Link.tsx';
import { number } from '../../../shell/locale.ts';
import { ROOT } from '../../../shell/root.ts';
import { SureButton } from '../../../shell/SureButton.tsx';
import { moment } from '../../../shell/times.ts';
import { Counts } from './Counts.tsx';
import type { ImportCalls } from './calls.ts';
import { problemText } from './reasons.ts';
import { sayingWhy } from './refusals.ts';
import { count, t } from './words/index.ts';

/** How often a run that is at work is looked at. */
const LOOK_MS = 1_000;

/** One import: how far it is, what became of it, and the way back. */
export function Run(props: {
  calls: ImportCalls;
  run: ImportRun;
  onRun: (run: ImportRun) => void;
  onOpen: () => void;
  onGone: () => void;
}) {
  const { calls, run, onRun, onOpen, onGone } = props;
  const { toasts } = useInbox();
  const now = useApp().clock.value;
  const { id, name, state, rows, done, counts, undone, kept, problem, createdAt, by, plan, format } = run;
  const isAtWork = state === 'running' || state === 'undoing';

  useEffect(() => {
    if (!isAtWork) return;
    const timer = setInterval(() => void calls.find(id).then(onRun, () => undefined), LOOK_MS);
    return () => clearInterval(timer);
  }, [id, isAtWork]);

  const act = (what: 'stop' | 'resume' | 'undo') => () =>
    sayingWhy(toasts, async () => onRun(await calls.act(id, what)));
  const isOfPeople = plan.kind === 'people' && format?.kind !== 'people';
  const all = state === 'undoing' ? Math.max(counts.added + counts.joined, undone + kept) : rows;
  const through = state === 'undoing' ? undone + kept : done;
  return (
    <li>
      <span class="settings-name">
        <b>
          <bdi>{name}</bdi>
        </b>
        <small>
          {t(`state_${state}`)} · {moment(createdAt, now)} · <bdi>{by.name}</bdi>
        </small>
      </span>
      {isAtWork && (
        <span class="import-progress" role="status">
          <progress aria-label={t(`state_${state}`)} max={Math.max(all, 1)} value={through} />
          <small>{t('progress', { n: number(through), all: number(all) })}</small>
        </span>
      )}
      {problem && <p class="problem">{problemText(problem)}</p>}
      {done > 0 && <Counts counts={counts} />}
      {state === 'undone' && <p>{count(isOfPeople ? 'undone' : 'undoneRecords', undone)}</p>}
      {kept > 0 && <Kept calls={calls} id={id} summary={count(isOfPeople ? 'kept' : 'keptRecords', kept)} />}
      <div class="acts">
        {state === 'ready' && (
          <button type="button" class="btn is-go" onClick={onOpen}>
            {t('goOn')}
          </button>
        )}
        {state === 'running' && <SureButton label={t('stop')} work={act('stop')} toasts={toasts} />}
        {state === 'stopped' && <SureButton label={t('resume')} work={act('resume')} toasts={toasts} />}
        {counts.wrong > 0 && (
          <a class="btn" href={`${ROOT}v1/imports/${id}/mistakes`} download>
            {t('mistakesFile')}
          </a>
        )}
        {(state === 'done' || state === 'stopped') && (
          <SureButton label={t('undo')} warning={t('undoSure')} work={act('undo')} toasts={toasts} />
        )}
        {!isAtWork && (
          <SureButton
            label={t('forget')}
            warning={t('forgetSure')}
            work={() =>
              sayingWhy(toasts, async () => {
                await calls.remove(id);
                onGone();
              })
            }
            toasts={toasts}
          />
        )}
      </div>
    </li>
  );
}

/** Who was left by an undo, because somebody touched them since. */
function Kept({ calls, id, summary }: { calls: ImportCalls; id: string; summary: string }) {
  const [rows, setRows] = useState<ImportRowTold[] | null>(null);
  return (
    <details
      onToggle={event => {
        if (!event.currentTarget.open || rows) return;
        calls.rows(id, 'kept').then(
          answer => setRows(answer.rows),
          () => undefined,
        );
      }}
    >
      <summary>{summary}</summary>
      <ul>
        {rows?.map(({ line, contactId, name }) => (
          <li key={line}>
            <Link to={{ kind: 'room', room: 'people', id: contactId }}>
              <bdi>{name || t('nobody')}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
