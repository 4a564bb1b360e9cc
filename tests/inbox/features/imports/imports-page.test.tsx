// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { ImportsPage } from '../../../../inbox/features/imports/settings/ImportsPage.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { ImportPreview, ImportRun } from '../../../../protocol/imports.ts';
import { draw } from '../../draw.tsx';
import { START } from '../../fixtures.ts';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => speak('en'));

const NONE = { added: 0, joined: 0, skipped: 0, wrong: 0 };
const run: ImportRun = {
  ...{ id: 'shop', name: 'shop.csv', size: 100, received: 100, state: 'ready', by: { id: 'ann', name: 'Ann' } },
  ...{
    format: { kind: 'csv', encoding: 'utf-8', separator: ';' },
    preset: null,
    header: ['Кто', 'Утас'],
    hasHeader: true,
  },
  ...{ sample: [['Болд', '99112233']], rows: 3, done: 0, counts: NONE, undone: 0, kept: 0, problem: null },
  plan: { kind: 'people', mapping: ['name', null], hasHeader: true, duplicates: 'join', tag: '' },
  guesses: { people: ['name', null], purchases: [null, 'phone'] },
  ...{ createdAt: START, startedAt: null, endedAt: null },
};
const preview: ImportPreview = {
  counts: { added: 1, joined: 0, skipped: 0, wrong: 1 },
  rows: [
    {
      line: 2,
      outcome: 'added',
      reason: null,
      column: null,
      name: 'Болд',
      phones: ['+97699112233'],
      emails: [],
      more: [],
      contactId: null,
    },
  ],
  mistakes: [
    {
      line: 3,
      outcome: 'wrong',
      reason: 'PHONE_INVALID',
      column: 1,
      name: 'Ганаа',
      phones: [],
      emails: [],
      more: [],
      contactId: null,
    },
  ],
  looked: 2,
};

async function openPage(runs: ImportRun[], answers: Answers = {}) {
  const desk = openInbox([], {
    answers: {
      'GET imports': () => runs,
      'GET contact-fields': () => [],
      'POST imports/shop/preview': () => preview,
      ...answers,
    },
  });
  const page = await draw(desk, <ImportsPage />);
  await vi.waitUntil(() => page.text.includes('shop.csv'));
  return { ...desk, page };
}

test('IM2 columns are chosen with what would come of it in sight, and it runs with what was chosen', async () => {
  const { page, http } = await openPage([run], { 'POST imports/shop/start': () => ({ ...run, state: 'running' }) });
  await page.press('Go on');
  await vi.waitUntil(() => page.text.includes('Row 3: Ганаа This is no phone number. (Утас)'));
  expect(page.text).toContain('New1');
  const column = page.field('Утас') as unknown as HTMLSelectElement;
  column.value = 'phone';
  column.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.waitUntil(() => http.asked('POST imports/shop/preview').length > 1);
  expect(http.asked('POST imports/shop/preview').at(-1)!.body).toMatchObject({ mapping: ['name', 'phone'] });
  await page.submit();
  await vi.waitUntil(() => http.asked('POST imports/shop/start').length > 0);
  expect(http.asked('POST imports/shop/start')[0]!.body).toMatchObject({
    mapping: ['name', 'phone'],
    duplicates: 'join',
  });
  await vi.waitUntil(() => page.text.includes('Running'));
});

test('IM5 an undo asks once more, and names whom it kept', async () => {
  const done = { ...run, state: 'done', done: 3, counts: { ...NONE, added: 2, wrong: 1 } } as const;
  const undone = { ...done, state: 'undone', undone: 1, kept: 1 } as const;
  const kept = { line: 2, outcome: 'kept', reason: null, column: null, contactId: 'bold', name: 'Болд', cells: [] };
  const { page, http } = await openPage([done], {
    'POST imports/shop/undo': () => undone,
    'GET imports/shop/rows': () => ({ rows: [kept], afterLine: null }),
  });
  expect(page.host.querySelector('a[href$="imports/shop/mistakes"]')).not.toBe(null);
  await page.press('Undo');
  expect(http.asked('POST imports/shop/undo')).toEqual([]);
  await page.press('Undo');
  await vi.waitUntil(() => page.text.includes('1 person kept'));
  const details = page.host.querySelector('details')!;
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
  await vi.waitUntil(() => page.text.includes('Болд'));
  expect(details.querySelector('a')!.getAttribute('href')).toBe('/inbox/people/bold');
});

test('IM7 rows may be purchases, whose columns were guessed as well', async () => {
  const { page, http } = await openPage([run]);
  await page.press('Go on');
  await vi.waitUntil(() => http.asked('POST imports/shop/preview').length > 0);
  const kind = page.field('What the rows are') as unknown as HTMLSelectElement;
  kind.value = 'purchases';
  kind.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.waitUntil(() => http.asked('POST imports/shop/preview').length > 1);
  expect(http.asked('POST imports/shop/preview').at(-1)!.body).toMatchObject({
    ...{ kind: 'purchases', mapping: [null, 'phone'] },
  });
  const column = page.field('Кто') as unknown as HTMLSelectElement;
  expect([...column.options].map(each => each.textContent)).toContain('What was bought');
  expect([...column.options].map(each => each.textContent)).not.toContain('Birthday');
});

test('IM3 what moved on meanwhile is said in words of its own', async () => {
  const going = { ...run, state: 'running', done: 1 } as const;
  const refuse = () => {
    throw new ApiError('IMPORT_STATE');
  };
  const { page, inbox } = await openPage([going], { 'POST imports/shop/stop': refuse });
  await page.press('Stop');
  await vi.waitUntil(() => toastsOf(inbox).length > 0);
  expect(toastsOf(inbox)[0]!.text).toContain('moved on meanwhile');
});
