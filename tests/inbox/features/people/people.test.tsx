// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { AddPerson } from '../../../../inbox/features/people/add/AddPerson.tsx';
import { ColumnsDialog } from '../../../../inbox/features/people/columns/ColumnsDialog.tsx';
import { PeopleFilter } from '../../../../inbox/features/people/filter/PeopleFilter.tsx';
import { slotsOf } from '../../../../inbox/features/people/filter/slots.ts';
import { PeoplePage } from '../../../../inbox/features/people/page/PeoplePage.tsx';
import { type Names, summaryOf } from '../../../../inbox/features/people/page/said.ts';
import { peopleOf } from '../../../../inbox/features/people/page/state.ts';
import { CustomersPage } from '../../../../inbox/features/people/settings/CustomersPage.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { loadWords, speak } from '../../../../inbox/shell/locale.ts';
import type { Me } from '../../../../protocol/agents.ts';
import type { ContactField } from '../../../../protocol/contact-fields.ts';
import type { Person } from '../../../../protocol/people.ts';
import type { PersonCondition } from '../../../../protocol/people-filters.ts';
import { draw } from '../../draw.tsx';
import { START } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';
import type { Answers, Call } from '../../server.ts';

beforeEach(async () => {
  await speak('en');
  await loadWords();
  HTMLDialogElement.prototype.showModal ??= () => undefined;
});

const FIELDS: ContactField[] = [
  { id: 'size', name: 'Shoe size', kind: 'number', choices: [] },
  { id: 'flower', name: 'Flower', kind: 'choice', choices: ['Rose', 'Tulip'] },
  { id: 'day', name: 'Wedding', kind: 'date', choices: [] },
  { id: 'vip', name: 'Important', kind: 'yes_no', choices: [] },
  { id: 'note', name: 'Remark', kind: 'text', choices: [] },
];

const person = (id: string, change: Partial<Person> = {}): Person => ({
  ...{
    id,
    name: `Person ${id}`,
    callMe: '',
    phone: '',
    email: '',
    locale: 'mn',
    timeZone: 'UTC',
    tags: [],
    stage: null,
  },
  ...{ fields: {}, siteIds: [], consents: [], firstAt: START, lastAt: null, purchases: 0, spent: {} },
  ...{ lastPurchaseAt: null, openComplaints: 0, ...change },
});

/** A desk with those people, in pages of two. */
async function openPeople(people: readonly Person[], answers: Answers = {}) {
  const page = ({ query }: Call) => {
    const from = Number(query.get('cursor') ?? 0);
    const found = people.filter(each => each.name.toLowerCase().includes((query.get('q') ?? '').toLowerCase()));
    return { people: found.slice(from, from + 2), cursor: from + 2 < found.length ? String(from + 2) : null };
  };
  const desk = openInbox([], {
    answers: {
      'GET people': page,
      'GET people/count': () => ({ count: people.length }),
      'GET people/views': () => [],
      'GET contact-fields': () => FIELDS,
      ...answers,
    },
  });
  desk.welcome();
  const { host } = await draw(desk, <PeoplePage />);
  return { desk, host };
}

const rowsIn = (host: Element) => [...host.querySelectorAll('tbody tr')].map(row => row.textContent ?? '');

