import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ContactField } from '../../../../protocol/contact-fields.ts';
import type { PeopleAnswer, PeopleView, Person } from '../../../../protocol/people.ts';
import type { SavedPeople } from '../../../../protocol/saved-views.ts';
import { asQuery, codeOf, readInto } from '../../../shell/http.ts';
import { peopleCountOf, type Whose } from '../rail/count.ts';
import { createFollower, type Follower } from './follow.ts';

/** A stage of the funnel, as far as lists need it. */
export interface StageName {
  id: string;
  /** Empty: what its id is called in the reader's language. */
  name: string;
}

/** What the page shows: it outlives the page, so that whoever looked at a card comes back to where they were. */
export interface People extends Follower {
  q: Signal<string>;
  view: Signal<PeopleView>;
  /** The saved view that it is, unless it was changed. */
  savedId: Signal<string | null>;
  saved: Signal<readonly SavedPeople[]>;
  fields: Signal<readonly ContactField[]>;
  stages: Signal<readonly StageName[]>;
  /** All whom the agent sees; null: not counted yet. */
  count: ReadonlySignal<number | null>;
  items: Signal<readonly Person[]>;
  /** Where the rest begins; null: this was all. */
  cursor: Signal<string | null>;
  status: Signal<'loading' | 'ready' | 'failed'>;
  /** Where the list was scrolled to, px. */
  scrolled: { top: number };
  /** The next page, unless one is on its way. */
  more(): void;
  /** Reads all anew. What is shown stays until that has come. */
  reload(): void;
  show(view: PeopleView, savedId: string | null): void;
}

export const NO_FILTER: PeopleView = { filter: { all: [] }, sort: 'heard' };

/** Time from the last letter to the question. */
const TYPING_MS = 200;
/** Of very many people few may be as asked: so many questions in a row look for them until a page is full. */
const FULL = 30;

/** Of each inbox its own. */
const held = new WeakMap<Whose, People>();

export function peopleOf(inbox: Whose): People {
  const known = held.get(inbox) ?? createPeople(inbox);
  held.set(inbox, known);
  return known;
}

function createPeople(inbox: Whose): People {
  const { http } = inbox;
  const q = signal('');
  const view = signal(NO_FILTER);
  const savedId = signal<string | null>(null);
  const items = signal<readonly Person[]>([]);
  const cursor = signal<string | null>(null);
  const status = signal<'loading' | 'ready' | 'failed'>('loading');
  const scrolled = { top: 0 };
  const counted = peopleCountOf(inbox);
  let asking: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** What people are asked for by, as an address says it. */
  function question(): Record<string, string | null> {
    const { filter, sort } = view.peek();
    return {
      q: q.peek().trim() || null,
      filter: filter.all.length > 0 ? JSON.stringify(filter) : null,
      sort,
    };
  }

  async function some(more: Record<string, string | number>): Promise<readonly Person[]> {
    return (await http.get<PeopleAnswer>(`people${asQuery({ ...question(), ...more })}`)).people;
  }

  /** @param before what stands above the page */
  async function read(from: string | null, before: readonly Person[]): Promise<void> {
    asking?.abort();
    const own = new AbortController();
    asking = own;
    try {
      const answer = await http.get<PeopleAnswer>(`people${asQuery({ ...question(), cursor: from })}`, own.signal);
      if (own !== asking) return;
      asking = null;
      if (from === null) follower.forget();
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
    if (items.peek().length === 0) status.value = 'loading';
    void read(null, []);
  }

  function more(): void {
    if (!asking && cursor.peek()) void read(cursor.peek(), items.peek());
  }

  const follower = createFollower({
    ...{ items, cursor, reload },
    sort: () => view.peek().sort,
    isBusy: () => asking !== null,
    read: ids => some({ ids: ids.join(), limit: 100 }),
    first: () => some({}),
  });

  let asked = q.peek();
  q.subscribe(typed => {
    clearTimeout(timer);
    if (typed !== asked) timer = setTimeout(start, TYPING_MS);
    asked = typed;
  });

  function start(): void {
    scrolled.top = 0;
    status.value = 'loading';
    items.value = [];
    follower.forget();
    void read(null, []);
  }

  return {
    ...{ q, view, savedId, items, cursor, status, scrolled, more, reload, ...follower },
    count: counted.count,
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
export function readAround(inbox: Whose, { saved, fields, stages }: People): void {
  const { http } = inbox;
  peopleCountOf(inbox).read();
  readInto(saved, http.get<SavedPeople[]>('people/views'));
  readInto(fields, http.get<ContactField[]>('contact-fields'));
  readInto(
    stages,
    http.get<{ stages: StageName[] }>('stages').then(answer => answer.stages),
  );
}
