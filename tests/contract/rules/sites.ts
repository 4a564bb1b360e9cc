import { expect, test } from 'vitest';
import type { SiteRecord } from '../../../server/features/sites/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { NOON, newSite, setScene } from '../scene.ts';

/** ST9: sites are kept whole. */
export function siteRules(store: () => Store): void {
  test('ST9 sites are saved whole, replaced by id, and their keys are unique', async () => {
    const hours = [[{ from: '09:00', to: '18:00' }], [], [], [], [], [], []];
    const days = [{ date: '2026-07-11', name: 'Наадам', spans: [] }];
    const holidays = { url: 'https://calendar.example/mn.ics', days: [], readAt: null, triedAt: 5, problem: null };
    const texts = { mn: { greeting: 'Сайн байна уу', consent: '' } };
    const site = newSite({ texts, hours, callHours: hours, days, holidays });
    await store().sites.save(site);
    const siteNow = async () => (await store().sites.all()).find(each => each.id === site.id);
    expect(await siteNow()).toEqual(site);
    await store().sites.save({ ...site, name: 'Renamed' });
    expect((await siteNow())?.name).toBe('Renamed');
    await expect(store().sites.save(newSite({ key: site.key }))).rejects.toThrow();
    expect((await store().sites.all()).filter(each => each.key === site.key)).toHaveLength(1);
  });

  test('ST9 H5 what was read of a calendar is kept for the site that still has it', async () => {
    const { site } = await setScene(store());
    const read = (url: string, date: string) => ({
      url,
      days: [{ date, name: 'Naadam' }],
      readAt: NOON,
      triedAt: NOON,
      problem: null,
    });
    const one = read('https://calendar.example/one.ics', '2026-07-11');
    expect(await store().sites.keepHolidays(site.id, one)).toBe(null);
    const empty = { ...one, days: [], readAt: null };
    await store().sites.update(site.id, { holidays: empty });
    expect(await store().sites.keepHolidays(site.id, one)).toEqual({ ...site, holidays: one });
    expect(await store().sites.keepHolidays(site.id, read('https://calendar.example/two.ics', '2026-01-01'))).toBe(
      null,
    );
    expect((await store().sites.all()).find(each => each.id === site.id)?.holidays).toEqual(one);
    await store().sites.update(site.id, { holidays: null });
    expect(await store().sites.keepHolidays(site.id, one)).toBe(null);
    expect(await store().sites.keepHolidays('nowhere', one)).toBe(null);
  });

  test('ST9 a site of an older Deskbell has hours of calls as its chat has, and no dates that differ', async () => {
    const { callHours: _, days: __, holidays: ___, ...older } = newSite();
    await store().sites.save(older as SiteRecord);
    const found = (await store().sites.all()).find(each => each.id === older.id);
    expect(found).toEqual({ ...older, callHours: 'chat', days: [], holidays: null });
  });

  test('ST9 settings change one by one', async () => {
    const { site } = await setScene(store());
    const changed = await store().sites.update(site.id, { accent: '#123456', hours: null, identitySecret: 'new' });
    expect(changed).toEqual({ ...site, accent: '#123456', hours: null, identitySecret: 'new' });
    expect((await store().sites.all()).find(each => each.id === site.id)).toEqual(changed);
    expect(await store().sites.update('nowhere', { name: 'X' })).toBe(null);
  });
}
