import { DatabaseSync } from 'node:sqlite';
import type { PeopleSort } from '../../protocol/people.ts';
import type { PersonFilter } from '../../protocol/people-filters.ts';
import { newContact } from '../../server/features/contacts/rules.ts';
import { peoplePage } from '../../server/features/people/commands.ts';
import { createSites } from '../../server/features/sites/sites.ts';
import { openStore } from '../../server/store/open.ts';
import { NOON, setScene } from '../contract/scene.ts';
import { median, type Row } from './row.ts';

const PEOPLE = 100_000;
const PER_STEP = 1_000;
const ROUNDS = 15;
const FIRST_GOAL_MS = 50;
const SEARCH_GOAL_MS = 100;

const GIVEN = ['Bat', 'Болор', 'Сараа', 'Temüjin', 'سارة', 'አልማዝ', 'प्रिया', 'Ирина', 'Oyuun', 'Ganbold'];
const FAMILY = ['Erdene', 'Дорж', 'الحسن', 'ተስፋዬ', 'शर्मा', 'Иванова', 'Gantulga', 'Лувсан', 'Müller', 'Тэмүүлэн'];

interface Asked {
  q?: string;
  filter?: PersonFilter;
  sort?: PeopleSort;
}

/** Pages of a list of so many people, as the inbox asks for them; each within its goal. */
export async function peopleRows(url: `sqlite:${string}`): Promise<Row[]> {
  await fill(url);
  const store = await openStore(url);
  const context = { store, sites: createSites(store), now: () => NOON, timeline: [] };
  const owner = { role: 'owner', siteIds: null, locale: 'mn' } as const;

  async function row(what: string, asked: Asked, goalMs: number): Promise<Row> {
    const times: number[] = [];
    let found = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const began = performance.now();
      const page = await peoplePage(context, owner, { q: '', sort: 'heard', limit: 50, ...asked });
      times.push(performance.now() - began);
      found = page.people.length;
    }
    const ms = median(times);
    return {
      what: `${what} (${found}) of ${PEOPLE.toLocaleString('en')} people, SQLite`,
      measured: `${ms.toFixed(1)} ms`,
      beside: `goal ${goalMs} ms`,
      ratio: ms / goalMs,
      goal: '≤ 1',
    };
  }

  const first = (what: string, asked: Asked) => row(what, asked, FIRST_GOAL_MS);
  const search = (what: string, q: string) => row(what, { q }, SEARCH_GOAL_MS);
  const tag: PersonFilter = { all: [{ field: 'tag', op: 'has', value: 'nobody has it' }] };
  const quiet: PersonFilter = {
    all: [
      { field: 'purchases', op: 'atLeast', value: 5 },
      { field: 'heard', op: 'notWithin', value: 30 },
    ],
  };
  const rows = [
    await first('first page', {}),
    await first('first page by name', { sort: 'name' }),
    await first('first page by sum', { sort: 'spent' }),
    await first('first page of a filter that many are like', { filter: quiet }),
    await first('first page of a filter that nobody is like', { filter: tag }),
    await search('a name that a tenth has', 'erdene'),
    await search('a whole name', 'Болор Дорж 41'),
    await search('three letters', 'бол'),
    await search('two letters', 'бо'),
    await search('two letters that nobody has', 'щъ'),
    await search('a number as at home', '9904 2100'),
    await search('a mail', 'person777@'),
  ];
  await store.close();
  return rows;
}

/** Made by the store's own verbs; what other rooms would say of them is put in by hand. */
async function fill(url: `sqlite:${string}`): Promise<void> {
  const store = await openStore(url);
  const { site } = await setScene(store, { timeZone: 'Asia/Ulaanbaatar' });
  for (let from = 0; from < PEOPLE; from += PER_STEP) {
    const some = Array.from({ length: PER_STEP }, (_, at) => {
      const n = from + at;
      const about = { id: `person-${n}`, siteId: site.id, locale: 'mn', timeZone: 'Asia/Ulaanbaatar' } as const;
      const contact = {
        ...newContact(about, NOON - n * 60_000),
        name: `${GIVEN[n % 10]} ${FAMILY[Math.floor(n / 10) % 10]} ${n}`,
        email: `person${n}@shop${n % 97}.example`,
        phone: `+976${99_000_000 + n}`,
      };
      const visitor = {
        ...{ id: `visitor-${n}`, siteId: site.id, contactId: contact.id, conversationId: null },
        ...{ userAgent: '', referrer: '', trail: [], createdAt: NOON, seenAt: NOON, tokenHash: `hash-${n}` },
      };
      return store.visitors.create(visitor, contact);
    });
    await Promise.all(some);
  }
  await store.close();
  const db = new DatabaseSync(url.slice('sqlite:'.length));
  db.exec(`UPDATE people SET last_at = first_at + row % 7 * 3600000, purchases = row % 12, most_spent = row % 999 * 100,
    tags = json_array('tag ' || row % 50), fields = json_object('size', row % 40)`);
  db.close();
}
