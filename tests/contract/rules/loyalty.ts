import { expect, test } from 'vitest';
import type { AuditRow } from '../../../protocol/audit.ts';
import { balanceOf, rowId } from '../../../server/features/loyalty/rules.ts';
import type { LedgerRecord } from '../../../server/features/loyalty/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { DAY, NOON, newId, person, setScene } from '../scene.ts';
import { newPurchase } from './purchases.ts';

export const correctionAct = (): AuditRow => ({
  ...{ id: newId('audit'), at: NOON, who: { kind: 'system' }, what: 'bonus.corrected' },
  ...{ on: { kind: 'contact', id: 'nobody', text: '' }, from: null, siteId: null },
});

export function newCorrection(fields: Partial<LedgerRecord> = {}): LedgerRecord {
  const key = { kind: 'corrected', cause: `hand ${newId('correction')}` } as const;
  return {
    ...{ id: rowId(key), ...key, contactId: 'nobody', delta: 1_000, currency: 'MNT', at: NOON, purchaseId: null },
    ...{ expiresAt: null, dueAt: null, reason: 'Бэлэг', byName: 'Оюун', terms: null },
    ...fields,
  };
}

const TERMS = { percent: 10, services: [], months: 1 };
const LINES = [{ name: 'Cut', quantity: 1, price: 10_000 }];