describe('the list of people', () => {
  test('shows a row each, with what is known in the columns, and asks on until it is full', async () => {
    const bolor = { name: 'Bolormaa', phone: '+97699112233', stage: 'regular', tags: ['vip'], spent: { USD: 1250 } };
    const people = [person('a', { ...bolor, fields: { size: 41, flower: 'Rose' } }), person('b'), person('c')];
    const { host } = await openPeople(people);
    await vi.waitUntil(() => rowsIn(host).length === 3);
    const [first] = rowsIn(host);
    for (const shown of ['Bolormaa', 'Regular', 'vip', '$12.50', '41', 'Rose']) expect(first).toContain(shown);
    expect(host.querySelector('tbody a')?.getAttribute('href')).toBe('/inbox/people/a');
    expect(host.textContent).toContain('3 people');
  });

  test('says what to do where nobody is known, and shows everybody again where nobody was found', async () => {
    const { host } = await openPeople([]);
    await vi.waitUntil(() => host.querySelector('.empty'));
    expect(host.querySelector('.empty')?.textContent).toContain('appears here by itself');
    const { desk, host: other } = await openPeople([person('a')]);
    await vi.waitUntil(() => rowsIn(other).length === 1);
    peopleOf(desk.inbox).q.value = 'nobody';
    await vi.waitUntil(() => other.querySelector('.empty'));
    expect(other.querySelector('.empty')?.textContent).toContain('Nobody is like that.');
    other.querySelector<HTMLElement>('.empty button')!.click();
    await vi.waitUntil(() => rowsIn(other).length === 1);
  });

  test('says that it could not be read, and reads it when asked again', async () => {
    let isUp = false;
    const { host } = await openPeople([], {
      'GET people': () => {
        if (!isUp) throw new ApiError('INTERNAL');
        return { people: [person('a')], cursor: null };
      },
    });
    await vi.waitUntil(() => host.querySelector('[role=alert] button'));
    isUp = true;
    host.querySelector<HTMLElement>('[role=alert] button')!.click();
    await vi.waitUntil(() => rowsIn(host).length === 1);
  });

  test('goes from row to row by J and K, and not while somebody types', async () => {
    const { host } = await openPeople([person('a'), person('b')]);
    await vi.waitUntil(() => rowsIn(host).length === 2);
    const press = (key: string, on: EventTarget = document.body) =>
      on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    press('j');
    press('j');
    expect(document.activeElement?.textContent).toBe('Person b');
    press('j');
    press('k');
    expect(document.activeElement?.textContent).toBe('Person a');
    const field = host.querySelector('input')!;
    field.focus();
    press('j', field);
    expect(document.activeElement).toBe(field);
  });

  test('PE11 keeps the columns that somebody chose, for them wherever they sign in', async () => {
    const { desk, host } = await openPeople([person('a', { email: 'a@shop.example', stage: 'lost' })], {
      'PATCH me': () => null,
    });
    await vi.waitUntil(() => rowsIn(host).length === 1);
    const { host: dialog } = await draw(desk, <ColumnsDialog fields={FIELDS} onClose={() => {}} />);
    const box = (label: string) =>
      [...dialog.querySelectorAll('label')].find(each => each.textContent === label)!.querySelector('input')!;
    expect([box('Stage').checked, box('E-mail').checked]).toEqual([true, false]);
    box('E-mail').click();
    await vi.waitUntil(() => rowsIn(host)[0]!.includes('a@shop.example'));
    box('Stage').click();
    await vi.waitUntil(() => !rowsIn(host)[0]!.includes('Lost'));
    await vi.waitUntil(() => desk.http.asked('PATCH me').length === 2);
    const [first, last] = desk.http
      .asked('PATCH me')
      .map(({ body }) => (body as Pick<Me, 'peopleColumns'>).peopleColumns);
    expect(first).toEqual(expect.arrayContaining(['stage', 'email']));
    expect(last).toEqual(first!.filter(each => each !== 'stage'));
  });

  /** A server whose people change, and a list of them that is told. */
  async function openLive() {
    const held = new Map(['a', 'b'].map((id, n) => [id, person(id, { lastAt: START - n })]));
    const desk = await openPeople([], {
      'GET people': ({ query }: Call) => {
        const ids = query.get('ids')?.split(',');
        const all = [...held.values()].sort((one, other) => other.lastAt! - one.lastAt!);
        return { people: ids ? all.filter(each => ids.includes(each.id)) : all, cursor: null };
      },
    });
    await vi.waitUntil(() => rowsIn(desk.host).length === 2);
    const names = () => [...desk.host.querySelectorAll('tbody a')].map(each => each.textContent);
    const tell = (...contactIds: string[]) =>
      desk.desk.link.tell({ type: 'people.changed', contactIds, isMore: false });
    const point = (type: string) =>
      desk.host
        .querySelector('.people-rows')!
        .dispatchEvent(new PointerEvent(type, { pointerType: 'mouse', bubbles: false }));
    const offer = () => desk.host.querySelector<HTMLElement>('.people-news button');
    return { ...desk, held, names, tell, point, offer };
  }

  test('PE9 follows what is told of people while nobody reads it', async () => {
    const { held, names, tell, offer } = await openLive();
    held.set('c', person('c', { lastAt: START + 1 }));
    held.set('a', person('a', { name: 'Bolormaa', lastAt: START }));
    tell('a', 'c');
    await vi.waitUntil(() => names().length === 3);
    expect(names()).toEqual(['Person c', 'Bolormaa', 'Person b']);
    expect(offer()).toBe(null);
  });

  test('PE9 says in its place what became of somebody, moves nobody under a reader, and offers what is new', async () => {
    const { host, held, names, tell, point, offer } = await openLive();
    point('pointerenter');
    held.set('c', person('c', { lastAt: START + 2 }));
    held.set('b', person('b', { name: 'Bolormaa', lastAt: START + 1 }));
    held.delete('a');
    tell('a', 'b', 'c');
    await vi.waitUntil(() => offer() !== null);
    expect(names()).toEqual(['Person a', 'Bolormaa']);
    expect(rowsIn(host)[0]).toContain('not like that any more');
    expect(offer()!.textContent).toBe('Show 2 new');
    offer()!.click();
    await vi.waitUntil(() => names().length === 2 && names()[0] === 'Person c');
    expect(names()).toEqual(['Person c', 'Bolormaa']);
    expect(offer()).toBe(null);
    // And when the reader goes, what came meanwhile takes its place by itself.
    held.set('d', person('d', { lastAt: START + 3 }));
    tell('d');
    await vi.waitUntil(() => offer() !== null);
    point('pointerleave');
    // What was pressed handed its focus on to the first row.
    (document.activeElement as HTMLElement).blur();
    await vi.waitUntil(() => names()[0] === 'Person d');
  });
});

