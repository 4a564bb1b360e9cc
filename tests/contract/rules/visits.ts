import { expect, test } from 'vitest';
import type { AuditRow } from '../../../protocol/audit.ts';
import type { PurchaseLine } from '../../../protocol/purchases.ts';
import type { Plan } from '../../../protocol/visits.ts';
import type { BookingChange } from '../../../server/features/bookings/store.ts';
import { REMINDERS } from '../../../server/features/reminders/settings.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, MINUTE, NOON, newId, person, setScene } from '../scene.ts';
import { newDraft, newPlan, TOMORROW } from './bookings.ts';
import { newPurchase } from './purchases.ts';

export const planAct = (): AuditRow => ({
  ...{ id: newId('audit'), at: NOON, who: { kind: 'system' }, what: 'plan.changed' },
  ...{ on: { kind: 'server', id: null, text: '' }, from: null, siteId: null },
});

export function newGoal(fields: Partial<Plan> = {}): Plan {
  return {
    ...{ staffId: newId('employee'), month: '2025-06', metric: 'sum', target: 900_000, currency: 'MNT' },
    ...{ setAt: NOON, byName: 'Оюун' },
    ...fields,
  };
}

/** A line of 1,001 that some employees did, in even parts of a hundred. */
export function sharedLine(percents: Record<string, number>): PurchaseLine {
  const shares = Object.entries(percents).map(([staffId, percent]) => ({ staffId, name: `Ms ${staffId}`, percent }));
  return { name: 'Colour', quantity: 1, price: 1_001, shares };
}

const [FIRST, LAST] = ['2025-06-01', '2025-06-30'];

