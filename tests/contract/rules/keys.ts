import { expect, test } from 'vitest';
import { MAX_KEYS } from '../../../protocol/keys.ts';
import type { KeyRecord } from '../../../server/features/keys/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { MINUTE, NOON, newId } from '../scene.ts';
import { newRow } from './audit.ts';

export function newKey(fields: Partial<KeyRecord> = {}): KeyRecord {
  const id = newId('key');
  return {
    id,
    name: 'The "till" of Дархан',
    scopes: ['contacts', 'purchases'],
    ending: 'x-_9',
    tokenHash: `hash of ${id}`,
    createdAt: NOON,
    usedAt: null,
    ...fields,
  };
}

/** KY1, KY3: keys of other programs. */
export function keyRules(store: () => Store): void {
  test('KY1 a key is found by its hash, with what it opens, and is written down', async () => {
    const [first, second] = [newKey(), newKey({ createdAt: NOON + 1, scopes: ['calls'] })];
    const row = newRow({ what: 'key.made' });
    await store().keys.create(first, row);
    await store().keys.create(second, newRow());
    expect(await store().keys.byToken(first.tokenHash)).toEqual(first);
    expect(await store().keys.byToken('nobody’s')).toBe(null);
    expect(await store().keys.all()).toEqual([first, second]);
    const who = row.who.kind === 'agent' ? row.who.id : '';
    expect((await store().audit.page({ who, limit: 10 })).items).toEqual([row]);
    await store().keys.use(first.id, NOON + MINUTE);
    await store().keys.use(first.id, NOON);
    expect(await store().keys.byToken(first.tokenHash)).toEqual({ ...first, usedAt: NOON + MINUTE });
  });

  test('KY3 one that is revoked is found no more, and that is written down once', async () => {
    const key = newKey();
    await store().keys.create(key, newRow());
    const { who } = newRow();
    const whoId = who.kind === 'agent' ? who.id : '';
    expect(await store().keys.revoke(key.id, newRow({ who }))).toBe(true);
    expect(await store().keys.revoke(key.id, newRow({ who }))).toBe(false);
    await store().keys.use(key.id, NOON);
    expect(await store().keys.byToken(key.tokenHash)).toBe(null);
    expect((await store().audit.page({ who: whoId, limit: 10 })).items).toHaveLength(1);
  });

  test('KY1 of many made at once there are as many as one can look after', async () => {
    const there = (await store().keys.all()).length;
    for (let n = there; n < MAX_KEYS - 1; n++) await store().keys.create(newKey(), newRow());
    const made = await Promise.allSettled([1, 2, 3].map(() => store().keys.create(newKey(), newRow())));
    const refused = made.flatMap(each => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(refused).toEqual(['KEYS_FULL', 'KEYS_FULL']);
  });
}
