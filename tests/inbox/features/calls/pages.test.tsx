// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { CallsPage } from '../../../../inbox/features/calls/page/CallsPage.tsx';
import { TelephonePage } from '../../../../inbox/features/calls/settings/TelephonePage.tsx';
import { lengthText } from '../../../../inbox/features/calls/text.ts';
import { Item } from '../../../../inbox/features/calls/timeline/Item.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { TelephoneAnswer } from '../../../../protocol/telephone.ts';
import { FIRST_TELEPHONE } from '../../../../server/features/calls/settings.ts';
import { draw } from '../../draw.tsx';
import { START, site } from '../../fixtures.ts';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';
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
  const { page, http, inbox } = await openLog(
    [
      shown({ ...ENDED, note: 'Asked about a grave', outcome: 'settled', hasRecording: true }),
      shown({ id: 'two', state: 'ended', isMissed: true, number: '', shownNumber: '', contactId: null }, []),
    ],
    { 'POST calls/dial': () => ({ isDialled: true, problem: '' }) },
  );
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
  await page.press('Call');
  expect(http.asked('POST calls/dial')[0]!.body).toEqual({ number: '+97699112233', siteId: 'site' });
  await vi.waitUntil(() => toastsOf(inbox)[0]?.text === 'Your telephone rings first.');
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