/** LY1 to LY6: rows that are written in the step of their cause. */
export function loyaltyRules(store: () => Store): void {
  const worth = (fields: object) => newPurchase({ lines: LINES, total: 10_000, ...fields });
  const balance = async (...contactIds: string[]) => balanceOf(await store().loyalty.rows(contactIds), 'MNT');
  const kinds = async (contactId: string) => (await store().loyalty.rows([contactId])).map(each => each.kind);
  const give = (contactId: string, delta: number) =>
    store().loyalty.correct(newCorrection({ contactId, delta }), correctionAct());

  test('LY1 a purchase earns in its step, once however often it is brought', async () => {
    const contactId = await person(store());
    const purchase = worth({ contactId, externalId: newId('order') });
    const again = () => store().purchases.add([{ ...purchase, id: newId('purchase') }], { terms: TERMS, spend: 0 });
    await store().purchases.add([purchase], { terms: TERMS, spend: 0 });
    await Promise.all([again(), again(), again()]);
    expect(await store().loyalty.rows([contactId])).toMatchObject([
      { kind: 'earned', delta: 1_000, cause: purchase.id, terms: TERMS, expiresAt: Date.UTC(2025, 6, 2, 12) },
    ]);
    await store().purchases.add([worth({ contactId })]);
    await store().purchases.add([worth({ contactId })], { terms: null, spend: 0 });
    expect(await balance(contactId)).toBe(1_000);
  });

  test('LY2 of many tills at once none spends what another one spent', async () => {
    const contactId = await person(store());
    await give(contactId, 1_000);
    const tills = Array.from({ length: 12 }, () =>
      store().purchases.add([worth({ contactId })], { terms: null, spend: 300 }),
    );
    const done = await Promise.allSettled(tills);
    expect(done.filter(each => each.status === 'fulfilled')).toHaveLength(3);
    const refused = done.flatMap(each => (each.status === 'rejected' ? each.reason : []));
    for (const each of refused)
      expect(each).toMatchObject({ code: 'FIELD_INVALID', fields: { spend: 'FIELD_INVALID' } });
    expect(await balance(contactId)).toBe(100);
    // Whoever was refused has bought nothing.
    expect(await store().purchases.before({ contactIds: [contactId], siteIds: null }, null, 20)).toHaveLength(3);
  });

  test('LY3 a purchase that is corrected or removed moves what it earned and cost', async () => {
    const contactId = await person(store());
    await give(contactId, 2_000);
    const purchase = worth({ contactId });
    await store().purchases.add([purchase], { terms: TERMS, spend: 2_000 });
    expect(await balance(contactId)).toBe(800);
    const dearer = { ...purchase, lines: [{ ...LINES[0]!, price: 20_000 }], total: 20_000, updatedAt: NOON + 1 };
    await store().purchases.replace(purchase, dearer, correctionAct());
    expect(await balance(contactId)).toBe(1_800);
    const elsewhere = { ...dearer, currency: 'USD', updatedAt: NOON + 2 };
    await store().purchases.replace(dearer, elsewhere, correctionAct());
    expect(await balance(contactId)).toBe(0);
    // One that was read before counts for nothing.
    expect(await store().purchases.replace(dearer, { ...dearer, updatedAt: NOON + 3 }, correctionAct())).toBe(null);
    const removed = await Promise.all([1, 2, 3].map(() => store().purchases.delete(purchase.id, correctionAct())));
    expect(removed.filter(Boolean)).toHaveLength(1);
    expect(await balance(contactId)).toBe(2_000);
    expect(await kinds(contactId)).toContain('refunded');
  });

  test('LY4 what is left of what was earned runs out once, and is not spent afterwards', async () => {
    const contactId = await person(store());
    await store().purchases.add([worth({ contactId })], { terms: TERMS, spend: 0 });
    await store().purchases.add([worth({ contactId, createdAt: NOON + 1, at: NOON + 1 })], { terms: null, spend: 400 });
    const later = NOON + 40 * DAY;
    const late = worth({ contactId, createdAt: later, at: later });
    await expect(store().purchases.add([late], { terms: null, spend: 1 })).rejects.toMatchObject({
      code: 'FIELD_INVALID',
    });
    await Promise.all([store().loyalty.sweep(later), store().loyalty.sweep(later)]);
    await store().loyalty.sweep(later);
    expect(await kinds(contactId)).toEqual(['earned', 'spent', 'expired']);
    expect(await balance(contactId)).toBe(0);
  });

  test('LY3 LY4 what ran out is not taken a second time when its purchase is corrected or removed', async () => {
    const contactId = await person(store());
    const purchase = worth({ contactId });
    await store().purchases.add([purchase], { terms: TERMS, spend: 0 });
    await store().loyalty.sweep(NOON + 400 * DAY);
    expect(await kinds(contactId)).toEqual(['earned', 'expired']);
    const cheaper = { ...purchase, lines: [{ ...LINES[0]!, price: 5_000 }], total: 5_000, updatedAt: NOON + 1 };
    await store().purchases.replace(purchase, cheaper, correctionAct());
    expect(await balance(contactId)).toBe(0);
    expect(await store().purchases.delete(purchase.id, correctionAct())).toBeTruthy();
    expect(await balance(contactId)).toBe(0);
  });

  test('LY5 a correction by hand is made once, and never below zero', async () => {
    const contactId = await person(store());
    const correction = newCorrection({ contactId });
    const all = await Promise.all([1, 2, 3].map(() => store().loyalty.correct(correction, correctionAct())));
    expect(all).toEqual([correction, correction, correction]);
    expect(await balance(contactId)).toBe(1_000);
    await expect(store().loyalty.correct({ ...correction, delta: 1 }, correctionAct())).rejects.toMatchObject({
      code: 'CLIENT_ID_REUSED',
    });
    await expect(give(contactId, -1_001)).rejects.toMatchObject({ code: 'FIELD_INVALID' });
    await give(contactId, -1_000);
    expect(await balance(contactId)).toBe(0);
    await expect(give('nobody', 1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('LY6 a card spends what all of it have, and erasing takes the rows along', async () => {
    const scene = await setScene(store());
    const [ann, bob] = [await scene.visitor(), await scene.visitor()];
    await give(ann.contactId, 600);
    await give(bob.contactId, 600);
    const spend = (contactId: string, sum: number) =>
      store().purchases.add([worth({ contactId })], { terms: null, spend: sum });
    await expect(spend(ann.contactId, 1_000)).rejects.toMatchObject({ code: 'FIELD_INVALID' });
    const [one, other] = await Promise.all([ann, bob].map(each => store().contacts.find(each.contactId)));
    await store().contacts.merge({
      ...{ id: newId('merge'), winnerId: ann.contactId, loserId: bob.contactId, at: NOON, choices: {} },
      ...{ versions: { winner: one!.version, loser: other!.version }, by: { kind: 'agent', id: 'a', name: 'A' } },
    } as never);
    const tills = await Promise.allSettled([
      spend(ann.contactId, 1_000),
      spend(bob.contactId, 1_000),
      spend(bob.contactId, 1_000),
    ]);
    expect(tills.filter(each => each.status === 'fulfilled')).toHaveLength(1);
    expect(await balance(ann.contactId, bob.contactId)).toBe(200);
    expect(await store().privacy.held(bob.contactId)).toMatchObject({ rows: { loyaltyRows: expect.any(Array) } });
  });
}
