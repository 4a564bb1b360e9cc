// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { Bonus } from '../../../../inbox/features/loyalty/card/Bonus.tsx';
import { CounterPage } from '../../../../inbox/features/loyalty/counter/CounterPage.tsx';
import { Sharing } from '../../../../inbox/features/loyalty/Sharing.tsx';
import { LoyaltySection } from '../../../../inbox/features/loyalty/settings/LoyaltySection.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import { LOYALTY_DEFAULTS, type LoyaltyGlance } from '../../../../protocol/loyalty.ts';
import { draw } from '../../draw.tsx';
import { contactSummary, START } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => speak('en'));

const GOLD = { name: 'Gold', fromSum: 100, percentDiscount: 10 };
const glance = (name: string): LoyaltyGlance => ({
  contact: { ...contactSummary(name), id: name, name },
  ...{
    currency: 'MNT',
    balance: 500_000,
    bought: 9_000_000,
    level: GOLD,
    mostPercent: 50,
    usual: 'Cut',
    referralCode: null,
  },
});

async function openCounter(people: LoyaltyGlance[], answers: Answers = {}) {
  const sold = { purchaseId: 'bought', contactId: 'Bat', currency: 'MNT', discount: 100_000, spent: 450_000 };
  const desk = openInbox([], {
    answers: {
      'GET loyalty': () => ({ people }),
      'GET money': () => ({ currency: 'MNT', isChosen: true }),
      'POST loyalty/sales': () => ({ ...sold, toPay: 450_000, earned: 22_500, balance: 72_500 }),
      ...answers,
    },
  });
  const page = await draw(desk, <CounterPage id={null} />);
  await page.type(page.field('Telephone number'), '99112233');
  await page.submit();
  return { ...desk, page };
}

test('LY7 a number, an amount, done: what is to be paid stands there', async () => {
  const { page, http } = await openCounter([glance('Bat')]);
  await vi.waitUntil(() => page.text.includes('Gold'));
  expect(http.asked('GET loyalty')[0]!.query.get('phone')).toBe('99112233');
  expect(page.text).toMatch(/Bat.*Balance₮\s?5,000.*Gold · 10 %.*Cut/);
  await page.type(page.field('Amount, MNT'), '10,000');
  await page.press('All of it');
  await page.submit();
  await vi.waitUntil(() => page.text.includes('To pay'));
  expect(http.asked('POST loyalty/sales')[0]!.body).toEqual({
    ...{ clientId: expect.any(String), person: { contactId: 'Bat' }, amount: 1_000_000, spend: 450_000, what: 'Cut' },
  });
  expect(page.text).toMatch(/To pay₮\s?4,500/);
  expect(page.field('Telephone number').value).toBe('');
});

test('LY7 what is refused stays typed, and is sent again as the same sale', async () => {
  let isDown = true;
  const { page, http } = await openCounter([glance('Bat')], {
    'POST loyalty/sales': () => {
      if (isDown) throw new ApiError('FIELD_INVALID', { spend: 'FIELD_INVALID' });
      return {
        purchaseId: 'b',
        contactId: 'Bat',
        currency: 'MNT',
        discount: 0,
        spent: 0,
        toPay: 1,
        earned: 0,
        balance: 0,
      };
    },
  });
  await vi.waitUntil(() => page.text.includes('Gold'));
  await page.type(page.field('Amount, MNT'), 'much');
  await page.submit();
  await vi.waitUntil(() => page.text.includes('An amount such as 1,250'));
  await page.type(page.field('Amount, MNT'), '100');
  await page.submit();
  await vi.waitUntil(() => page.text.includes('may be paid with bonus.'));
  isDown = false;
  await page.submit();
  await vi.waitUntil(() => page.text.includes('To pay'));
  const [first, second] = http.asked('POST loyalty/sales').map(each => each.body);
  expect(second).toEqual(first);
});

