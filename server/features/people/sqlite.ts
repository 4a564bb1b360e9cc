import type { PeopleSort } from '../../../protocol/people.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { PERSON, personFromRow } from '../../store/sqlite/listed-rows.ts';
import { trigramsOf } from '../search/sqlite.ts';
import type { SearchIndex } from '../search/sqlite-index.ts';
import { isLongEnough } from '../search/trigrams.ts';
import { cursorOf, DESCENDS, placeOf, readCursor } from './cursor.ts';
import { type Where, whereOf } from './sqlite-filter.ts';
import type { PeopleStore, PeopleTerms } from './store.ts';

/** Of words that so many have, the list itself is walked: its pages are full before long. */
const COMMON = 4_000;
/** Rows made anew in one step, or for so long, whichever is first, so that messages hardly notice it. */
const BATCH = 200;
const BATCH_MS = 8;

/** A list is a walk along one index. */
const WALKS: Record<PeopleSort, { index: string; key: string; first: number | string }> = {
  heard: { index: 'people_by_heard', key: 'p.last_at', first: Number.MAX_SAFE_INTEGER },
  name: { index: 'people_by_name', key: 'p.name_key', first: '' },
  newest: { index: 'people_by_age', key: 'p.first_at', first: Number.MAX_SAFE_INTEGER },
  spent: { index: 'people_by_sum', key: 'p.most_spent', first: Number.MAX_SAFE_INTEGER },
};

/** Met at a site that somebody sees, whose ids `:sites` has as JSON, or at none. */
const SEEN = `(p.sites = '[]' OR EXISTS (
  SELECT 1 FROM json_each(p.sites) WHERE value IN (SELECT value FROM json_each(:sites))))`;

