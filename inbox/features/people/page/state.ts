import { effect, type Signal, signal } from '@preact/signals';
import type { ContactField } from '../../../../protocol/contact-fields.ts';
import type { PeopleAnswer, PeopleCount, PeopleView, Person } from '../../../../protocol/people.ts';
import type { SavedPeople } from '../../../../protocol/saved-views.ts';
import { asQuery, codeOf, type Http, readInto } from '../../../shell/http.ts';

/** A stage of the funnel, as far as lists need it. */
export interface StageName {
  id: string;
  /** Empty: what its id is called in the reader's language. */
  name: string;
}

/** What the page shows: it outlives the page, so that whoever looked at a card comes back to where they were. */
export interface People {
  q: Signal<string>;
  view: Signal<PeopleView>;
  /** The saved view that it is, unless it was changed. */
  savedId: Signal<string | null>;
  saved: Signal<readonly SavedPeople[]>;
  fields: Signal<readonly ContactField[]>;
  stages: Signal<readonly StageName[]>;
  /** All whom the agent sees; null: not counted yet. */
  count: Signal<number | null>;
  items: Signal<readonly Person[]>;
  /** Where the rest begins; null: this was all. */
  cursor: Signal<string | null>;
  status: Signal<'loading' | 'ready' | 'failed'>;
  /** Where the list was scrolled to, px. */
  scrolled: { top: number };
  /** The next page, unless one is on its way. */
  more(): void;
  /** Reads all anew. */
  reload(): void;
  show(view: PeopleView, savedId: string | null): void;
}

export const NO_FILTER: PeopleView = { filter: { all: [] }, sort: 'heard' };

/** Time from the last letter to the question. */
const TYPING_MS = 200;
/** Of very many people few may be as asked: so many questions in a row look for them until a page is full. */
const FULL = 30;

/** Of each inbox its own: whoever signs in next sees nothing of it. */
type Whose = { http: Http };
const held = new WeakMap<Whose, People>();

export function peopleOf(inbox: Whose): People {
  const known = held.get(inbox) ?? createPeople(inbox);
  held.set(inbox, known);
  return known;
}

function createPeople({ http }: Whose): People {
  const q = signal('');
  const view = signal(NO_FILTER);
  const savedId = signal<string | null>(null);
  const items = signal<readonly Person[]>([]);
  const cursor = signal<string | null>(null);
  const status = signal<'loading' | 'ready' | 'failed'>('loading');
  const scrolled = { top: 0 };
  let asking: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** @param before what stands above the page */
  async function read(from: string | null, before: readonly Person[]): Promise<void> {
    asking?.abort();
    const own = new AbortController();
    asking = own;
    const { filter, sort } = view.peek();
    const asked = asQuery({
      q: q.peek().trim() || null,
      filter: filter.all.length > 0 ? JSON.stringify(filter) : null,
      sort,
      cursor: from,
    });
    try {
      const answer = await http.get<PeopleAnswer>(`people${asked}`, own.signal);
      if (own !== asking) return;
      asking = null;
      // Somebody who was heard meanwhile may come a second time.
      const ids = new Set(before.map(each => each.id));
      items.value = [...before, ...answer.people.filter(each => !ids.has(each.id))];
      cursor.value = answer.cursor;
      status.value = 'ready';
      if (answer.cursor && items.value.length - before.length < FULL && answer.people.length < FULL) more();
    } catch (error) {
      if (own !== asking) return;
      asking = null;
      if (codeOf(error) !== 'SIGN_IN_REQUIRED') status.value = 'failed';
    }
  }

  function reload(): void {
    status.value = 'loading';
    readInto(count, counted());
    void read(null, []);
  }

  function more(): void {
    if (!asking && cursor.peek()) void read(cursor.peek(), items.peek());
  }

  const count = signal<number | null>(null);
  const counted = async () => (await http.get<PeopleCount>('people/count')).count;
  let isFirst = true;
  effect(() => {
    q.value;
    clearTimeout(timer);
    if (!isFirst) timer = setTimeout(start, TYPING_MS);
    isFirst = false;
  });

  function start(): void {
    scrolled.top = 0;
    status.value = 'loading';
    items.value = [];
    void read(null, []);
  }

  return {
    ...{ q, view, savedId, count, items, cursor, status, scrolled, more, reload },
    saved: signal([]),
    fields: signal([]),
    stages: signal([]),
    show(next, id) {
      view.value = next;
      savedId.value = id;
      start();
    },
  };
}

/** Reads what the page needs beside its rows. */
export function readAround({ http }: Whose, { saved, fields, stages }: People): void {
  readInto(saved, http.get<SavedPeople[]>('people/views'));
  readInto(fields, http.get<ContactField[]>('contact-fields'));
  readInto(
    stages,
    http.get<{ stages: StageName[] }>('stages').then(answer => answer.stages),
  );
}