describe('a filter of people', () => {
  const names: Names = { stages: [], fields: FIELDS, sites: [], currency: 'USD' };
  const CONDITIONS: [string, PersonCondition][] = [
    ['Stage: Lost', { field: 'stage', op: 'is', value: 'lost' }],
    ['Stage: no stage yet', { field: 'stage', op: 'is', value: null }],
    ['Tags: vip', { field: 'tag', op: 'has', value: 'vip' }],
    ['Last heard: in the last 30 days', { field: 'heard', op: 'within', value: 30 }],
    ['Last purchase: not for 90 days', { field: 'bought', op: 'notWithin', value: 90 }],
    ['First seen: in the last 7 days', { field: 'came', op: 'within', value: 7 }],
    ['Purchases: at least 3', { field: 'purchases', op: 'atLeast', value: 3 }],
    ['Sum: at least $12.50', { field: 'spent', op: 'atLeast', value: 1250 }],
    ['Open complaints: at least 1', { field: 'complaints', op: 'atLeast', value: 1 }],
    ['Language: Arabic', { field: 'locale', op: 'is', value: 'ar' }],
    ['May be written to: sms', { field: 'consent', op: 'has', value: 'sms' }],
    ['Phone: known', { field: 'phone', op: 'known' }],
    ['E-mail: unknown', { field: 'email', op: 'unknown' }],
    ['Shoe size: at least 41.5', { field: 'own', id: 'size', op: 'atLeast', value: 41.5 }],
    ['Flower: Rose', { field: 'own', id: 'flower', op: 'is', value: 'Rose' }],
    ['Wedding: at least Nov 29, 2026', { field: 'own', id: 'day', op: 'atLeast', value: '2026-11-29' }],
    ['Important: no', { field: 'own', id: 'vip', op: 'is', value: false }],
    ['Remark: late', { field: 'own', id: 'note', op: 'is', value: 'late' }],
  ];

  test.each(CONDITIONS)('%s is said, and its field shows it and asks it again', (words, condition) => {
    expect(summaryOf({ all: [condition] }, names)).toEqual([words]);
    const own = slotsOf(names).filter(each => each.read(condition) !== null);
    expect(own).toHaveLength(1);
    expect(own[0]!.ask(own[0]!.read(condition)!)).toEqual(condition);
  });

  test('is asked, kept under a name, and leaves alone what the dialog has no field for', async () => {
    const other: PersonCondition = { field: 'tag', op: 'hasNot', value: 'spam' };
    const { desk, host } = await openPeople([person('a')], {
      'POST people/views': ({ body }) => ({ id: 'one', ...(body as object) }),
    });
    await vi.waitUntil(() => rowsIn(host).length === 1);
    const people = peopleOf(desk.inbox);
    people.show({ filter: { all: [other] }, sort: 'name' }, null);
    const { host: dialog } = await draw(desk, <PeopleFilter names={names} onClose={() => {}} />);
    const control = (label: string) =>
      [...dialog.querySelectorAll('.field')]
        .find(each => each.querySelector('label')?.textContent === label)!
        .querySelector<HTMLInputElement | HTMLSelectElement>('input, select')!;
    const type = (label: string, value: string) => {
      const field = control(label);
      field.value = value;
      field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
    };
    type('Last heard', 'notWithin 30');
    type('Name', 'Quiet ones');
    await vi.waitUntil(
      () => control('Name').value === 'Quiet ones' && dialog.querySelector('[type=submit]')?.textContent === 'Save',
    );
    dialog.querySelector('form')!.requestSubmit();
    await vi.waitUntil(() => people.savedId.value === 'one');
    const filter = { filter: { all: [other, { field: 'heard', op: 'notWithin', value: 30 }] }, sort: 'name' };
    expect(desk.http.asked('POST people/views')[0]!.body).toMatchObject({ name: 'Quiet ones', filter });
    await vi.waitUntil(() => host.querySelector('[aria-pressed=true]')?.textContent === 'Quiet ones');
    const asked = desk.http.asked('GET people').filter(each => each.query.get('filter'));
    expect(JSON.parse(asked.at(-1)!.query.get('filter')!)).toEqual(filter.filter);
    expect(host.textContent).toContain('Last heard: not for 30 days');
  });
});

