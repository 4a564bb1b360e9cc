// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, expect, test, vi } from 'vitest';
import { LiveCalls } from '../../../../inbox/features/calls/live/LiveCalls.tsx';
import { CallsPage } from '../../../../inbox/features/calls/page/CallsPage.tsx';
import { withCall, withFirstPage } from '../../../../inbox/features/calls/page/log.ts';
import { TelephonePage } from '../../../../inbox/features/calls/settings/TelephonePage.tsx';
import { lengthText } from '../../../../inbox/features/calls/text.ts';
import { Item } from '../../../../inbox/features/calls/timeline/Item.tsx';
import { CardPage } from '../../../../inbox/features/contacts/card/CardPage.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { TelephoneAnswer } from '../../../../protocol/telephone.ts';
import { FIRST_TELEPHONE } from '../../../../server/features/calls/settings.ts';
import { draw } from '../../draw.tsx';
import { START, site } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';
import { answerOf } from '../contacts/card/cards.ts';
import { call, shown } from './fixtures.ts';

beforeEach(() => speak('en'));

const ENDED = { state: 'ended', answeredAt: START, endedAt: START + 192_000, agentName: 'Temuulen' } as const;

async function openLog(calls: ReturnType<typeof shown>[], answers: Answers = {}) {
  const desk = openInbox([], {
    answers: {
      'GET calls': ({ query }) => ({ calls: query.get('filter') === 'all' ? calls : [], cursor: null }),
      'GET telephone/facts': () => ({ canDial: true, hasLines: calls.length > 0 }),
      ...answers,
    },
  });
  const page = await draw(desk, <CallsPage />);
  await vi.waitUntil(
    () => desk.http.asked('GET calls').length > 0 && page.host.querySelector('.calls-list, .calls-empty'),
  );
  return { ...desk, page };
}

test('CL4 the log says who, how long, with whom and what came of it, and plays a recording when asked', async () => {
  const { page, http } = await openLog([
    shown({ ...ENDED, note: 'Asked about a grave', outcome: 'settled', hasRecording: true }),
    shown({ id: 'two', state: 'ended', isMissed: true, number: '', shownNumber: '', contactId: null }, []),
  ]);
  for (const words of [
    'Bolormaa',
    'Call, 3:12',
    'Temuulen',
    'Settled',
    'Asked about a grave',
    'Hidden number',
    'Missed',
  ])
    expect(page.text).toContain(words);
  expect(page.host.querySelector('audio')).toBe(null);
  await page.press('Listen');
  expect(page.host.querySelector('audio')!.getAttribute('src')).toContain('v1/calls/one/recording');
  expect(page.host.querySelector('a[href="tel:+97699112233"]')!.textContent).toBe('Call');
  await page.press('Missed');
  await vi.waitUntil(() => page.text.includes('No such calls.'));
  expect(http.asked('GET calls').map(({ query }) => query.get('filter'))).toContain('missed');
});

test('CL5 of a number that is shared an agent says who it was', async () => {
  const people = [
    { id: 'ann', name: 'Ann' },
    { id: 'bat', name: 'Bat' },
  ];
  const { page, http } = await openLog([shown({ ...ENDED, contactId: null, sharedBy: ['ann', 'bat'] }, people)], {
    'PATCH calls/one': () => shown({ ...ENDED, contactId: 'bat' }, [people[1]!]),
  });
  await page.press('Bat');
  expect(http.asked('PATCH calls/one')[0]!.body).toEqual({ contactId: 'bat' });
  await vi.waitUntil(() => !page.hasButton('Ann'));
});

