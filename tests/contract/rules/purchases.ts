import { expect, test } from 'vitest';
import { MAX_MINOR, MAX_SUM } from '../../../protocol/purchase-sums.ts';
import type { PurchaseRecord } from '../../../server/features/purchases/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { DAY, NOON, newId, person, setScene } from '../scene.ts';
import { newComplaint } from './complaints.ts';

export function newPurchase(fields: Partial<PurchaseRecord> = {}): PurchaseRecord {
  return {
    ...{ id: newId('purchase'), contactId: 'nobody', siteId: null, at: NOON, date: '2025-06-02', timeZone: 'UTC' },
    lines: [{ name: 'Пион "Sarah" \u2028', quantity: 1.5, price: 300 }],
    ...{ currency: 'MNT', total: 450, employee: { agentId: null, name: 'Оюун' }, source: 'api', externalId: null },
    ...{ sourceKey: 'key one', fingerprint: 'print', createdAt: NOON, updatedAt: NOON },
    ...fields,
  };
}

/** PB2, PB3, PB4: each is there once, and is found by its person. */
export function purchaseRules(store: () => Store): void {
  const row = () => ({
    ...{ id: newId('audit'), at: NOON, who: { kind: 'system' } as const, what: 'purchase.changed' as const },
    ...{ on: { kind: 'contact', id: 'nobody', text: '' } as const, from: null, siteId: null },
  });
  const seen = { siteIds: null };

  test('PB2 one of an external id is added once for its source, also of many at once', async () => {
    const contactId = await person(store());
    const externalId = newId('order');
    const first = newPurchase({ contactId, externalId });
    const many = Array.from({ length: 4 }, () => newPurchase({ contactId, externalId }));
    const [added] = await store().purchases.add([first]);
    expect(added).toEqual({ purchase: first, outcome: 'added' });
    const repeats = await Promise.all(many.map(each => store().purchases.add([each])));
    expect(repeats.flat()).toEqual(many.map(() => ({ purchase: first, outcome: 'repeated' })));
    const other = newPurchase({ contactId, externalId, fingerprint: 'another' });
    const elsewhere = newPurchase({ contactId, externalId, sourceKey: 'key two' });
    const nameless = [newPurchase({ contactId }), newPurchase({ contactId })];
    const within = newPurchase({ contactId, externalId: newId('order') });
    const batch = [other, elsewhere, ...nameless, within, { ...within, id: newId('purchase') }];
    const outcomes = (await store().purchases.add(batch)).map(each => each.outcome);
    expect(outcomes).toEqual(['other', 'added', 'added', 'added', 'added', 'repeated']);
    expect(await store().purchases.known('key one', [externalId, 'none'])).toEqual([first]);
    const fresh = newId('order');
    const raced = await Promise.all(
      [1, 2, 3].map(() => store().purchases.add([newPurchase({ contactId, externalId: fresh })])),
    );
    expect(raced.flat().filter(each => each.outcome === 'added')).toHaveLength(1);
  });

  test('PB8 more than one step are added all the same, each once, and are counted no further than asked', async () => {
    const contactId = await person(store());
    const many = Array.from({ length: 230 }, () => newPurchase({ contactId, externalId: newId('order') }));
    const outcomes = (await store().purchases.add(many)).map(each => each.outcome);
    expect(new Set(outcomes)).toEqual(new Set(['added']));
    expect((await store().purchases.add(many)).map(each => each.outcome)).toEqual(many.map(() => 'repeated'));
    expect(await store().purchases.count([contactId, 'nobody'], 3)).toBe(3);
    expect(await store().purchases.count([contactId], 1_000)).toBe(230);
    expect(await store().purchases.count([], 3)).toBe(0);
  });

  test('PB3 they are read newest first from any place, of a whole card, as far as somebody sees them', async () => {
    const [ann, bob, carol] = [await person(store()), await person(store()), await person(store())];
    const of = (contactIds: string[], siteIds: string[] | null = null) => ({ contactIds, siteIds });
    const all = [
      newPurchase({ contactId: ann, at: NOON - DAY }),
      newPurchase({ contactId: bob, at: NOON, siteId: 'one' }),
      newPurchase({ contactId: ann, at: NOON, siteId: 'two' }),
      newPurchase({ contactId: ann, at: NOON + DAY, siteId: 'one' }),
      newPurchase({ contactId: carol }),
    ];
    await store().purchases.add(all);
    const ids = all.map(each => each.id);
    const read = async (...query: Parameters<Store['purchases']['before']>) =>
      (await store().purchases.before(...query)).map(each => ids.indexOf(each.id));
    expect(await read(of([ann, bob]), null, 10)).toEqual([3, 2, 1, 0]);
    expect(await read(of([ann, bob]), { at: NOON, id: ids[2]! }, 10)).toEqual([1, 0]);
    expect(await read(of([ann, bob]), { at: NOON, id: ids[1]! }, 10)).toEqual([0]);
    expect(await read(of([ann, bob]), null, 2)).toEqual([3, 2]);
    expect(await read(of([ann, bob], ['one']), null, 10)).toEqual([3, 1, 0]);
    expect(await read(of([ann], []), null, 10)).toEqual([0]);
    expect(await read(of([]), null, 10)).toEqual([]);
  });

  test('PB3 sums are by currency, and stay exact', async () => {
    const contactId = await person(store());
    expect(await store().purchases.sums({ contactIds: [contactId], ...seen })).toEqual({ sums: [], firstAt: null });
    const rich = await person(store());
    await store().purchases.add([
      newPurchase({ contactId, at: NOON + DAY }),
      newPurchase({ contactId, total: MAX_MINOR }),
      newPurchase({ contactId, currency: 'USD', total: 1, siteId: 'one' }),
      ...Array.from({ length: 3 }, () => newPurchase({ contactId: rich, total: MAX_SUM })),
    ]);
    const { sums, firstAt } = await store().purchases.sums({ contactIds: [contactId], ...seen });
    expect(firstAt).toBe(NOON);
    expect(sums).toHaveLength(2);
    expect(sums).toEqual(
      expect.arrayContaining([
        { currency: 'MNT', count: 2, total: MAX_MINOR + 450 },
        { currency: 'USD', count: 1, total: 1 },
      ]),
    );
    expect((await store().purchases.sums({ contactIds: [contactId], siteIds: [] })).sums).toHaveLength(1);
    const most = await store().purchases.sums({ contactIds: [rich], ...seen });
    expect(most.sums).toEqual([{ currency: 'MNT', count: 3, total: MAX_SUM }]);
  });

  test('PB3 the list of people knows what they bought and which complaints are open', async () => {
    const scene = await setScene(store());
    const { contactId } = await scene.visitor({ name: 'Bolormaa', phone: '+97699110022' });
    const bought = newPurchase({ contactId, at: NOON + DAY });
    await store().purchases.add([bought, newPurchase({ contactId, currency: 'USD', total: 7 })]);
    const complaint = newComplaint({ contactId });
    await store().complaints.open(complaint);
    await store().people.settled();
    const known = { purchases: 2, spent: { MNT: 450, USD: 7 }, lastPurchaseAt: NOON + DAY, openComplaints: 1 };
    expect(await store().people.find(contactId)).toMatchObject(known);
    await store().purchases.delete(bought.id, row());
    const act = { kind: 'close', by: { id: 'bella', name: 'Bella' }, done: 'Flowers', ask: null } as const;
    await store().complaints.act({ id: complaint.id, act, byId: 'bella', at: NOON });
    await store().people.settled();
    const left = { purchases: 1, spent: { USD: 7 }, lastPurchaseAt: NOON, openComplaints: 0 };
    expect(await store().people.find(contactId)).toMatchObject(left);
  });

  test('PB4 of two corrections at once one is made, and what is done is written down with it', async () => {
    const made = newPurchase({ contactId: await person(store()) });
    await store().purchases.add([made]);
    const [one, two] = [row(), row()];
    const corrections = [
      { ...made, total: 1, updatedAt: NOON + 1 },
      { ...made, total: 2, updatedAt: NOON + 1 },
    ];
    const results = await Promise.all(
      corrections.map((after, at) => store().purchases.replace(made, after, at === 0 ? one : two)),
    );
    const [kept] = results.filter(each => each !== null);
    expect(results.filter(each => each === null)).toHaveLength(1);
    expect(await store().purchases.find(made.id)).toEqual(kept);
    const gone = row();
    expect(await store().purchases.delete(made.id, gone)).toBe(true);
    expect(await store().purchases.delete(made.id, row())).toBe(false);
    expect(await store().purchases.find(made.id)).toBe(null);
    const written = (await store().audit.page({ limit: 100 })).items.map(each => each.id);
    expect(written).toContain(gone.id);
    expect([one.id, two.id].filter(id => written.includes(id))).toHaveLength(1);
  });
}