test('whoever is written down is opened, and what is missing is said under the field', async () => {
  const { desk } = await openPeople([], { 'POST people': () => ({ id: 'new one' }) });
  const { host } = await draw(desk, <AddPerson onClose={() => {}} />);
  const [name, phone] = host.querySelectorAll('input');
  for (const [field, value] of [
    [name, 'Naran'],
    [phone, '99112233'],
  ] as const) {
    field!.value = value;
    field!.dispatchEvent(new Event('input', { bubbles: true }));
  }
  await vi.waitUntil(() => phone!.value === '99112233');
  host.querySelector('form')!.requestSubmit();
  await vi.waitUntil(() => desk.app.route.value.kind === 'room');
  expect(desk.app.route.value).toEqual({ kind: 'room', room: 'people', id: 'new one' });
  expect(desk.http.asked('POST people')[0]!.body).toEqual({ name: 'Naran', phone: '99112233', email: '' });
});

test('an owner switches parts on, and says what else to know of people', async () => {
  const { desk } = await openPeople([], {
    'PATCH switches': ({ body }) => ({ customers: false, telephone: false, ...(body as object) }),
    'PUT contact-fields': ({ body }) => body,
  });
  const { host } = await draw(desk, <CustomersPage />);
  await vi.waitUntil(() => host.querySelectorAll('.own-fields > li').length === FIELDS.length);
  host.querySelector<HTMLInputElement>('[type=checkbox]')!.click();
  await vi.waitUntil(() => desk.inbox.me.value.switches.customers);
  host.querySelector<HTMLElement>('[data-move="1 up"]')!.click();
  await vi.waitUntil(() => host.querySelector<HTMLInputElement>('.own-fields input')?.value === 'Flower');
  host.querySelector('form')!.requestSubmit();
  await vi.waitUntil(() => desk.http.asked('PUT contact-fields').length === 1);
  const [first, second] = desk.http.asked('PUT contact-fields')[0]!.body as ContactField[];
  expect([first, second]).toEqual([FIELDS[1], FIELDS[0]]);
});
