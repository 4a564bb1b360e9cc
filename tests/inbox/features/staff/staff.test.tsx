// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { StaffPage } from '../../../../inbox/features/staff/settings/StaffPage.tsx';
import {
  dayOffProblems,
  draftOf,
  mistakesOf,
  nextDate,
  shiftProblems,
} from '../../../../inbox/features/staff/settings/typed.ts';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Employee, Resource } from '../../../../protocol/staff.ts';
import { draw } from '../../draw.tsx';
import { START, site } from '../../fixtures.ts';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';
import { employee, resource, service } from '../services/fixtures.ts';

/** What a shop begins with where the weekend is Saturday and Sunday. */
const USUAL_WEEK = [0, 1, 2, 3, 4, 5, 6].map(day => (day < 5 ? [{ from: '09:00', to: '18:00' }] : []));

beforeEach(() => speak('en'));

async function openPage(employees: Employee[], answers: Answers = {}, resources: Resource[] = []) {
  const desk = openInbox([], {
    answers: {
      'GET sites': () => [site({ id: 'site', locale: 'en', timeZone: 'Asia/Ulaanbaatar', hours: null })],
      'GET staff': () => ({ employees }),
      'GET services': () => ({ currency: 'MNT', services: [service('Cut'), service('Colour', { staffIds: ['Oyu'] })] }),
      'GET resources': () => ({ resources }),
      ...answers,
    },
  });
  desk.welcome();
  await vi.waitUntil(() => desk.inbox.sites.all.value.length > 0);
  const page = await draw(desk, <StaffPage />);
  await vi.waitUntil(() => page.hasButton('Add an employee'));
  return { ...desk, page };
}

test('WK1 the first employee has a name and the usual hours, and does what they are said to do', async () => {
  const hired: Employee[] = [];
  const { page, http } = await openPage(hired, {
    'POST staff'({ body }) {
      hired.push(employee('made', body as Partial<Employee>));
      return hired[0];
    },
    'PUT staff/made/services': () => undefined,
  });
  expect(page.text).toContain('Nobody works here yet. Add yourself first');
  expect(page.text).toContain('Asia/Ulaanbaatar');
  await page.press('Add an employee');
  await page.type(page.field('Name'), 'Nora');
  expect(page.text, 'everybody does it').not.toContain('Cut');
  await page.check(page.field('Colour'));
  await page.submit();
  expect(http.asked('POST staff')[0]!.body).toMatchObject({ name: 'Nora', week: USUAL_WEEK, agentId: null });
  await vi.waitUntil(() => http.asked('PUT staff/made/services').length > 0);
  expect(http.asked('PUT staff/made/services')[0]!.body).toEqual({ serviceIds: ['Colour'] });
  await vi.waitUntil(() => page.text.includes('Mon, Tue, Wed, Thu, Fri'));
});

test('WK2 shifts, breaks and days off are planned, and only what changed is sent', async () => {
  const { page, http } = await openPage([employee('Nora')], {
    'PATCH staff/Nora': ({ body }) => ({ ...employee('Nora'), ...(body as object), version: 2 }),
  });
  await page.press('Edit');
  await page.press('Add a date');
  await page.press('Add days off');
  await page.type(page.field('Reason, for the desk alone'), 'Wedding');
  await page.submit();
  await vi.waitUntil(() => http.asked('PATCH staff/Nora').length > 0);
  expect(http.asked('PATCH staff/Nora')[0]!.body).toEqual({
    version: 1,
    shifts: [{ date: '2026-11-25', spans: [{ from: '10:00', to: '19:00' }] }],
    daysOff: [{ from: '2026-11-25', to: '2026-11-25', name: 'Wedding' }],
  });
});

