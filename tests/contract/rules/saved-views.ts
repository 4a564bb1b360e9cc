import { expect, test } from 'vitest';
import { MAX_SAVED_VIEWS } from '../../../protocol/saved-views.ts';
import type { SavedViewRecord } from '../../../server/features/saved-views/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { NOON, newAgent, newId } from '../scene.ts';

/** SV1, SV2: whose a saved view is, and how many there are. */
export function savedViewRules(store: () => Store): void {
  const viewOf = (
    agentId: string | null,
    fields: Partial<SavedViewRecord<'conversations'>> = {},
  ): SavedViewRecord<'conversations'> => ({
    kind: 'conversations',
    id: newId('view'),
    name: 'Mongolian "$ forms',
    filter: { status: 'open', locale: 'mn', waitsFor: 'form', waitingMinutes: 10 },
    agentId,
    createdAt: NOON,
    ...fields,
  });
  const by = (agentId: string, isOwner = false) => ({ kind: 'conversations' as const, agentId, isOwner });
  /** Everybody's are of all tests here. */
  const own = async (agentId: string) =>
    (await store().savedViews.of(agentId, 'conversations')).filter(each => each.agentId === agentId);

  test('SV1 an agent has their own and everybody’s, and changes their own; owners change everybody’s', async () => {
    const [ann, bob] = [newAgent().id, newAgent().id];
    const mine = viewOf(ann);
    const everybodys = viewOf(null, { createdAt: NOON + 1 });
    await store().savedViews.create(mine);
    await store().savedViews.create(everybodys);
    expect(await store().savedViews.of(ann, 'conversations')).toEqual(expect.arrayContaining([mine, everybodys]));
    expect(await store().savedViews.of(bob, 'conversations')).toEqual(expect.arrayContaining([everybodys]));
    expect(await own(bob)).toEqual([]);
    const change = { name: 'Closed', filter: { status: 'closed' as const }, agentId: ann };
    expect(await store().savedViews.update(mine.id, by(bob, true), change)).toBe(null);
    expect(await store().savedViews.update(everybodys.id, by(ann), { ...change, agentId: null })).toBe(null);
    expect(await store().savedViews.update('none', by(ann), change)).toBe(null);
    expect(await store().savedViews.update(mine.id, by(ann), change)).toEqual({ ...mine, ...change });
    expect(await own(ann)).toEqual([{ ...mine, ...change }]);
    const shared = { ...change, agentId: null };
    expect(await store().savedViews.update(mine.id, by(ann, true), shared)).toEqual({ ...mine, ...shared });
    expect(await store().savedViews.delete(mine.id, by(ann))).toBe(false);
    expect(await store().savedViews.delete(mine.id, by(bob, true))).toBe(true);
    expect(await store().savedViews.delete(mine.id, by(bob, true))).toBe(false);
    expect(await store().savedViews.delete(everybodys.id, by(bob, true))).toBe(true);
  });

  test('SV2 of many at once as many are kept as there is room for', async () => {
    const ann = newAgent().id;
    for (let n = 2; n < MAX_SAVED_VIEWS; n++) await store().savedViews.create(viewOf(ann));
    const added = await Promise.allSettled([1, 2, 3, 4, 5].map(() => store().savedViews.create(viewOf(ann))));
    const refused = added.flatMap(each => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(refused).toEqual(['VIEWS_FULL', 'VIEWS_FULL', 'VIEWS_FULL']);
    const [first] = await own(ann);
    expect(await own(ann)).toHaveLength(MAX_SAVED_VIEWS);
    // One that is changed takes no more room.
    const { id: _, createdAt: __, ...change } = first!;
    expect(await store().savedViews.update(first!.id, by(ann), change)).toEqual(first);
    await store().savedViews.delete(first!.id, by(ann));
    await store().savedViews.create(viewOf(ann));
  });
}
