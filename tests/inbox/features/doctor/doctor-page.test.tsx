// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DoctorPage } from '../../../../inbox/features/doctor/DoctorPage.tsx';
import { rowsOf } from '../../../../inbox/features/doctor/rows.ts';
import { loadWords, speak } from '../../../../inbox/shell/locale.ts';
import type { Delivery } from '../../../../protocol/deliveries.ts';
import { type Said, said } from '../../../../protocol/doctor/says.ts';
import type { CheckResult, DoctorReport } from '../../../../protocol/doctor.ts';
import { draw } from '../../draw.tsx';
import { START } from '../../fixtures.ts';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';
import { browserWithPushes, type Wanted } from '../push/browser-with-pushes.ts';

// What the browser finds by itself is proven where there is a server to find it at.
const link = vi.hoisted(() => ({ said: [] as Said[] }));
vi.mock('../../../../protocol/doctor/probe.ts', () => ({
  probeLink: async () => null,
  linkFinding: () => link.said[0],
}));

beforeEach(async () => {
  link.said = [said('linkSocket', { ms: 41 })];
  await speak('en');
});
afterEach(() => speak('en'));

const result = (check: CheckResult['check'], state: CheckResult['state'], ...all: Said[]): CheckResult => ({
  ...{ check, state, at: START, since: START },
  said: all.map(({ code, values }) => ({ code, values: { ...values } })),
});
const spf = said('spfNone', { domain: 'altan.example', record: 'v=spf1 include:mail.example ~all' });
const report = (): DoctorReport => ({
  results: [
    result('link', 'off', said('linkUntried')),
    result('clock', 'off', said('clockAlone')),
    result('store', 'fine', said('storeKept', { ms: 3 }), said('diskFree', { size: 41 * 1024 ** 3 })),
    result('mailDomain', 'broken', spf),
  ],
  serverAt: Date.now(),
});
const letter: Delivery = {
  ...{ id: 'mail-1', kind: 'mail', siteId: null, conversationId: null, event: 'invitation', attempts: 15 },
  ...{ dueAt: START, createdAt: START, isDead: true, problem: '550 no such user' },
};

const KEY = Buffer.alloc(65, 4).toString('base64url');

async function openPage(answers: Answers = {}, storage: Storage | null = null) {
  const desk = openInbox([], {
    storage,
    answers: {
      'GET doctor': report,
      'GET deliveries': () => ({ deliveries: [], cursor: null }),
      'GET push': () => ({ publicKey: KEY, devices: [] }),
      ...answers,
    },
  });
  const page = await draw(desk, <DoctorPage />);
  await vi.waitUntil(() => page.host.querySelector('.check'));
  return { ...desk, page };
}

test('shows what is broken first, with what to do, and the rest in a line each', async () => {
  const { page, inbox } = await openPage();
  const rows = [...page.host.querySelectorAll('.check')].map(each => each.textContent);
  expect(rows[0]).toMatch(/^Your domain’s mail records \(To mend\)since .*altan\.example does not say which servers/);
  expect(page.host.querySelector('.check p b')!.textContent).toBe(spf.values.record);
  expect(rows.slice(1)).toEqual([
    'Live link through your proxy (Fine)WebSocket, 41 ms',
    expect.stringMatching(/^Clocks \(Fine\)\d+ ms from this browser$/),
    'Store (Fine)kept in 3 ms · 41 GB free',
  ]);
  expect(page.text).toContain('1 thing to mend');
  expect(inbox.me.value.toMend).toBe(1);
});

test('looks by itself where nothing was found yet, and again when asked', async () => {
  let looks = 0;
  const { page } = await openPage({
    'GET doctor': () => ({ results: [], serverAt: Date.now() }),
    'POST doctor/look': () => {
      looks += 1;
      const { results, serverAt } = report();
      return { results: looks > 1 ? results.slice(0, 3) : results, serverAt };
    },
  });
  expect(page.text).toContain('1 thing to mend');
  await page.press('Check again');
  await vi.waitUntil(() => page.text.includes('All is well.'));
  expect(looks).toBe(2);
});

