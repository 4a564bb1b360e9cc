import { expect, test } from 'vitest';
import { balanceOf } from '../../../server/features/loyalty/rules.ts';
import type { Store } from '../../../server/store/store.ts';
import { DAY, NOON, newId, person } from '../scene.ts';
import { correctionAct, newCorrection } from './loyalty.ts';
import { newPurchase } from './purchases.ts';

const TERMS = { percent: 10, services: [], months: 1 };
const REFERRAL = { referrer: 500, newcomer: 300, currency: 'MNT' };
const SALE = { terms: TERMS, spend: 0, referral: REFERRAL };

let given = 10_000_000;

/** LY8 to LY11: who brings whom, and pages of balances. */
export function referralRules(store: () => Store): void {
  async function caller(phone = `+976${++given}`): Promise<string> {
    const id = await person(store());
    await store().contacts.update(id, { by: 'agent', words: { phone } } as never, NOON);
    return id;
  }
  const balance = async (...ids: string[]) => balanceOf(await store().loyalty.rows(ids), 'MNT');
  const buy = async (contactId: string, fields: object = {}, sale: object = {}) => {
    const lines = [{ name: 'Cut', quantity: 1, price: 10_000 }];
    const purchase = newPurchase({ contactId, lines, total: 10_000, ...fields });
    await store().purchases.add([purchase], { ...SALE, ...sale });
    return purchase;
  };
  const brought = async () => {
    const [ann, bob] = [await caller(), await caller()];
    await store().loyalty.refer(bob, { byId: ann, at: NOON });
    return { ann, bob };
  };
  const join = async (winnerId: string, loserId: string) => {
    const [winner, loser] = [(await store().contacts.find(winnerId))!, (await store().contacts.find(loserId))!];
    await store().contacts.merge({
      ...{ id: newId('merge'), winnerId, loserId, at: NOON, choices: {} },
      ...{ versions: { winner: winner.version, loser: loser.version }, by: { kind: 'agent', id: 'a', name: 'A' } },
    } as never);
  };

  test('LY8 a card has one code, whoever asks at once, and no two have the same', async () => {
    const [ann, bob] = [await caller(), await caller()];
    const [a, b, c] = [newId('A'), newId('B'), newId('C')];
    const all = await Promise.all([[a], [b], [c]].map(codes => store().loyalty.giveCode(ann, { codes, at: NOON })));
    expect(new Set(all).size).toBe(1);
    const mine = all[0]!;
    expect(await store().loyalty.giveCode(bob, { codes: [mine], at: NOON })).toBe(null);
    const other = newId('D');
    expect(await store().loyalty.giveCode(bob, { codes: [mine, other], at: NOON })).toBe(other);
    expect(await store().loyalty.personOfCode(mine)).toMatchObject({ id: ann, code: mine });
    await join(bob, ann);
    expect([mine, other]).toContain(await store().loyalty.giveCode(ann, { codes: [newId('E')], at: NOON }));
    expect(await store().loyalty.giveCode('nobody', { codes: [newId('F')], at: NOON })).toBe(null);
  });

  test('LY10 both get theirs with the first purchase that is paid, once, and a refund takes both back', async () => {
    const { ann, bob } = await brought();
    await buy(bob, { total: 0, lines: [{ name: 'Gift', quantity: 1, price: 0 }] });
    expect([await balance(ann), await balance(bob)]).toEqual([0, 0]);
    const tills = await Promise.all([buy(bob), buy(bob), buy(bob)]);
    expect([await balance(ann), await balance(bob)]).toEqual([500, 3_300]);
    const people = await store().loyalty.people([bob]);
    const paid = people[0]!.referral!.purchaseId!;
    expect(tills.map(each => each.id)).toContain(paid);
    expect(await store().purchases.delete(paid, correctionAct())).toBeTruthy();
    expect([await balance(ann), await balance(bob)]).toEqual([0, 2_000]);
    // Whoever has bought before is none any more, and who never had is one again.
    await buy(bob);
    expect(await balance(ann)).toBe(0);
    for (const { id } of tills) await store().purchases.delete(id, correctionAct());
  });

  test('LY10 a purchase that was removed may be made anew, and what is only paid with bonus is not paid', async () => {
    const { ann, bob } = await brought();
    const first = await buy(bob);
    await store().purchases.delete(first.id, correctionAct());
    expect(await balance(ann)).toBe(0);
    await store().loyalty.correct(newCorrection({ contactId: bob, delta: 10_000 }), correctionAct());
    const free = await buy(bob, {}, { spend: 10_000 });
    expect(await balance(ann)).toBe(0);
    await store().purchases.delete(free.id, correctionAct());
    await buy(bob);
    expect([await balance(ann), await balance(bob)]).toEqual([500, 11_300]);
  });

  test('LY3 LY10 a correction of what was bought leaves what was given for bringing', async () => {
    const { ann, bob } = await brought();
    const before = await buy(bob);
    const lines = [{ name: 'Cut', quantity: 1, price: 5_000 }];
    const after = { ...before, lines, total: 5_000, updatedAt: NOON + 1 };
    await store().purchases.replace(before, after, correctionAct());
    expect([await balance(ann), await balance(bob)]).toEqual([500, 800]);
    // What both got runs out as what is earned does.
    for (let n = 0; n < 3; n += 1) await store().loyalty.sweep(NOON + 400 * DAY);
    expect([await balance(ann), await balance(bob)]).toEqual([0, 0]);
  });

  test('LY10 of several that come together the first one pays both', async () => {
    const { ann, bob } = await brought();
    const lines = [{ name: 'Cut', quantity: 1, price: 10_000 }];
    const some = [0, 1].map(() => newPurchase({ contactId: bob, lines, total: 10_000 }));
    await store().purchases.add(some, SALE);
    expect([await balance(ann), await balance(bob)]).toEqual([500, 2_300]);
    expect(await store().loyalty.people([bob])).toMatchObject([{ referral: { purchaseId: some[0]!.id } }]);
  });

  test('LY10 a first purchase that bonus paid alone leaves a newcomer', async () => {
    const { ann, bob } = await brought();
    await store().loyalty.correct(newCorrection({ contactId: bob, delta: 10_000 }), correctionAct());
    await buy(bob, {}, { terms: null, spend: 10_000 });
    await store().loyalty.refer(bob, { byId: ann, at: NOON });
    await buy(bob, {}, { terms: null });
    expect([await balance(ann), await balance(bob)]).toEqual([500, 300]);
    const other = await caller();
    await store().loyalty.correct(newCorrection({ contactId: other, delta: 10_000 }), correctionAct());
    await buy(other, {}, { terms: null, spend: 9_999 });
    await expect(store().loyalty.refer(other, { byId: ann, at: NOON })).rejects.toMatchObject({
      code: 'FIELD_INVALID',
    });
  });

  test('LY10 one that is corrected to nothing takes both back, and one that is made good gives them again once', async () => {
    const { ann, bob } = await brought();
    const first = await buy(bob);
    let now = first;
    const comesTo = async (total: number) => {
      const lines = [{ name: 'Cut', quantity: 1, price: total }];
      const after = { ...now, lines, total, updatedAt: now.updatedAt + 1 };
      await store().purchases.replace(now, after, correctionAct());
      now = after;
      return [await balance(ann), await balance(bob)];
    };
    expect(await comesTo(0)).toEqual([0, 0]);
    expect(await store().loyalty.people([bob])).toMatchObject([{ referral: { purchaseId: null } }]);
    expect(await comesTo(5_000)).toEqual([500, 800]);
    expect(await comesTo(0)).toEqual([0, 0]);
    // Another one is the first that is paid now.
    await buy(bob);
    expect([await balance(ann), await balance(bob)]).toEqual([500, 1_300]);
    expect(await comesTo(10_000)).toEqual([500, 2_300]);
    await store().purchases.delete(now.id, correctionAct());
    expect([await balance(ann), await balance(bob)]).toEqual([500, 1_300]);
  });

  test('LY10 one that was added at nothing is the first that is paid once it is corrected to more, and no other is', async () => {
    const { ann, bob } = await brought();
    let now = await buy(bob, { total: 0, lines: [{ name: 'Gift', quantity: 1, price: 0 }] });
    const comesTo = async (total: number, sale: typeof SALE | undefined = SALE) => {
      const lines = [{ name: 'Cut', quantity: 1, price: total }];
      const after = { ...now, lines, total, updatedAt: now.updatedAt + 1 };
      await store().purchases.replace(now, after, correctionAct(), { sale });
      now = after;
      return [await balance(ann), await balance(bob)];
    };
    expect(await comesTo(0)).toEqual([0, 0]);
    expect(await comesTo(10_000)).toEqual([500, 300]);
    expect(await comesTo(12_000)).toEqual([500, 300]);
    expect(await comesTo(0)).toEqual([0, 0]);
    expect(await comesTo(9_000)).toEqual([500, 300]);
    expect(await store().loyalty.people([bob])).toMatchObject([{ referral: { purchaseId: now.id } }]);
    // One that was paid all along, and gave nothing, gives nothing by a correction.
    const other = await brought();
    const lines = [{ name: 'Cut', quantity: 1, price: 10_000 }];
    const paid = newPurchase({ contactId: other.bob, lines, total: 10_000 });
    await store().purchases.add([paid]);
    const after = { ...paid, lines: [{ ...lines[0]!, price: 11_000 }], total: 11_000, updatedAt: NOON + 1 };
    await store().purchases.replace(paid, after, correctionAct(), { sale: SALE });
    expect([await balance(other.ann), await balance(other.bob)]).toEqual([0, 0]);
  });

  test('LY9 nobody brings themself: numbers decide, over whole cards and until it is paid', async () => {
    const [ann, bob, eve] = [await caller(), await caller(), await caller()];
    const refused = (who: string, byId: string) =>
      expect(store().loyalty.refer(who, { byId, at: NOON })).rejects.toMatchObject({
        code: 'FIELD_INVALID',
        fields: { referral: 'FIELD_INVALID' },
      });
    await refused(ann, ann);
    const same = (await store().contacts.find(ann))!.phone;
    const twin = await caller(same);
    await refused(twin, ann);
    await join(twin, eve);
    await refused(eve, ann);
    await buy(bob);
    await refused(bob, ann);
    await expect(store().loyalty.refer('nobody', { byId: ann, at: NOON })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    // Joined to each other before the first purchase, they were one person all along.
    const pair = await brought();
    await join(pair.ann, pair.bob);
    await buy(pair.bob);
    expect(await balance(pair.ann, pair.bob)).toBe(1_000);
  });

  test('LY9 the first who brought somebody counts, and it is said twice without harm', async () => {
    const { ann, bob } = await brought();
    await store().loyalty.refer(bob, { byId: ann, at: NOON + 1 });
    const other = await caller();
    await expect(store().loyalty.refer(bob, { byId: other, at: NOON })).rejects.toMatchObject({
      code: 'ALREADY_CLAIMED',
    });
    await buy(bob);
    expect([await balance(ann), await balance(other)]).toEqual([500, 0]);
  });

  test('LY11 an address is kept until it is made anew, and goes with its person', async () => {
    const ann = await caller();
    const [one, two, three] = [newId('link'), newId('link'), newId('link')];
    const give = (linkId: string, at: number, isAnew = false) =>
      store().loyalty.giveLink(ann, { linkId, until: at + DAY, at, isAnew });
    const all = await Promise.all([give(one, NOON), give(one, NOON), give(one, NOON)]);
    expect(all[0]).toEqual({ id: one, until: NOON + DAY });
    expect(await give(two, NOON + 5)).toEqual({ id: one, until: NOON + DAY + 5 });
    expect(await give(two, NOON + 6, true)).toEqual({ id: two, until: NOON + DAY + 6 });
    expect(await store().loyalty.personOfLink(one)).toBe(null);
    expect(await store().loyalty.personOfLink(two)).toMatchObject({ id: ann });
    expect(await give(three, NOON + 3 * DAY)).toEqual({ id: three, until: NOON + 4 * DAY });
    const held = (await store().privacy.held(ann))!.rows.loyaltyPeople;
    expect(held).toEqual([{ id: ann, code: null, referral: null }]);
    expect(await store().loyalty.giveLink('nobody', { linkId: newId('link'), until: 1, at: 0, isAnew: false })).toBe(
      null,
    );
  });
}