/** See `PeopleStore`. */
export function createPeopleStore(
  { reader, writer, read, write, alone, rows }: Engine,
  index: SearchIndex,
): PeopleStore {
  const countBySites = reader.prepare('SELECT sites, count FROM people_counts');
  const byId = reader.prepare(`SELECT ${PERSON} FROM people p 
    WHERE p.row = (SELECT r.row FROM contacts k CROSS JOIN contacts r ON r.id = coalesce(k.card, k.id) WHERE k.id = ?)`);
  const howCommon = reader.prepare(`
    SELECT count(*) AS count FROM (SELECT 1 FROM people_words WHERE people_words MATCH ? LIMIT ${COMMON})`);
  const allDue = writer.prepare('INSERT OR IGNORE INTO people_due SELECT row FROM contacts');
  const due = writer.prepare(`SELECT contact FROM people_due WHERE contact > 0 ORDER BY contact LIMIT ${BATCH}`);
  const done = writer.prepare('DELETE FROM people_due WHERE contact = ?');

  function prepared(sql: string) {
    const statement = reader.prepare(sql);
    // Each takes those of the parameters that it names.
    statement.setAllowUnknownNamedParameters(true);
    return statement;
  }

  function isRare(match: string): boolean {
    return (howCommon.get(match)!.count as number) < COMMON;
  }

  function workOnce(): boolean {
    return alone(() => {
      const until = performance.now() + BATCH_MS;
      const found = due.all() as { contact: number }[];
      for (const { contact } of found) {
        rows.people.refreshRow(contact);
        done.run(contact);
        if (performance.now() > until) return true;
      }
      return found.length === BATCH;
    });
  }

  return {
    page: ({ ids, asks, terms, siteIds, sort, cursor, limit, look }) =>
      read(() => {
        const { index: walk, key, first } = WALKS[sort];
        const [way, beyond, within] = DESCENDS[sort] ? ['DESC', '<', '>='] : ['', '>', '<='];
        const from = readCursor(cursor, sort) ?? { key: first, id: '' };
        const asked = whereOf(asks);
        const said = terms && saying(terms);
        const isFound = said?.match !== undefined && isRare(said.match);
        const rest = `(${key}, p.id) ${beyond} (:from, :id)`;
        const order = `ORDER BY ${key} ${way}, p.id ${way}`;
        const values: Where['values'] = {
          ...{ ...asked.values, ...said?.values, from: from.key, id: from.id, limit: limit + 1 },
          ...(siteIds && { sites: JSON.stringify(siteIds) }),
          ...(ids && { ids: JSON.stringify(ids) }),
        };
        const wanted = [rest, asked.sql, ...(said ? [said.sql] : []), ...(siteIds ? [SEEN] : [])];
        if (ids) {
          const some = 'json_each(:ids) i CROSS JOIN contacts k ON k.id = i.value CROSS JOIN people p ON p.row = k.row';
          return pageOf(
            prepared(`SELECT ${PERSON} FROM ${some} WHERE ${wanted.join(' AND ')} ${order} LIMIT :limit`).all(values),
          );
        }
        if (isFound) {
          const some =
            '(SELECT rowid FROM people_words WHERE people_words MATCH :match) w CROSS JOIN people p ON p.row = w.rowid';
          values.match = said!.match!;
          return pageOf(
            prepared(`SELECT ${PERSON} FROM ${some} WHERE ${wanted.join(' AND ')} ${order} LIMIT :limit`).all(values),
          );
        }
        const walked = `people p INDEXED BY ${walk}`;
        const isAll = wanted.length === 2 && asks.length === 0;
        const end = isAll
          ? undefined
          : (prepared(`SELECT ${key} AS key, p.id FROM ${walked} WHERE ${rest} ${order} LIMIT 1 OFFSET :skipped`).get({
              ...{ from: from.key, id: from.id, skipped: look - 1 },
            }) as { key: number | string; id: string } | undefined);
        if (end) {
          wanted.push(`(${key}, p.id) ${within} (:to, :last)`);
          Object.assign(values, { to: end.key, last: end.id });
        }
        const page = pageOf(
          prepared(`SELECT ${PERSON} FROM ${walked} WHERE ${wanted.join(' AND ')} ${order} LIMIT :limit`).all(values),
        );
        return { ...page, cursor: page.cursor ?? (end ? cursorOf(end) : null) };

        function pageOf(found: unknown[]) {
          const items = found.slice(0, limit).map(personFromRow);
          return { items, cursor: found.length > limit ? cursorOf(placeOf(items.at(-1)!, sort)) : null };
        }
      }),

    count: siteIds =>
      read(() => {
        const groups = countBySites.all() as { sites: string; count: number }[];
        const isSeen = (sites: string[]) => sites.length === 0 || sites.some(each => siteIds?.includes(each) ?? true);
        const seen = groups.filter(each => isSeen(JSON.parse(each.sites)));
        return seen.reduce((sum, each) => sum + each.count, 0);
      }),

    async changed() {
      const taken = rows.people.takeChanged();
      // Noted in turns that may not be kept yet: an empty step is kept after them.
      if (taken.people.length > 0) await write(() => undefined);
      return taken;
    },

    find: id =>
      read(() => {
        const row = byId.get(id);
        return row ? personFromRow(row) : null;
      }),

    refresh: contactIds =>
      write(() => {
        for (const id of contactIds) rows.people.refresh(id);
      }),

    rebuild: () => write(() => void allDue.run()),

    work: async () => workOnce(),

    async settled() {
      await index.settled();
      while (workOnce()) await new Promise(setImmediate);
    },
  };
}

/** The terms as SQL over `p.words`, and what the index is asked; without that no word is long enough for it. */
function saying({ words, numbers }: PeopleTerms): Where & { match?: string } {
  const values: Where['values'] = {};
  const isThere = (word: string, n: string): string => {
    values[n] = isLongEnough(word) ? word : ` ${word}`;
    // Short ones must begin a word of the person's, or "a" would find nearly everybody.
    return isLongEnough(word) ? `instr(p.words, :${n})` : `instr(' ' || replace(p.words, char(10), ' '), :${n})`;
  };
  const all = words.map((word, n) => isThere(word, `word${n}`)).join(' AND ');
  const any = numbers.map((number, n) => isThere(number, `number${n}`));
  const matches = [words, ...numbers.map(each => [each])].map(trigramsOf);
  return {
    sql: `(${[all && `(${all})`, ...any].filter(Boolean).join(' OR ')})`,
    values,
    ...(matches.every(Boolean) && { match: matches.map(each => `(${each})`).join(' OR ') }),
  };
}
