import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { PeopleChanged, PeopleCount } from '../../../../protocol/people.ts';
import { type Http, readInto } from '../../../shell/http.ts';
import type { Link } from '../../../shell/link.ts';

/** Of which inbox; whoever signs in next sees nothing of it. */
export interface Whose {
  http: Http;
  link: Pick<Link, 'state'>;
  /** Whose cards became others, as told last. */
  peopleTold: ReadonlySignal<PeopleChanged | null>;
}

/** How many people the agent sees; whoever shows it shares one question. */
export interface PeopleCounted {
  /** Null: not counted yet. */
  count: ReadonlySignal<number | null>;
  /** Asks now. */
  read(): void;
}

/** However much is told, the number is asked for once in that time. */
const PAUSE_MS = 5_000;

const held = new WeakMap<Whose, PeopleCounted>();

export function peopleCountOf(inbox: Whose): PeopleCounted {
  const known = held.get(inbox) ?? createCount(inbox);
  held.set(inbox, known);
  return known;
}

function createCount({ http, link, peopleTold }: Whose): PeopleCounted {
  const count = signal<number | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function read(): void {
    clearTimeout(timer);
    timer = undefined;
    readInto(
      count,
      http.get<PeopleCount>('people/count').then(answer => answer.count),
    );
  }
  effect(() => {
    // What happened while the link was down, nobody has told.
    if (link.state.value === 'ready' && peopleTold.value) timer ??= setTimeout(read, PAUSE_MS);
  });
  return { count, read };
}