test('LY6 LY7 of a family one is chosen, and who is new is sold to by number and name', async () => {
  const family = await openCounter([glance('Bat'), glance('Sarnai')]);
  await vi.waitUntil(() => family.page.text.includes('Who is it?'));
  expect(family.page.text).toContain('Sarnai');
  const fresh = await openCounter([]);
  await vi.waitUntil(() => fresh.page.text.includes('Nobody has this number yet'));
  await fresh.page.type(fresh.page.field('Name'), 'Oyu');
  await fresh.page.type(fresh.page.field('Amount, MNT'), '10');
  await fresh.page.submit();
  await vi.waitUntil(() => fresh.page.text.includes('To pay'));
  expect(fresh.http.asked('POST loyalty/sales')[0]!.body).toMatchObject({
    ...{ person: { phone: '99112233', name: 'Oyu' }, spend: 0, what: 'Sale' },
  });
});

test('LY5 on the card a balance is corrected with a reason', async () => {
  const key = { contactId: 'Bat', currency: 'MNT', cause: 'c', at: START, expiresAt: null, purchaseId: null };
  const rows = [{ id: 'row', kind: 'corrected', delta: -100, reason: 'Mistaken', byName: 'Oyu', ...key }];
  const desk = openInbox([], {
    answers: {
      'GET contacts/Bat/loyalty': () => ({ ...glance('Bat'), rows }),
      'POST contacts/Bat/loyalty': () => rows[0],
    },
  });
  const page = await draw(desk, <Bonus contactId="Bat" />);
  await vi.waitUntil(() => page.text.includes('Mistaken'));
  await page.press('Correct');
  await page.type(page.field('More or less, MNT'), '-500');
  await page.type(page.field('Reason'), 'Counted twice');
  await page.submit();
  await vi.waitUntil(() => page.hasButton('Correct'));
  expect(desk.http.asked('POST contacts/Bat/loyalty')[0]!.body).toMatchObject({
    delta: -50_000,
    reason: 'Counted twice',
  });
});

test('LY1 an owner sets the rules, and what can not be read keeps what was typed', async () => {
  const desk = openInbox([], {
    answers: {
      'GET loyalty/settings': () => LOYALTY_DEFAULTS,
      'GET money': () => ({ currency: 'MNT', isChosen: true }),
      'PUT loyalty/settings': ({ body }) => body,
    },
  });
  const page = await draw(desk, <LoyaltySection />);
  await vi.waitUntil(() => page.hasButton('Save'));
  await page.type(page.field('Levels'), 'Gold | much');
  await page.submit();
  expect(desk.http.asked('PUT loyalty/settings')).toEqual([]);
  expect(page.field('Levels').value).toBe('Gold | much');
  await page.type(page.field('Levels'), 'Gold | ٥٠٠٠ | 10 %');
  await page.type(page.field('Other percents'), 'Colouring | 10');
  await page.type(page.field('Months until it runs out'), '');
  await page.type(page.field('Bonus for bringing somebody, MNT'), '2,000');
  await page.submit();
  await vi.waitUntil(() => desk.http.asked('PUT loyalty/settings').length > 0);
  expect(desk.http.asked('PUT loyalty/settings')[0]!.body).toEqual({
    ...{ percent: 5, mostPercent: 50, months: null, services: [{ name: 'Colouring', percent: 10 }] },
    levels: [{ name: 'Gold', fromSum: 500_000, percentDiscount: 10 }],
    referral: { referrer: 200_000, newcomer: 0 },
  });
});

test('LY12 the link is sent by one press: by which way is said, or that there is none', async () => {
  let hasWay = true;
  const desk = openInbox([], {
    answers: {
      'POST contacts/Bat/loyalty/link/send': () => ({ way: hasWay ? 'sms' : null }),
    },
  });
  const view = await draw(desk, <Sharing glance={glance('Bat')} />);
  const told = () => desk.inbox.toasts.shown.value.map(each => each.text);
  await view.press('Send them the link');
  await vi.waitUntil(() => told().includes('Sent by SMS'));
  hasWay = false;
  await view.press('Send them the link');
  await vi.waitUntil(() => told().some(each => each.startsWith('They have no address')));
  const ids = desk.http
    .asked('POST contacts/Bat/loyalty/link/send')
    .map(each => (each.body as { clientId: string }).clientId);
  expect(new Set(ids).size).toBe(2);
});
