import { expect, test } from 'vitest';
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Coupon } from '../../../protocol/coupons.ts';
import { balanceOf } from '../../../server/features/loyalty/rules.ts';
import type { Store } from '../../../server/store/store.ts';
import { DAY, NOON, newId, person } from '../scene.ts';
import { correctionAct, newCorrection } from './loyalty.ts';
import { newPurchase } from './purchases.ts';

export const couponAct = (): AuditRow => ({ ...correctionAct(), what: 'coupons.made' });

export function newCoupon(fields: Partial<Coupon> = {}): Omit<Coupon, 'code'> {
  const by = { id: 'bold', name: 'Болд' };
  return {
    ...{ kind: 'percent', percent: 10, amount: null, currency: null, uses: 1, used: 0, amountLeft: null, service: '' },
    ...{ until: NOON + 30 * DAY, note: 'Хавар', batchId: newId('batch'), contactId: null, list: null, offAt: null },
    ...{ createdAt: NOON, madeBy: by, usedAt: null, usedBy: null, ...fields },
  };
}

/** CU1 to CU5: coupons and certificates. */
export function couponRules(store: () => Store): void {
  const by = { id: 'bold', name: 'Болд' };
  const make = async (fields: Partial<Coupon> = {}, count = 1) => {
    const codes = Array.from({ length: count + 2 }, () => newId('CODE').toUpperCase());
    return store().coupons.make({ first: newCoupon(fields), codes, count, row: couponAct() });
  };
  const one = async (fields: Partial<Coupon> = {}) => (await make(fields))[0]!.code;
  const certificate = (amount: number) =>
    one({ kind: 'certificate', percent: null, amount, amountLeft: amount, currency: 'MNT', uses: null });
  const use = (code: string, key = newId('press'), fields: object = {}) =>
    store().coupons.use({ ...{ code, key, amount: null, purchaseId: null, contactId: null, by, at: NOON }, ...fields });
  const sale = (code: string, amount: number) => ({ terms: null, spend: 0, coupon: { code, amount, by } });
  const outcomes = (all: PromiseSettledResult<unknown>[]) => ({
    won: all.filter(each => each.status === 'fulfilled').length,
    codes: [...new Set(all.flatMap(each => (each.status === 'rejected' ? each.reason.code : [])))],
  });

  test('CU1 a batch is made once, under codes that nobody has', async () => {
    const first = newCoupon();
    const codes = [1, 2, 3, 4].map(() => newId('CODE'));
    const order = { first, codes, count: 3, row: couponAct() };
    const all = await Promise.all([1, 2, 3].map(() => store().coupons.make({ ...order, row: couponAct() })));
    expect(all[0]).toHaveLength(3);
    expect([all[1], all[2]]).toEqual([all[0], all[0]]);
    expect(await store().coupons.ofBatch(first.batchId!)).toEqual(all[0]);
    const other = { ...order, first: { ...first, percent: 20 }, row: couponAct() };
    await expect(store().coupons.make(other)).rejects.toMatchObject({ code: 'CLIENT_ID_REUSED' });
    const taken = { first: newCoupon(), codes: codes.slice(0, 1), count: 1, row: couponAct() };
    await expect(store().coupons.make(taken)).rejects.toMatchObject({ code: 'ALREADY_CLAIMED' });
  });

  test('CU2 of a hundred who use one at once, one does', async () => {
    const code = await one();
    const all = await Promise.allSettled(Array.from({ length: 100 }, () => use(code)));
    expect(outcomes(all)).toEqual({ won: 1, codes: ['ALREADY_CLAIMED'] });
    expect(await store().coupons.find(code)).toMatchObject({ used: 1, usedAt: NOON, usedBy: by });
    expect(await store().coupons.uses(code, 10)).toHaveLength(1);
  });

  test('CU2 one of three uses is used three times, and a press that is sent again once', async () => {
    const code = await one({ uses: 3 });
    const presses = await Promise.all([1, 2, 3].map(() => use(code, 'the same')));
    expect(presses.map(each => each.coupon.used)).toEqual([1, 1, 1]);
    const all = await Promise.allSettled(Array.from({ length: 9 }, () => use(code)));
    expect(outcomes(all)).toEqual({ won: 2, codes: ['ALREADY_CLAIMED'] });
    expect((await use(code, 'the same')).redemption.at).toBe(NOON);
  });

  test('CU3 a certificate is spent in parts, and never beyond what it holds', async () => {
    const code = await certificate(1_000);
    const all = await Promise.allSettled(Array.from({ length: 12 }, () => use(code, newId('press'), { amount: 300 })));
    expect(outcomes(all)).toEqual({ won: 3, codes: ['ALREADY_CLAIMED'] });
    expect(await store().coupons.find(code)).toMatchObject({ amountLeft: 100, used: 3 });
    await use(code, newId('press'), { amount: 100 });
    await expect(use(code, newId('press'), { amount: 1 })).rejects.toMatchObject({ code: 'ALREADY_CLAIMED' });
    await expect(use(await certificate(5))).rejects.toMatchObject({ fields: { amount: 'FIELD_INVALID' } });
  });

  test('CU3 CU4 a purchase uses one in its step, and gives it back when it is removed', async () => {
    const contactId = await person(store());
    const code = await one();
    const buy = (amount = 50) => {
      const purchase = newPurchase({ contactId });
      return store().purchases.add([purchase], sale(code, amount));
    };
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => buy()));
    expect(outcomes(all)).toEqual({ won: 1, codes: ['ALREADY_CLAIMED'] });
    // Whoever was refused has bought nothing.
    const [bought, ...more] = await store().purchases.before({ contactIds: [contactId], siteIds: null }, null, 20);
    expect(more).toEqual([]);
    const { id } = bought!;
    expect(await store().coupons.ofPurchase(id)).toMatchObject([
      { coupon: { code, used: 1 }, redemption: { purchaseId: id, contactId, amount: 50, undoneAt: null } },
    ]);
    await Promise.all([1, 2].map(() => store().purchases.delete(id, correctionAct())));
    expect(await store().coupons.find(code)).toMatchObject({ used: 0, usedAt: null, usedBy: null });
    expect(await store().coupons.uses(code, 10)).toMatchObject([{ undoneAt: NOON }]);
    expect(await store().coupons.ofPurchase(id)).toEqual([]);
    await buy();
    expect(await store().coupons.find(code)).toMatchObject({ used: 1 });
  });

  test('CU4 what a certificate paid too much goes back to it', async () => {
    const contactId = await person(store());
    const code = await certificate(10_000);
    const lines = [{ name: 'Cut', quantity: 1, price: 8_000 }];
    const purchase = newPurchase({ contactId, lines, total: 8_000 });
    await store().purchases.add([purchase], sale(code, 8_000));
    const less = { ...purchase, lines: [{ ...lines[0]!, price: 5_000 }], total: 5_000, updatedAt: NOON + 1 };
    await store().purchases.replace(purchase, less, correctionAct());
    expect(await store().coupons.find(code)).toMatchObject({ amountLeft: 5_000 });
    await store().purchases.delete(purchase.id, correctionAct());
    expect(await store().coupons.find(code)).toMatchObject({ amountLeft: 10_000, used: 0 });
  });

  test('CU2 a press that comes with another amount is told so, and another press counts', async () => {
    const code = await certificate(1_000);
    await use(code, 'first', { amount: 100 });
    expect((await use(code, 'first', { amount: 100 })).coupon.amountLeft).toBe(900);
    await expect(use(code, 'first', { amount: 50 })).rejects.toMatchObject({ code: 'CLIENT_ID_REUSED' });
    await use(code, 'second', { amount: 50 });
    expect(await store().coupons.find(code)).toMatchObject({ amountLeft: 850, used: 2 });
  });

  test('CU4 LY3 certificate and bonus pay together what they paid at first, as far as there is so much to pay', async () => {
    const contactId = await person(store());
    await store().loyalty.correct(newCorrection({ contactId, delta: 500 }), correctionAct());
    const code = await certificate(500);
    let now = newPurchase({ contactId, lines: [{ name: 'Cut', quantity: 1, price: 1_000 }], total: 1_000 });
    await store().purchases.add([now], { ...sale(code, 500), spend: 500 });
    const held = async () => [
      (await store().coupons.find(code))!.amountLeft,
      balanceOf(await store().loyalty.rows([contactId]), 'MNT'),
    ];
    const comesTo = async (total: number, currency = 'MNT') => {
      const lines = [{ name: 'Cut', quantity: 1, price: total }];
      const after = { ...now, lines, total, currency, updatedAt: now.updatedAt + 1 };
      await store().purchases.replace(now, after, correctionAct());
      now = after;
      return held();
    };
    expect(await held()).toEqual([0, 0]);
    // The certificate pays first.
    expect(await comesTo(600)).toEqual([0, 400]);
    expect(await comesTo(200)).toEqual([300, 500]);
    // A slip of the hand that is made good.
    expect(await comesTo(1_000)).toEqual([0, 0]);
    expect(await comesTo(5_000)).toEqual([0, 0]);
    expect(await comesTo(10, 'USD')).toEqual([0, 0]);
    expect(await comesTo(600)).toEqual([0, 400]);
    await store().purchases.delete(now.id, correctionAct());
    expect(await held()).toEqual([500, 500]);
  });

  test('CU4 what somebody else has spent of a certificate meanwhile is not taken again', async () => {
    const contactId = await person(store());
    const code = await certificate(1_000);
    const lines = [{ name: 'Cut', quantity: 1, price: 1_000 }];
    const purchase = newPurchase({ contactId, lines, total: 1_000 });
    await store().purchases.add([purchase], sale(code, 1_000));
    const slip = { ...purchase, total: 100, updatedAt: NOON + 1 };
    await store().purchases.replace(purchase, slip, correctionAct());
    await use(code, newId('press'), { amount: 300 });
    await store().purchases.replace(slip, { ...purchase, updatedAt: NOON + 2 }, correctionAct());
    expect(await store().coupons.find(code)).toMatchObject({ amountLeft: 0 });
    expect(await store().coupons.ofPurchase(purchase.id)).toMatchObject([{ redemption: { amount: 700 } }]);
  });

  test('CU5 what was switched off or has run out is nothing, and is listed all the same', async () => {
    const code = await one({ createdAt: NOON + DAY });
    expect(await store().coupons.turn(code, NOON, couponAct())).toMatchObject({ offAt: NOON });
    await expect(use(code)).rejects.toMatchObject({ code: 'NOT_FOUND', fields: { code: 'NOT_FOUND' } });
    await store().coupons.turn(code, null, couponAct());
    await expect(use(code, 'late', { at: NOON + 31 * DAY })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(use('nobodys')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await store().coupons.turn('nobodys', NOON, couponAct())).toBe(null);
    const [newest] = await store().coupons.page(null, 1);
    const older = await store().coupons.page({ at: newest!.createdAt, code: newest!.code }, 100);
    expect([newest, ...older].map(each => each!.code)).toContain(code);
    expect(older.map(each => each.code)).not.toContain(newest!.code);
  });

  test('PR1 CU2 what somebody used goes with them', async () => {
    const contactId = await person(store());
    const code = await one();
    await store().purchases.add([newPurchase({ contactId })], sale(code, 1));
    expect((await store().privacy.held(contactId))!.rows.redemptions).toMatchObject([{ code, contactId }]);
  });
}
