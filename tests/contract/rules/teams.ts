import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { NOON, newId } from '../scene.ts';

/** TE1: who answers for what together. */
export function teamRules(store: () => Store): void {
  const rowOf = (what: 'team.made' | 'team.changed' | 'team.removed', id: string) => ({
    id: newId('audit'),
    at: NOON,
    who: { kind: 'system' as const },
    what,
    on: { kind: 'team' as const, id, text: '' },
    from: null,
    siteId: null,
  });

  test('TE1 teams are made, changed and taken away, and each is written down with it', async () => {
    const team = { id: newId('team'), name: 'Repairs', agentIds: ['bold', 'sarnai'] };
    const mine = async () => (await store().teams.all()).filter(each => each.id === team.id);
    await store().teams.create(team, rowOf('team.made', team.id));
    expect(await mine()).toEqual([team]);
    const changed = { ...team, name: 'Засвар', agentIds: [] };
    expect(await store().teams.update(changed, rowOf('team.changed', team.id))).toEqual(changed);
    expect(await mine()).toEqual([changed]);
    expect(await store().teams.delete(team.id, rowOf('team.removed', team.id))).toBe(true);
    expect(await mine()).toEqual([]);
    expect(await store().teams.delete(team.id, rowOf('team.removed', team.id))).toBe(false);
    expect(await store().teams.update(team, rowOf('team.changed', team.id)), 'nothing comes back by it').toBe(null);
    expect(await mine()).toEqual([]);
    const rows = (await store().audit.page({ limit: 100 })).items.filter(each => each.on.id === team.id);
    expect(rows.map(each => each.what).sort()).toEqual(['team.changed', 'team.made', 'team.removed']);
  });

  test('TE1 they are listed by their names', async () => {
    const [first, second] = ['A team', 'B team'].map(name => ({ id: newId('team'), name, agentIds: [] }));
    await store().teams.create(second!);
    await store().teams.create(first!);
    const ids = (await store().teams.all()).map(each => each.id);
    expect(ids.filter(id => id === first!.id || id === second!.id)).toEqual([first!.id, second!.id]);
  });
}
