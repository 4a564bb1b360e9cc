import type { ContactField } from '../../../../protocol/contact-fields.ts';
import type { ImportKind, ImportPreview, ImportPreviewRow, ImportRun } from '../../../../protocol/imports.ts';
import { number } from '../../../shell/locale.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { Counts } from './Counts.tsx';
import { reasonText } from './reasons.ts';
import { targetName } from './targets.ts';
import { t } from './words/index.ts';

/** What an import would do: how many, the first of them, and what is wrong. */
export function Preview(props: {
  preview: ImportPreview | null;
  run: ImportRun;
  kind: ImportKind;
  fields: readonly ContactField[];
}) {
  const { preview, run, kind, fields } = props;
  if (!preview) return <Skeleton lines={4} />;
  const { counts, rows, mistakes, looked } = preview;
  return (
    <section class="form import-preview" aria-live="polite" aria-label={t('preview')}>
      <h3>{t('preview')}</h3>
      <Counts counts={counts} isAhead />
      {looked < run.rows - 1 && <p class="hint">{t('lookedAt', { n: number(looked) })}</p>}
      <ul>
        {rows.map(row => (
          <li key={row.line} data-outcome={row.outcome}>
            <Line row={row} kind={kind} fields={fields} />
          </li>
        ))}
      </ul>
      {mistakes.length > 0 && (
        <details>
          <summary>{t('mistakes')}</summary>
          <ul>
            {mistakes.map(row => (
              <li key={row.line}>
                {t('line', { n: number(row.line) })}: <bdi>{row.name}</bdi> {row.reason && reasonText(row.reason)}
                {row.column !== null && (
                  <>
                    {' '}
                    (<bdi>{run.header[row.column] || t('column', { n: number(row.column + 1) })}</bdi>)
                  </>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Line(props: { row: ImportPreviewRow; kind: ImportKind; fields: readonly ContactField[] }) {
  const { row, kind, fields } = props;
  const { name, phones, emails, more, outcome, reason } = row;
  return (
    <>
      <b>
        <bdi>{name || phones[0] || emails[0] || t('nobody')}</bdi>
      </b>
      <span>
        {[...phones, ...emails].map(each => (
          <bdi key={each} dir="ltr">
            {each}
          </bdi>
        ))}
        {more.map(({ target, text }) => (
          <span key={`${target} ${text}`}>
            {targetName(target, kind, fields)}: <bdi>{text}</bdi>
          </span>
        ))}
      </span>
      <small class={outcome === 'wrong' ? 'problem' : undefined}>
        {reason ? reasonText(reason) : outcome === 'added' ? t('willAdd') : t('willJoin')}
      </small>
    </>
  );
}