test('CL13 the log shows what rings, is answered, missed or noted meanwhile, each in its place, and what came while the link was down', async () => {
  const held = new Map(
    [
      shown({ id: 'new', ...ENDED, startedAt: START + 2_000 }),
      shown({ id: 'old', ...ENDED, startedAt: START - 60_000 }),
    ].map(each => [each.call.id, each]),
  );
  const { page, link, inbox, http, become } = await liveLog(held);
  const rows = () => [...page.host.querySelectorAll('.call-row')].map(each => each.textContent);
  const tell = async (id: string, change: Parameters<typeof shown>[0]) => {
    const before = held.get(id) ?? shown({ id });
    held.set(id, { ...before, call: { ...before.call, ...change } });
    await act(async () => link.tell({ type: 'call.logged', callId: id, contactIds: [] }));
  };
  expect(rows()).toHaveLength(2);
  await tell('now', { startedAt: START + 5_000 });
  await vi.waitUntil(() => rows().length === 3);
  expect(rows()[0]).toContain('Rings now');
  await tell('between', { startedAt: START, state: 'ended', endedAt: START + 9_000, isMissed: true });
  await vi.waitUntil(() => rows().length === 4);
  expect(rows()[2]).toContain('Missed');
  await tell('now', { state: 'answered', answeredAt: START + 6_000, agentName: 'Bold' });
  await vi.waitUntil(() => rows()[0]!.includes('Bold'));
  // A note that is typed in the log stays, whatever comes.
  await act(async () => page.host.querySelectorAll<HTMLButtonElement>('.call-acts button')[0]!.click());
  const field = page.field('Note');
  await page.type(field, 'Asks for peonies');
  await tell('last', { startedAt: START + 9_000 });
  await vi.waitUntil(() => rows().length === 5);
  await tell('old', { note: 'Was kind' });
  await vi.waitUntil(() => rows()[4]!.includes('Was kind'));
  expect([document.activeElement, field.value]).toEqual([field, 'Asks for peonies']);
  await page.press('Missed');
  await vi.waitUntil(() => rows().length === 1);
  await tell('last', { state: 'ended', endedAt: START + 19_000, isMissed: true });
  await vi.waitUntil(() => rows().length === 2);
  await tell('other', { startedAt: START + 20_000 });
  await vi.waitUntil(() => http.asked('GET calls/other').length > 0);
  expect(rows()).toHaveLength(2);
  held.set('gap', shown({ id: 'gap', startedAt: START + 30_000, state: 'ended', isMissed: true }));
  await become('waiting');
  await become('ready');
  await vi.waitUntil(() => rows().length === 3);
  expect(inbox.toasts.shown.value).toEqual([]);
});

/** A log whose server has these calls. */
async function liveLog(held: Map<string, ReturnType<typeof shown>>) {
  const isOf = (filter: string | null, { call: each }: ReturnType<typeof shown>) => filter === 'all' || each.isMissed;
  const desk = openInbox([], {
    answers: {
      'GET telephone/facts': () => ({ canDial: false, hasLines: true }),
      'GET calls': ({ query }) => ({
        calls: [...held.values()]
          .filter(each => isOf(query.get('filter'), each))
          .sort((a, b) => b.call.startedAt - a.call.startedAt),
        cursor: null,
      }),
      ...Object.fromEntries(
        ['now', 'between', 'last', 'old', 'other'].map(id => [`GET calls/${id}`, () => held.get(id)]),
      ),
    },
  });
  desk.welcome();
  const page = await draw(
    desk,
    <>
      <LiveCalls />
      <CallsPage />
    </>,
  );
  await vi.waitUntil(() => page.host.querySelector('.calls-list'));
  return { ...desk, page, become: (state: 'waiting' | 'ready') => act(async () => desk.link.become(state)) };
}

test('CL14 a note that is typed in the log is kept when one turns to other calls', async () => {
  let held = shown(ENDED);
  const { page, http } = await openLog([held], {
    'PATCH calls/one': ({ body }) => {
      held = { ...held, call: { ...held.call, ...(body as object) } };
      return held;
    },
  });
  await page.press('Note');
  await page.type(page.field('Note'), 'Asks for peonies');
  await page.press('Missed');
  await vi.waitUntil(() => held.call.note === 'Asks for peonies');
  expect(http.asked('PATCH calls/one')).toHaveLength(1);
});

test('CL13 the past on an open card is read anew when a call of theirs is another, and not for those of others', async () => {
  const desk = openInbox([], {
    answers: {
      'GET contacts/bolormaa/card': () => answerOf({ conversationId: null }),
      'GET contacts/bolormaa/timeline': () => ({ items: [], cursor: null }),
    },
  });
  desk.welcome();
  await draw(
    desk,
    <>
      <LiveCalls />
      <CardPage id="bolormaa" />
    </>,
  );
  const reads = () => desk.http.asked('GET contacts/bolormaa/timeline').length;
  await vi.waitUntil(() => reads() === 1);
  await act(async () => desk.link.tell({ type: 'call.logged', callId: 'one', contactIds: ['somebody'] }));
  await act(async () => desk.link.tell({ type: 'call.logged', callId: 'one', contactIds: ['bolormaa'] }));
  await vi.waitUntil(() => reads() === 2);
});

test('CL4 a complaint is two presses away in the log, of whom one person is known', async () => {
  const { page, inbox } = await openLog([shown(ENDED), shown({ id: 'two', ...ENDED, contactId: null }, [])]);
  expect(page.hasButton('Make a complaint')).toBe(false);
  await act(async () => {
    inbox.me.value = { ...inbox.me.value, switches: { ...inbox.me.value.switches, customers: true, telephone: true } };
  });
  await page.press('Make a complaint');
  await vi.waitUntil(() => page.host.querySelector('dialog textarea'));
});

