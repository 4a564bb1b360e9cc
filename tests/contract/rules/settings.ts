import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { NOON, newId } from '../scene.ts';

/** ST15: what holds for the whole desk. */
export function deskSettingRules(store: () => Store): void {
  test('ST15 a part of the settings is as it was put last, and of two that begin it one wins', async () => {
    const id = newId('part');
    expect(await store().deskSettings.find(id)).toBe(null);
    const firsts = await Promise.all(['1', '2', '3'].map(value => store().deskSettings.putFirst({ id, value })));
    expect(new Set(firsts).size).toBe(1);
    expect(await store().deskSettings.find(id)).toBe(firsts[0]);
    const on = { kind: 'site' as const, id, text: '' };
    const row = { id: newId('audit'), at: NOON, who: { kind: 'system' as const }, what: 'site.changed' as const, on };
    await store().deskSettings.put({ id, value: '{"words":"Сайн уу"}' }, { ...row, from: null, siteId: null });
    expect(await store().deskSettings.find(id)).toBe('{"words":"Сайн уу"}');
    expect(await store().deskSettings.replace({ id, value: '3' }, '2')).toBe(false);
    const others = [newId('part'), newId('part')];
    const began = others.map(value => store().deskSettings.replace({ id: others[0]!, value }, null));
    expect((await Promise.all(began)).sort()).toEqual([false, true]);
    const now = await store().deskSettings.find(others[0]!);
    const changed = ['a', 'b', 'c'].map(value => store().deskSettings.replace({ id: others[0]!, value }, now));
    expect((await Promise.all(changed)).filter(Boolean)).toHaveLength(1);
    const words = { at: NOON, who: { kind: 'system' as const }, what: 'site.changed' as const, on };
    const asWas = '{"words":"Сайн уу"}';
    const tried = ['a', 'b'].map(value =>
      store().deskSettings.replace({ id, value }, asWas, { ...words, id: newId('audit'), from: null, siteId: null }),
    );
    expect((await Promise.all(tried)).sort()).toEqual([false, true]);
    const written = (await store().audit.page({ limit: 100 })).items.filter(each => each.on.id === id);
    expect(written).toHaveLength(2);
  });
}
