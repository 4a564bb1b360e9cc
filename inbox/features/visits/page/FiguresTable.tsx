import type { FiguresAnswer, Planned, StaffFigures } from '../../../../protocol/visits.ts';
import { number } from '../../../shell/locale.ts';
import { averageText, plannedText, shareText, staffName, sumsText } from '../text.ts';
import { count, t } from '../words/index.ts';
import type { Of, Opened } from './BehindDialog.tsx';

/** Where the style sheet makes cards of a table, browsers forget that it is one. */
const ROLE = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

const COLUMNS = ['visits', 'sum', 'again', 'ratings', 'noShows'] as const;

interface TableProps {
  figures: FiguresAnswer;
  onOpen: (opened: Opened) => void;
  /** Null: whoever looks sets no plans. */
  onPlan: ((figures: StaffFigures) => void) | null;
}

/** A row for each employee. On a phone each is a card. */
export function FiguresTable({ figures, onOpen, onPlan }: TableProps) {
  return (
    <div class="visits-rows">
      <table {...ROLE.table} class="visits-table">
        <thead {...ROLE.rowgroup}>
          <tr {...ROLE.row}>
            <th {...ROLE.columnheader} scope="col">
              {t('employee')}
            </th>
            {COLUMNS.map(each => (
              <th key={each} {...ROLE.columnheader} scope="col" class="is-number">
                {t(each)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...ROLE.rowgroup}>
          {figures.employees.map(each => (
            <Row key={each.staffId} of={each} currency={figures.currency} onOpen={onOpen} onPlan={onPlan} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ of, currency, onOpen, onPlan }: Omit<TableProps, 'figures'> & { of: StaffFigures; currency: string }) {
  const { staffId, visits, noShows, sums, returns, ratings, plans } = of;
  const name = staffName(of);
  const figure = (what: Of, text: string, isEmpty: boolean) => (
    <Figure what={t(what)} text={text} onOpen={isEmpty ? null : () => onOpen({ staffId, name, of: what })} />
  );
  const planOf = (metric: Planned['metric']) => <PlanLine plan={plans.find(each => each.metric === metric)!} />;
  return (
    <tr {...ROLE.row}>
      <th {...ROLE.rowheader} scope="row">
        <bdi class="visits-name">{name}</bdi>
        {!of.isActive && <span class="visits-more">{t('gone')}</span>}
        {onPlan && of.isActive && (
          <button type="button" class="btn is-quiet visits-plan" onClick={() => onPlan(of)}>
            {t('plan')}
            <span class="sr-only"> {name}</span>
          </button>
        )}
      </th>
      <td {...ROLE.cell} class="is-number" data-title={t('visits')}>
        {figure('visits', number(visits), visits === 0)}
        {planOf('visits')}
      </td>
      <td {...ROLE.cell} class="is-number" data-title={t('sum')}>
        {figure('sum', sumsText(sums, currency), sums.length === 0)}
        {planOf('sum')}
      </td>
      <td {...ROLE.cell} class="is-number" data-title={t('again')}>
        {figure(
          'again',
          t('partOf', { n: number(returns.again), people: number(returns.people) }),
          returns.again === 0,
        )}
        {returns.toThem > 0 && (
          <button
            type="button"
            class="visits-figure visits-more"
            onClick={() => onOpen({ staffId, name, of: 'toThem' })}
          >
            {t('toThemPart', { n: number(returns.toThem) })}
          </button>
        )}
      </td>
      <td {...ROLE.cell} class="is-number" data-title={t('ratings')}>
        {ratings.count > 0
          ? figure('ratings', count('ratingsOf', ratings.count, { average: averageText(ratings) }), false)
          : '–'}
      </td>
      <td {...ROLE.cell} class="is-number" data-title={t('noShows')}>
        {figure('noShows', number(noShows), noShows === 0)}
      </td>
    </tr>
  );
}

/** A number, and the way to what is behind it. */
function Figure({ what, text, onOpen }: { what: string; text: string; onOpen: (() => void) | null }) {
  if (!onOpen) return <span>{text}</span>;
  return (
    <button type="button" class="visits-figure" onClick={onOpen}>
      <span class="sr-only">{what}: </span>
      {text}
    </button>
  );
}

function PlanLine({ plan }: { plan: Planned }) {
  const { target, done, expected } = plan;
  if (target === null) return null;
  return (
    <>
      <span class="visits-bar-line" aria-hidden="true">
        <span style={{ inlineSize: `${Math.min(100, (done / target) * 100)}%` }} />
      </span>
      <span class="visits-more">{shareText({ ...plan, target })}</span>
      {expected !== null && <span class="visits-more">{t('atPace', { expected: plannedText(expected, plan) })}</span>}
    </>
  );
}