test.each([
  ['in order of their beginning', { cursor: 'more', items: [9, 5] }, 7, [9, 7, 5]],
  ['not where its own page has it', { cursor: 'more', items: [9, 5] }, 3, [9, 5]],
  ['at the end of all', { cursor: null, items: [9, 5] }, 3, [9, 5, 3]],
])('CL13 a call is put into the log %s', (_what, { cursor, items }, startedAt, wanted) => {
  const of = (at: number) => shown({ id: `at ${at}`, startedAt: at });
  const after = withCall({ cursor, items: items.map(of) }, of(startedAt), { filter: 'all', meId: 'sarnai' });
  expect(after.items.map(each => each.call.startedAt)).toEqual(wanted);
});

test('CL13 what was read below the first page stays where they meet, and goes where there may be a hole', () => {
  const of = (at: number) => shown({ id: `at ${at}`, startedAt: at });
  const log = { items: [9, 8, 7, 6].map(of), cursor: 'below' };
  const first = (...items: number[]) => withFirstPage(log, { items: items.map(of), cursor: 'first' });
  expect([first(11, 9, 8)].map(({ items, cursor }) => [items.map(each => each.call.startedAt), cursor])).toEqual([
    [[11, 9, 8, 7, 6], 'below'],
  ]);
  expect(first(20, 19)).toEqual({ items: [20, 19].map(of), cursor: 'first' });
});

test('an empty log says how to connect the telephone, to who can', async () => {
  const { page } = await openLog([]);
  await vi.waitUntil(() => page.text.includes('Connect the telephone'));
  expect(page.text).toContain('No calls yet. Connect your telephone system');
});

test('a call in somebody’s past is a line, and a missed one says so', async () => {
  const desk = openInbox();
  const at = { kind: 'call', id: 'one', at: START } as const;
  const page = await draw(desk, <Item item={{ ...at, call: call({ ...ENDED, note: 'Very kind' }) }} />);
  expect(page.text).toContain('Call, 3:12');
  expect(page.text).toContain('Very kind');
  const missed = await draw(desk, <Item item={{ ...at, call: call({ state: 'ended', isMissed: true }) }} />);
  expect(missed.text).toContain('Missed call');
});

test.each([
  [0, '0:00'],
  [59_999, '0:59'],
  [192_000, '3:12'],
  [3_792_000, '1:03:12'],
  [-5, '0:00'],
])('%i ms are %s', (ms, text) => expect(lengthText(ms)).toBe(text));

const LINE = {
  ...{ id: 'line', name: 'Line 2', number: '', siteId: 'site', dialect: 'zammad', lastHeardAt: null },
  rings: { kind: 'everybody' },
} as const;

test('CL12 an owner switches the telephone on, makes a line and sees its secret once; passwords stay when left empty', async () => {
  const answer: TelephoneAnswer = {
    lines: [],
    settings: { ...FIRST_TELEPHONE, recordings: { url: 'https://pbx.example', user: 'desk', password: '' } },
    kept: ['recordings'],
    asterisk: null,
  };
  const desk = openInbox([], {
    answers: {
      'GET telephone': () => answer,
      'GET teams': () => [],
      'GET sites': () => [site({ id: 'site' })],
      'PATCH switches': () => ({ customers: false, telephone: true }),
      'POST telephone/lines': () => ({
        line: LINE,
        secret: 'the-secret',
        addresses: {
          bare: 'https://desk.example/v1/lines/line/calls',
          whole: 'https://desk.example/v1/lines/line/calls/the-secret',
        },
      }),
      'PUT telephone': ({ body }) => ({ ...answer, settings: body }),
    },
  });
  desk.welcome();
  await vi.waitUntil(() => desk.inbox.sites.all.value.length > 0);
  const page = await draw(desk, <TelephonePage />);
  await vi.waitUntil(() => page.text.includes('Add a line'));
  await page.check(page.field('Use the telephone'));
  await vi.waitUntil(() => desk.inbox.me.value.switches.telephone);
  await page.press('Add a line');
  await page.type(page.field('Name'), 'Line 2');
  await page.choose('Telephone system', 'sipgate');
  await page.submit(page.field('Name').closest('form'));
  expect(desk.http.asked('POST telephone/lines')[0]!.body).toEqual({
    ...{ name: 'Line 2', number: '', siteId: 'site', rings: { kind: 'everybody' }, dialect: 'sipgate' },
  });
  await vi.waitUntil(() => page.host.querySelector('.once'));
  const secrets = [...page.host.querySelectorAll<HTMLTextAreaElement>('.once textarea')].map(each => each.value);
  expect(secrets.filter(each => each.includes('the-secret'))).toHaveLength(2);
  await page.type(page.field('Sarnai'), '21, front-desk');
  await page.submit(page.field('Sarnai').closest('form'));
  await vi.waitUntil(() => desk.http.asked('PUT telephone').length > 0);
  const saved = desk.http.asked('PUT telephone')[0]!.body as TelephoneAnswer['settings'];
  expect(saved.extensions.map(each => each.name)).toEqual(['21', 'front-desk']);
  expect(saved.recordings.password).toBe('');
});