test('tells of this browser what it finds: a way that is closed, and a clock that is wrong', () => {
  const { results, serverAt } = report();
  const found = {
    results,
    serverAt,
    link: [said('linkNoSocket')],
    clock: said('clockBrowserOff', { age: 90_000 }),
    push: null,
  };
  expect(rowsOf(found).map(({ check, state }) => `${check} ${state}`)).toEqual([
    'link broken',
    'clock broken',
    'mailDomain broken',
    'store fine',
  ]);
});

const TOLD = { id: 'mine', isCurrent: true };
test.each<[string, { wished: boolean; devices: object[]; browser: Wanted }, string]>([
  [
    'nobody wants to be told by',
    { wished: false, devices: [], browser: {} },
    'Push to browsers (Fine)2 browsers are told',
  ],
  [
    'tells its agent',
    { wished: true, devices: [TOLD], browser: { permission: 'granted', subscribedBy: KEY } },
    'Push to browsers (Fine)2 browsers are told · this one, too',
  ],
  [
    'was told to be silent',
    { wished: true, devices: [TOLD], browser: { permission: 'denied', subscribedBy: KEY } },
    'Push to browsers (To mend)',
  ],
  [
    'has lost its subscription',
    { wished: false, devices: [TOLD], browser: { permission: 'granted' } },
    'Push to browsers (To mend)',
  ],
  [
    'the server has forgotten',
    { wished: true, devices: [], browser: { permission: 'granted', subscribedBy: KEY } },
    'Push to browsers (To mend)',
  ],
])('PU1 a browser that %s', async (_how, { wished, devices, browser }, row) => {
  browserWithPushes(browser);
  localStorage.clear();
  if (wished) localStorage.setItem('deskbell-inbox:push', 'sarnai');
  const { page } = await openPage(
    {
      'GET doctor': () => ({
        results: [result('push', 'fine', said('pushDevices', { n: 2 }))],
        serverAt: Date.now(),
      }),
      'GET push': () => ({ publicKey: KEY, devices }),
    },
    localStorage,
  );
  expect(page.text).toContain(row);
  const link = page.host.querySelector('.check a');
  expect(link?.getAttribute('href') ?? null).toBe(row.endsWith('(To mend)') ? '/inbox/settings/told' : null);
});

test('D6 what was given up and is no webhook is delivered again, or removed', async () => {
  const hook = { ...letter, id: 'hook', kind: 'webhook' };
  const { page, http } = await openPage({
    'GET deliveries': ({ query }) => ({
      // A page that has nothing of what is shown comes first, and the next one is asked for by itself.
      deliveries: query.get('state') === 'waiting' ? [] : [query.has('cursor') ? letter : hook],
      cursor: query.get('state') === 'waiting' || query.has('cursor') ? null : 'more',
    }),
    'DELETE deliveries/mail-1': () => undefined,
  });
  await vi.waitUntil(() => page.text.includes('550 no such user'));
  expect(page.text).toContain('E-mail · Invitation');
  expect(page.host.querySelectorAll('.settings-list li')).toHaveLength(1);
  page.button('Remove').focus();
  await page.press('Remove');
  await vi.waitUntil(() => !page.text.includes('550 no such user'));
  expect(http.asked('DELETE')).toHaveLength(1);
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('What did not leave'));
});

test('DR3 owners are told wherever they are, in their language', async () => {
  const desk = openInbox();
  desk.welcome();
  await speak('ru');
  desk.link.tell({ type: 'doctor.told', changes: [{ check: 'store', isBroken: true }], toMend: 2 });
  expect(desk.inbox.me.value.toMend).toBe(2);
  await vi.waitUntil(() => toastsOf(desk.inbox).length > 0);
  await loadWords();
  expect(toastsOf(desk.inbox).at(-1)).toMatchObject({ tone: 'failed', text: expect.stringMatching(/^Хранилище: /) });
});
