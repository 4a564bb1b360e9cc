import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { newSite, setScene } from '../scene.ts';

/** ST9: sites are kept whole. */
export function siteRules(store: () => Store): void {
  test('ST9 sites are saved whole, replaced by id, and their keys are unique', async () => {
    const hours = [[{ from: '09:00', to: '18:00' }], [], [], [], [], [], []];
    const site = newSite({ texts: { mn: { greeting: 'Сайн байна уу', consent: '' } }, hours });
    await store().sites.save(site);
    const siteNow = async () => (await store().sites.all()).find(each => each.id === site.id);
    expect(await siteNow()).toEqual(site);
    await store().sites.save({ ...site, name: 'Renamed' });
    expect((await siteNow())?.name).toBe('Renamed');
    await expect(store().sites.save(newSite({ key: site.key }))).rejects.toThrow();
    expect((await store().sites.all()).filter(each => each.key === site.key)).toHaveLength(1);
  });

  test('ST9 settings change one by one', async () => {
    const { site } = await setScene(store());
    const changed = await store().sites.update(site.id, { accent: '#123456', hours: null, identitySecret: 'new' });
    expect(changed).toEqual({ ...site, accent: '#123456', hours: null, identitySecret: 'new' });
    expect((await store().sites.all()).find(each => each.id === site.id)).toEqual(changed);
    expect(await store().sites.update('nowhere', { name: 'X' })).toBe(null);
  });
}