/** VI1, VI5 and VI6: what employees did follows its causes in their steps. */
export function visitRules(store: () => Store): void {
  const told = (staffId: string) => store().visits.told(staffId, FIRST, LAST);
  const amounts = async (staffId: string) => (await told(staffId)).map(each => each.amount);

  test('VI1 a booking that is done, also before its time, or that nobody came to, is told of its employee until it is neither', async () => {
    const contactId = await person(store());
    const oyuna = newId('employee');
    const made = (await store().bookings.book(newDraft(newPlan([oyuna])), { contactId }))!.booking;
    expect(await told(oyuna)).toEqual([]);
    let { version } = made;
    const change = async (what: BookingChange) => {
      await store().bookings.change({
        id: made.id,
        version,
        change: what,
        by: BELLA,
        reminders: REMINDERS.initial,
        at: NOON + MINUTE,
      });
      version += 1;
    };
    await change({ state: 'done' });
    const [row] = await told(oyuna);
    expect(row).toEqual({
      ...{ kind: 'came', staffId: oyuna, staffName: `Ms ${oyuna}`, whoId: contactId, personId: contactId },
      ...{ at: NOON + MINUTE, date: '2025-06-02', what: ['Cut'], amount: 0, currency: '' },
    });
    const counted = await store().visits.counted(FIRST, LAST);
    const { personId: _, what: __, ...same } = row!;
    expect(counted.filter(each => each.staffId === oyuna)).toEqual([same]);
    expect((await store().visits.counted('2025-06-03', LAST)).filter(each => each.staffId === oyuna)).toEqual([]);
    await change({ state: 'no_show' });
    expect((await store().visits.comings(FIRST, LAST)).filter(each => each.staffId === oyuna)).toEqual([]);
    expect(await told(oyuna)).toMatchObject([{ kind: 'no_show', at: TOMORROW, date: '2025-06-03' }]);
    const tuya = newId('employee');
    await change({ plan: newPlan([tuya]), state: 'done' });
    expect(await told(oyuna)).toEqual([]);
    expect(await told(tuya)).toMatchObject([{ kind: 'came' }]);
    await change({ state: 'cancelled' });
    expect(await told(tuya)).toEqual([]);
  });

  test('VI1 what is bought is told by its shares, once, and follows a correction and a removal', async () => {
    const contactId = await person(store());
    const [oyuna, tuya] = [newId('employee'), newId('employee')];
    const lines = [sharedLine({ [oyuna]: 50, [tuya]: 50 }), sharedLine({ [tuya]: 100 })];
    const purchase = newPurchase({ contactId, lines, total: 2_002, externalId: newId('order') });
    const add = () => store().purchases.add([purchase]);
    await Promise.all([add(), add(), add()]);
    expect(await told(oyuna)).toMatchObject([{ kind: 'sold', amount: 501, currency: 'MNT', what: ['Colour'] }]);
    expect(await amounts(tuya)).toEqual([1_501]);
    const own = [sharedLine({ [oyuna]: 100 })];
    const cheaper = { ...purchase, lines: own, total: 1_001, date: '2025-06-09', updatedAt: NOON + 1 };
    await store().purchases.replace(purchase, cheaper, planAct());
    expect(await told(oyuna)).toMatchObject([{ amount: 1_001, date: '2025-06-09' }]);
    expect(await amounts(tuya)).toEqual([]);
    // One that was read before counts for nothing.
    await store().purchases.replace(purchase, { ...purchase, updatedAt: NOON + 2 }, planAct());
    expect(await amounts(oyuna)).toEqual([1_001]);
    await store().purchases.delete(purchase.id, planAct());
    expect(await amounts(oyuna)).toEqual([]);
  });

  test('VI6 a card is one person, and an erasure leaves what employees did, of nobody', async () => {
    const scene = await setScene(store());
    const [ann, bob] = [await scene.visitor(), await scene.visitor()];
    const oyuna = newId('employee');
    const lines = [sharedLine({ [oyuna]: 100 })];
    for (const { contactId } of [ann, bob, ann]) await store().purchases.add([newPurchase({ contactId, lines })]);
    const who = async () => new Set((await told(oyuna)).map(each => each.whoId)).size;
    expect(await who()).toBe(2);
    const comings = async () => (await store().visits.comings(FIRST, LAST)).filter(each => each.staffId === oyuna);
    expect(await comings()).toHaveLength(2);
    const [one, other] = await Promise.all([ann, bob].map(each => store().contacts.find(each.contactId)));
    await store().contacts.merge({
      ...{ id: newId('merge'), winnerId: ann.contactId, loserId: bob.contactId, at: NOON, choices: {} },
      ...{ versions: { winner: one!.version, loser: other!.version }, by: { kind: 'agent', id: 'a', name: 'A' } },
    } as never);
    expect(await who()).toBe(1);
    expect(new Set((await comings()).map(each => each.whoId)).size).toBe(1);
    expect(await store().privacy.held(bob.contactId)).toMatchObject({ rows: { visitRows: [{}, {}, {}] } });
    const order = { contactId: bob.contactId, id: newId('erasure'), by: { id: 'agent', name: 'Oyu' } };
    const erased = await store().privacy.erase({ ...order, at: NOON + DAY, keys: [], keysUntil: NOON + DAY } as never);
    expect(erased!.erasure.counts.visitRows).toBe(3);
    const left = await told(oyuna);
    expect(left.map(each => each.amount)).toEqual([1_001, 1_001, 1_001]);
    expect(await who()).toBe(1);
    for (const { contactId } of [ann, bob]) expect(left.map(each => each.personId)).not.toContain(contactId);
  });

  test('VI5 there is one plan for each employee, month and metric, and it is kept until it is taken away', async () => {
    const staffId = newId('employee');
    const [sum, visits] = [newGoal({ staffId }), newGoal({ staffId, metric: 'visits', target: 90, currency: '' })];
    const july = newGoal({ staffId, month: '2025-07' });
    for (const each of [sum, visits, july]) await store().visits.setPlan(each, planAct());
    const more = { ...sum, target: 1_000_000, setAt: NOON + MINUTE };
    await store().visits.setPlan(more, planAct());
    const plans = async (...months: string[]) =>
      (await store().visits.plans(months)).filter(each => each.staffId === staffId);
    expect(await plans('2025-06')).toEqual([more, visits]);
    expect(await plans('2025-06', '2025-07')).toEqual([more, visits, july]);
    const gone = await Promise.all([1, 2].map(() => store().visits.dropPlan(sum, planAct())));
    expect(gone.filter(Boolean)).toHaveLength(1);
    expect(await plans('2025-06')).toEqual([visits]);
  });
}
