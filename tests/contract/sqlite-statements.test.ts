import { afterEach, expect, test, vi } from 'vitest';
import { conditionsOf } from '../../protocol/conditions.ts';
import { asksOf } from '../../protocol/people-conditions.ts';
import { NOON } from './scene.ts';
import { intrude, openScene, watchDriver } from './sqlite-files.ts';

/** All statements at once, so that one which SQLite can not read fails here, and none is left out of what follows. */
vi.mock('../../server/store/sqlite/late-statements.ts', () => ({ preparesLate: (db: unknown) => db }));

afterEach(() => void vi.restoreAllMocks());

test('ST7 no list is scanned or sorted: each walks along its index', async () => {
  const { prepared } = watchDriver();
  const { path, store } = await openScene();
  for (const view of ['mine', 'unassigned', 'all', 'callbacks', 'closed', 'snoozed', 'quarantine'] as const) {
    await store.views.page({ view, agentId: 'nobody', limit: 5 });
    await store.views.page({ view, agentId: 'nobody', siteId: 'none', limit: 5 });
    await store.views.page({ view, agentId: 'nobody', siteIds: ['none'], limit: 5 });
  }
  for (const filter of [
    { status: 'open' as const, assignee: 'me' as const, locale: 'mn' as const, waitsFor: 'form' as const },
    { status: 'open' as const, tag: 'vip', channel: 'chat' as const, waitingMinutes: 10 },
    { status: 'open' as const, siteId: 'none', assignee: 'somebody' as const },
    { status: 'closed' as const, tag: 'vip' },
    { status: 'closed' as const, locale: 'mn' as const },
    { status: 'snoozed' as const, locale: 'mn' as const },
    { status: 'held' as const, locale: 'mn' as const },
  ]) {
    const conditions = conditionsOf(filter, { meId: 'nobody', at: NOON });
    await store.views.filtered({ conditions, siteIds: ['none'], limit: 5, look: 9 });
  }
  for (const sort of ['heard', 'name', 'newest', 'spent'] as const) {
    const asks = asksOf({ all: [{ field: 'tag', op: 'has', value: 'vip' }] }, NOON);
    await store.people.page({ asks, terms: null, siteIds: ['none'], sort, limit: 5, look: 9 });
  }
  await store.people.count(['none']);
  const db = intrude(path);
  let lists = 0;
  for (const sql of prepared) {
    if (!/^\s*(SELECT|WITH)/.test(sql) || /_words/.test(sql)) continue;
    // What was open before an update is looked through once.
    if (/wait IS NULL AND preview_kind <> 'callback' LIMIT/.test(sql)) continue;
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    const steps = plan.map(step => step.detail as string);
    // One row per site, agent, agent who rings somebody, team, service, employee, room, invitation, reply, assignee or target: few. Open ones are counted for who sees some sites, and people by where they stand; where they were met is a count each.
    const scans = steps.filter(step =>
      /^SCAN (?!sqlite_master|sites|agents|teams|invites|integration_keys|mail_accounts|canned_replies|tallies|json_each|c USING COVERING INDEX open_by_rank|webhooks|w|h$|list_holds|targets|services|employees|resources|same|back|one|CONSTANT|.* USING (?:COVERING )?INDEX (?:rung|held|snoozed)|people_counts|person_stages USING COVERING INDEX person_stages_by_stage|\(subquery)/.test(
        step,
      ),
    );
    expect(scans, sql).toEqual([]);
    // For the most of a column SQLite says it searches: of the key that is one step, of another without an index all there is.
    const searches = /max\(row\)/.test(sql) ? [] : steps.filter(step => /^SEARCH (?!back$)\w+$/.test(step));
    expect(searches, sql).toEqual([]);
    if (!/INDEXED BY/.test(sql)) continue;
    lists += 1;
    expect(
      steps.filter(step => /TEMP B-TREE/.test(step)),
      sql,
    ).toEqual([]);
  }
  // Seven views in three ways, the queue of a site, and filters, of which where a page ends is one more.
  // And the four orders of people, in the same way.
  expect(lists).toBe(22 + 14 + 8);
});
