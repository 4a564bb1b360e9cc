// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { PurchaseDialog } from '../../../../inbox/features/purchases/dialog/PurchaseDialog.tsx';
import { CurrencySection } from '../../../../inbox/features/purchases/settings/CurrencySection.tsx';
import { Item } from '../../../../inbox/features/purchases/timeline/Item.tsx';
import { loadWords, speak } from '../../../../inbox/shell/locale.ts';
import type { Purchase } from '../../../../protocol/purchases.ts';
import { draw } from '../../draw.tsx';
import { START } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(async () => {
  await speak('en');
  await loadWords();
  HTMLDialogElement.prototype.showModal ??= () => undefined;
});

const BOUGHT: Purchase = {
  ...{ id: 'tulips', contactId: 'bat', siteId: null, at: START, date: '2026-11-24', timeZone: 'UTC' },
  lines: [{ name: 'Tulips', quantity: 15, price: 300_000 }],
  ...{ currency: 'MNT', total: 4_500_000, employee: { agentId: 'sarnai', name: 'Sarnai' }, source: 'hand' },
  ...{ externalId: null, createdAt: START, updatedAt: START },
};

function open(answers: Answers = {}) {
  const desk = openInbox([], { answers: { 'GET money': () => ({ currency: 'MNT', isChosen: false }), ...answers } });
  desk.welcome();
  return desk;
}

test('PB4 an agent writes down what was bought in the desk’s currency, and mistakes stand at their fields', async () => {
  const desk = open({ 'POST purchases': () => ({ row: 0, status: 201, id: 'p', contactId: 'bat' }) });
  const onClose = vi.fn();
  const view = await draw(desk, <PurchaseDialog contactId="bat" onClose={onClose} />);
  await vi.waitUntil(() => view.hasButton('Add'));
  await view.type(view.field('Price each'), 'cheap');
  await view.submit();
  expect(view.text).toContain('An amount such as 1,250 is wanted.');
  expect(desk.http.calls.some(each => each.what === 'POST purchases')).toBe(false);
  await view.type(view.field('What'), 'Tulips');
  await view.type(view.field('Quantity'), '15');
  await view.type(view.field('Price each'), '3,000');
  await view.type(view.field('Day'), '2026-11-20');
  expect(view.text).toMatch(/Comes to\s*₮\s?45,000/);
  await view.submit();
  await vi.waitUntil(() => onClose.mock.calls.length > 0);
  const [call] = desk.http.calls.filter(each => each.what === 'POST purchases');
  expect(call!.body).toEqual({
    person: { contactId: 'bat' },
    externalId: expect.any(String),
    currency: 'MNT',
    date: '2026-11-20',
    employee: { agentId: 'sarnai' },
    lines: [{ name: 'Tulips', quantity: 15, price: 300_000 }],
  });
});

test('PB4 what was bought stands in the past of its person, and is corrected and removed there', async () => {
  const corrected = { ...BOUGHT, total: 3_000_000, lines: [{ ...BOUGHT.lines[0]!, quantity: 10 }] };
  const desk = open({ 'PATCH purchases/tulips': () => corrected, 'DELETE purchases/tulips': () => null });
  const view = await draw(desk, <Item item={{ kind: 'purchase', id: 'tulips', at: START, purchase: BOUGHT }} />);
  expect(view.text).toMatch(/Bought Tulips 15 × ₮\s?3,000 Sarnai/);
  await view.press('Correct');
  await vi.waitUntil(() => view.hasButton('Save'));
  await view.type(view.field('Quantity'), '10');
  await view.submit();
  await vi.waitUntil(() => view.text.includes('Tulips 10 ×'));
  const [call] = desk.http.calls.filter(each => each.what === 'PATCH purchases/tulips');
  expect(call!.body).not.toHaveProperty('date');
  await view.press('Correct');
  await vi.waitUntil(() => view.hasButton('Remove the purchase'));
  await view.press('Remove the purchase');
  expect(view.text).toContain('It goes from the card, and from every sum.');
  await view.press('Remove the purchase');
  await vi.waitUntil(() => view.text.includes('This purchase was removed.'));
});

test('PB7 an owner chooses the currency of the desk', async () => {
  const desk = open({
    'PUT money': ({ body }) => ({ currency: (body as { currency: string }).currency, isChosen: true }),
  });
  const view = await draw(desk, <CurrencySection />);
  await vi.waitUntil(() => view.text.includes('That of where your first website is'));
  await view.choose('Currency', 'EUR');
  await vi.waitUntil(() => desk.http.calls.some(each => each.what === 'PUT money'));
  expect(desk.http.calls.find(each => each.what === 'PUT money')!.body).toEqual({ currency: 'EUR' });
});
