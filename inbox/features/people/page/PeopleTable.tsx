import type { PeopleSort, Person } from '../../../../protocol/people.ts';
import { useApp } from '../../../shell/app.ts';
import { Face } from '../../../shell/Face.tsx';
import { Link } from '../../../shell/Link.tsx';
import { languageName } from '../../../shell/languages.ts';
import { number } from '../../../shell/locale.ts';
import { moneyText } from '../../../shell/money.ts';
import { Pill } from '../../../shell/Pill.tsx';
import { phoneText } from '../../../shell/phones.ts';
import { isoTime, rowTime } from '../../../shell/times.ts';
import { nameOf } from '../../contacts/names.ts';
import { type Column, columnNames, isNumber } from './columns.ts';
import { type Names, ownText, stageName } from './said.ts';
import { t } from './words/index.ts';

/** Where the style sheet makes cards of a table, browsers forget that it is one. */
const ROLE = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

/** What orders the list stands in this column. */
const SORTED: Record<PeopleSort, { column: Column | null; way: 'ascending' | 'descending' }> = {
  heard: { column: 'heard', way: 'descending' },
  name: { column: null, way: 'ascending' },
  newest: { column: 'came', way: 'descending' },
  spent: { column: 'spent', way: 'descending' },
};

interface TableProps {
  people: readonly Person[];
  /** Ids of those who are not as asked any more. */
  gone: ReadonlySet<string>;
  columns: readonly Column[];
  names: Names;
  sort: PeopleSort;
}

/** A row each. On a phone each is a card. */
export function PeopleTable({ people, gone, columns, names, sort }: TableProps) {
  const titles = new Map(columnNames(names.fields));
  const { column, way } = SORTED[sort];
  const sorted = (one: Column | null) => (one === column ? way : undefined);
  return (
    <table {...ROLE.table} class="people-table">
      <thead {...ROLE.rowgroup}>
        <tr {...ROLE.row}>
          <th {...ROLE.columnheader} scope="col" aria-sort={sorted(null)}>
            {t('name')}
          </th>
          {columns.map(each => (
            <th
              key={each}
              {...ROLE.columnheader}
              scope="col"
              class={isNumber(each) ? 'is-number' : undefined}
              aria-sort={sorted(each)}
            >
              <bdi>{titles.get(each)}</bdi>
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLE.rowgroup}>
        {people.map(each => (
          <Row key={each.id} person={each} isGone={gone.has(each.id)} columns={columns} names={names} titles={titles} />
        ))}
      </tbody>
    </table>
  );
}

function Row(props: {
  person: Person;
  isGone: boolean;
  columns: readonly Column[];
  names: Names;
  titles: ReadonlyMap<Column, string>;
}) {
  const { person, isGone, columns, names, titles } = props;
  const now = useApp().clock.value;
  const name = nameOf(person);
  return (
    <tr {...ROLE.row} data-gone={isGone || undefined}>
      <th {...ROLE.rowheader} scope="row">
        <span class="people-name">
          <Face name={name} />
          <Link data-row to={{ kind: 'room', room: 'people', id: person.id }}>
            <span dir="auto">{name}</span>
          </Link>
          {isGone && <Pill>{t('isGone')}</Pill>}
        </span>
      </th>
      {columns.map(each => {
        const shown = shownIn(each, person, names, now);
        return (
          <td
            key={each}
            {...ROLE.cell}
            class={isNumber(each) ? 'is-number' : undefined}
            data-column={each}
            data-title={titles.get(each)}
            data-empty={shown === null ? '' : undefined}
          >
            {shown}
          </td>
        );
      })}
    </tr>
  );
}

const when = (at: number | null, now: number) => at !== null && <time dateTime={isoTime(at)}>{rowTime(at, now)}</time>;
const some = (n: number) => n > 0 && number(n);

/** What stands in a column; null: nothing. */
function shownIn(column: Column, person: Person, names: Names, now: number) {
  const { stages, sites, fields } = names;
  switch (column) {
    case 'stage':
      return person.stage ? <Pill>{stageName(person.stage, stages)}</Pill> : null;
    case 'phone':
      return person.phone ? <span dir="ltr">{phoneText(person.phone)}</span> : null;
    case 'email':
      return person.email ? <span dir="auto">{person.email}</span> : null;
    case 'heard':
      return when(person.lastAt, now) || null;
    case 'came':
      return when(person.firstAt, now) || null;
    case 'bought':
      return when(person.lastPurchaseAt, now) || null;
    case 'purchases':
      return some(person.purchases) || null;
    case 'spent': {
      const sums = Object.entries(person.spent).filter(([, sum]) => sum > 0);
      return sums.length > 0 ? sums.map(([currency, sum]) => moneyText(sum, currency)).join(' · ') : null;
    }
    case 'complaints':
      return person.openComplaints > 0 ? <Pill tone="late">{number(person.openComplaints)}</Pill> : null;
    case 'tags':
      return person.tags.length > 0 ? (
        <span class="pills">
          {person.tags.map(tag => (
            <Pill key={tag}>
              <bdi>{tag}</bdi>
            </Pill>
          ))}
        </span>
      ) : null;
    case 'language':
      return languageName(person.locale);
    case 'site': {
      const known = sites.filter(each => person.siteIds.includes(each.id)).map(each => each.name);
      return known.length > 0 ? <span dir="auto">{known.join(', ')}</span> : null;
    }
    case 'consent':
      return person.consents.length > 0 ? person.consents.join(', ') : null;
    default: {
      const id = column.slice('own/'.length);
      const value = Object.hasOwn(person.fields, id) ? person.fields[id] : undefined;
      const kind = fields.find(each => each.id === id)?.kind;
      return value === undefined ? null : <span dir="auto">{ownText(value, kind)}</span>;
    }
  }
}
