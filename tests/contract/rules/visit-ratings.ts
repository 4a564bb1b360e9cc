import { expect, test } from 'vitest';
import type { Score } from '../../../protocol/rating-scale.ts';
import type { BookingRecord } from '../../../server/features/bookings/store.ts';
import { VISIT_OPEN_MS } from '../../../server/features/ratings/visit.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, MINUTE, newId, person } from '../scene.ts';
import { newDraft, newPlan, TOMORROW } from './bookings.ts';

const OVER = TOMORROW + 60 * MINUTE;

/** AB2, AB3: what is said of a visit stands with it, once. */
export function visitRatingRules(store: () => Store): void {
  /** An hour of an employee, at a site of its own. */
  async function visited(
    siteId: string,
    staffId: string,
    { contactId, startAt }: { contactId?: string; startAt?: number } = {},
  ): Promise<BookingRecord> {
    const whose = { contactId: contactId ?? (await person(store())) };
    const made = await store().bookings.book(
      newDraft(newPlan([staffId], startAt), { siteId, at: TOMORROW - DAY }),
      whose,
    );
    return made!.booking;
  }
  const rate = ({ id }: BookingRecord, score: Score, word?: string, at = OVER) =>
    store().ratings.rateVisit({ bookingId: id, answer: { score, word }, at });
  const change = ({ id, version }: BookingRecord, state: 'cancelled' | 'no_show') =>
    store().bookings.change({
      ...{ id, version, change: { state }, by: BELLA, at: OVER },
      reminders: newDraft(newPlan(['nobody'])).reminders,
    });

  test('AB2 it is said once, otherwise again, and never before its end, after thirty days or of nothing', async () => {
    const visit = await visited(newId('site'), newId('employee'));
    await expect(rate(visit, 5, '', OVER - 1)).rejects.toMatchObject({ code: 'RATING_OVER' });
    const first = (await rate(visit, 5, 'Lovely'))!;
    const staff = visit.items.map(each => ({ id: each.staffId, name: each.staffName }));
    const rating = { score: 5, word: 'Lovely', staff, at: OVER, changedAt: OVER };
    expect(first).toEqual({ before: visit, booking: { ...visit, rating }, isNew: true });
    expect(await rate(visit, 5, undefined, OVER + MINUTE)).toMatchObject({ booking: { rating }, isNew: false });
    const again = await rate(visit, 2, undefined, OVER + DAY);
    expect(again!.booking.rating).toEqual({ ...rating, score: 2, changedAt: OVER + DAY });
    expect(await store().bookings.find(visit.id)).toEqual({ ...visit, rating: again!.booking.rating });
    await expect(rate(visit, 3, '', OVER + VISIT_OPEN_MS)).rejects.toMatchObject({ code: 'RATING_OVER' });
    expect(await store().ratings.rateVisit({ bookingId: 'none', answer: { score: 1 }, at: OVER })).toBeNull();
  });

  test('AB2 of many presses at once one is first, and none is lost over a change of the booking', async () => {
    const visit = await visited(newId('site'), newId('employee'));
    const pressed = await Promise.all([1, 2, 3].map(() => rate(visit, 4)));
    expect(pressed.filter(each => each!.isNew)).toHaveLength(1);
    const gone = await visited(newId('site'), newId('employee'));
    for (const state of ['cancelled', 'no_show'] as const) {
      const each = state === 'cancelled' ? visit : gone;
      await change(each, state);
      await expect(rate(each, 1)).rejects.toMatchObject({ code: 'RATING_OVER' });
    }
    expect((await store().bookings.find(visit.id))?.rating?.score).toBe(4);
  });

  test('AB3 they are counted by employee and by visit, listed by site, score and page, and found by person', async () => {
    const [siteId, oyuna, tuya] = [newId('site'), newId('employee'), newId('employee')];
    const sara = await person(store());
    const visits = [
      await visited(siteId, oyuna, { contactId: sara }),
      await visited(siteId, tuya),
      await visited(siteId, newId('e')),
    ];
    await rate(visits[0]!, 5, '', OVER);
    await rate(visits[1]!, 1, 'Late', OVER + MINUTE);
    await rate(await visited(newId('site'), oyuna, { startAt: TOMORROW - 60 * MINUTE }), 2);
    const those = { siteIds: [siteId], from: OVER };
    expect(await store().ratings.visitCounts(those)).toEqual({
      employees: [
        { staffId: oyuna, staffName: `Ms ${oyuna}`, scores: [0, 0, 0, 0, 1] },
        { staffId: tuya, staffName: `Ms ${tuya}`, scores: [1, 0, 0, 0, 0] },
      ].sort((a, b) => (a.staffId < b.staffId ? -1 : 1)),
      visits: [1, 0, 0, 0, 1],
    });
    expect((await store().ratings.visitCounts({ ...those, to: OVER + MINUTE })).visits).toEqual([0, 0, 0, 0, 1]);
    const all = await store().ratings.visitCounts({ siteIds: null, from: OVER });
    expect(all.employees.find(each => each.staffId === oyuna)?.scores).toEqual([0, 1, 0, 0, 1]);

    const listed = (query: { score?: number; cursor?: string; limit?: number } = {}) =>
      store().ratings.visits({ siteId, since: OVER, limit: 10, ...query });
    const ids = (page: { items: BookingRecord[] }) => page.items.map(each => each.id);
    expect(ids(await listed())).toEqual([visits[1]!.id, visits[0]!.id]);
    expect(ids(await listed({ score: 1 }))).toEqual([visits[1]!.id]);
    const page = await listed({ limit: 1 });
    expect(ids(page)).toEqual([visits[1]!.id]);
    expect(await listed({ limit: 1, cursor: page.cursor! })).toMatchObject({
      items: [{ id: visits[0]!.id }],
      cursor: null,
    });

    const theirs = (siteIds: string[] | null) => store().ratings.visitsOf([sara], siteIds);
    expect((await theirs(null)).map(each => each.rating.score)).toEqual([5]);
    expect([await theirs([siteId]), await theirs([])].map(each => each.length)).toEqual([1, 0]);
  });
}