test('WK1 who is second is told, and what they typed stays', async () => {
  let version = 1;
  const { page, http } = await openPage([employee('Nora')], {
    'GET staff': () => ({ employees: [employee('Nora', { version })] }),
    'PATCH staff/Nora': ({ body }) => {
      if ((body as { version: number }).version !== version) throw new ApiError('ALREADY_CLAIMED');
      return { ...employee('Nora'), ...(body as object) };
    },
  });
  await page.press('Edit');
  version = 3;
  await page.type(page.field('Name'), 'Nora B.');
  await page.submit();
  await vi.waitUntil(() => page.text.includes('Somebody else changed this while you typed.'));
  expect(page.field('Name').value).toBe('Nora B.');
  await page.submit();
  await vi.waitUntil(() => http.asked('PATCH staff/Nora').length === 2);
  expect(http.asked('PATCH staff/Nora')[1]!.body).toEqual({ version: 3, name: 'Nora B.' });
});

test('WK6 who is named is kept, and a room that is gone can come back', async () => {
  const { page, inbox, http } = await openPage(
    [employee('Nora')],
    {
      'DELETE staff/Nora': () => ({ outcome: 'archived' }),
      'PATCH resources/Laser': () => resource('Laser'),
      'POST resources': ({ body }) => resource('made', body as Partial<Resource>),
    },
    [resource('Laser', { isActive: false })],
  );
  await vi.waitUntil(() => page.text.includes('out of use'));
  await page.press('Use again');
  await vi.waitUntil(() => http.asked('PATCH resources/Laser').length > 0);
  expect(http.asked('PATCH resources/Laser')[0]!.body).toEqual({ version: 1, isActive: true });
  await page.press('Add a room or chairs');
  await page.type(page.field('How many places'), '0');
  await page.submit();
  expect(page.text).toContain('Please fill this in.');
  await page.type(page.field('What it is'), 'Chair');
  await page.submit();
  expect(page.text).toContain('A whole number is needed, 1 to 50.');
  await page.type(page.field('How many places'), '३');
  await page.submit();
  await vi.waitUntil(() => http.asked('POST resources').length > 0);
  expect(http.asked('POST resources')[0]!.body).toEqual({ name: 'Chair', places: 3 });
  const [, remove] = [...page.host.querySelectorAll<HTMLElement>('ol button')].filter(
    each => each.textContent === 'Edit' || each.textContent === 'Remove',
  );
  await page.check(remove!);
  await page.check(remove!);
  await vi.waitUntil(() => toastsOf(inbox).some(each => each.text.startsWith('A service names them still')));
});

test('a plan says what is wrong with each of its dates', () => {
  const spans = [{ from: '10:00', to: '19:00' }];
  const shifts = [
    { date: '2026-12-01', spans },
    { date: '2026-12-01', spans },
    { date: '', spans },
    { date: '2026-12-02', spans: [{ from: '10:00', to: '10:00' }] },
  ];
  expect([...shiftProblems(shifts)]).toEqual([
    [1, 'dateTwice'],
    [2, 'dateMissing'],
    [3, 'hoursWanted'],
  ]);
  const days = [
    { from: '2026-12-02', to: '2026-12-01', name: '' },
    { from: '', to: '2026-12-01', name: '' },
    { from: '2026-12-01', to: '2026-12-01', name: '' },
  ];
  expect([...dayOffProblems(days)]).toEqual([
    [0, 'orderWanted'],
    [1, 'dateMissing'],
  ]);
  expect(mistakesOf({ ...draftOf(null, null), shifts, daysOff: days })).toEqual({
    ...{ name: 'FIELD_REQUIRED', shifts: 'FIELD_INVALID', daysOff: 'FIELD_INVALID' },
  });
  expect(nextDate(['2026-12-31', '2026-11-30'], START)).toBe('2027-01-01');
});

test('a new employee begins with the shop’s hours', () => {
  const shop = USUAL_WEEK.map(() => [{ from: '08:00', to: '20:00' }]);
  expect(draftOf(null, shop).week).toEqual(shop);
  expect(
    draftOf(
      null,
      USUAL_WEEK.map(() => []),
    ).week,
  ).toEqual(USUAL_WEEK);
});
