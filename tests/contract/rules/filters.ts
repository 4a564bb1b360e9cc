import { expect, test } from 'vitest';
import { type Condition, conditionsOf, matches } from '../../../protocol/conditions.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { ViewFilter } from '../../../protocol/filters.ts';
import { rank, wakeRank } from '../../../protocol/rank.ts';
import type { Store } from '../../../server/store/store.ts';
import { chance } from '../../helpers/chance.ts';
import { BELLA, MINUTE, NOON, newAgent, newSent, setScene } from '../scene.ts';

const LOCALES = ['en', 'mn', 'ar'] as const;
const TAGS = ['vip', 'хүргэлт "$', 'a.b'];

/** SV4: what a filter asks is the same in every store, and as it is meant. */
export function filterRules(store: () => Store): void {
  /** All pages of what the conditions hold for. */
  async function read(
    conditions: readonly Condition[],
    page: { limit: number; look: number; siteIds?: readonly string[] },
  ): Promise<Conversation[]> {
    const all: Conversation[] = [];
    let cursor: string | undefined;
    do {
      const found = await store().views.filtered({ conditions, ...page, cursor });
      expect(found.items.length).toBeLessThanOrEqual(page.limit);
      all.push(...found.items);
      cursor = found.cursor ?? undefined;
    } while (cursor);
    return all;
  }
  const orderOf = ({ status, ...rest }: Conversation) =>
    status === 'open' ? rank(rest) : status === 'snoozed' ? wakeRank(rest) : -rest.updatedAt;

  /** People of two sites in all states, by a seed. */
  async function someDesk(seed: number) {
    const random = chance(0, seed);
    const below = (end: number) => Math.floor(random() * end);
    const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
    const scenes = [await setScene(store()), await setScene(store())];
    const agents = [newAgent(), newAgent()];
    const ids: string[] = [];
    for (let n = 0; n < 40; n++) {
      const scene = pick(scenes);
      const ann = await scene.visitor({ locale: pick(LOCALES) });
      const at = NOON + below(300) * MINUTE;
      const written =
        below(3) === 0 ? await scene.fill(ann, {}, { at }) : await scene.say(ann, 'Do you deliver?', { at });
      const { id } = written.conversation;
      ids.push(id);
      const move = { conversationId: id, author: BELLA, at };
      if (below(5) === 0) await scene.ask(ann, { isAsap: true }, { at });
      if (below(2) === 0) await scene.assign(id, pick(agents));
      for (const tag of TAGS) {
        if (below(3) === 0) await store().conversations.tag({ ...move, tag, isOn: true, sent: newSent(tag) });
      }
      if (below(4) === 0) await scene.reply(id, 'We do');
      const end = below(8);
      if (end === 0) await store().conversations.setStatus({ ...move, status: 'closed' });
      if (end === 1) {
        const until = pick([null, at + (1 + below(9)) * MINUTE]);
        await store().snoozes.snooze({ ...move, until, sent: newSent('later') });
      }
      if (end === 2) await store().spam.hold({ ...move, sent: newSent('hold') });
    }
    const all = await Promise.all(ids.map(id => store().conversations.find(id)));
    const someFilter = (): ViewFilter => {
      const maybe = <T>(list: readonly T[]) => (below(3) === 0 ? pick(list) : undefined);
      return {
        status: pick(['open', 'open', 'closed', 'snoozed', 'held']),
        siteId: maybe(scenes.map(each => each.site.id)),
        assignee: maybe(['me', 'nobody', 'somebody']),
        teamId: maybe(['team']),
        locale: maybe(LOCALES),
        tag: maybe(TAGS),
        channel: maybe(['chat', 'callback', 'form']),
        waitsFor: maybe(['message', 'form', 'callback']),
        waitingMinutes: maybe([1, 60, 120]),
      };
    };
    return {
      pick,
      scenes,
      agents,
      all: all.filter(each => each !== null),
      someFilter,
      below,
    };
  }

  test.each([1, 2])('SV4 a filter finds what its plain meaning says, page by page, in order (seed %i)', async seed => {
    const { scenes, agents, all, someFilter, below, pick } = await someDesk(seed);
    const siteIds = scenes.map(each => each.site.id);
    let found = 0;
    for (let n = 0; n < 60; n++) {
      const filter = someFilter();
      const at = NOON + below(400) * MINUTE;
      const looking = {
        meId: agents[0]!.id,
        at,
        since: below(4) === 0 ? at - below(90) * MINUTE : undefined,
        teamAgentIds: pick([[], [agents[0]!.id], agents.map(each => each.id)]),
      };
      const page = { limit: 1 + below(5), look: 1 + below(9), siteIds: below(3) === 0 ? siteIds.slice(1) : siteIds };
      const wanted = all.filter(each => page.siteIds.includes(each.siteId) && matches(filter, each, looking));
      const got = await read(conditionsOf(filter, looking), page);
      const ids = (list: Conversation[]) => list.map(each => each.id).sort();
      expect([filter, ids(got)]).toEqual([filter, ids(wanted)]);
      const orders = got.map(orderOf);
      expect([filter, orders]).toEqual([filter, [...orders].sort((a, b) => a - b)]);
      found += got.length;
    }
    // A test of filters that find nothing says nothing.
    expect(found).toBeGreaterThan(50);
  });

  test('SV4 a page looks at so many and no more, and goes on where it stopped', async () => {
    const scene = await setScene(store());
    for (let n = 0; n < 7; n++) await scene.say(await scene.visitor({ locale: n === 6 ? 'ar' : 'en' }), 'Hello');
    const conditions = conditionsOf({ status: 'open', siteId: scene.site.id, locale: 'ar' }, { meId: '', at: NOON });
    const page = (cursor?: string) => store().views.filtered({ conditions, limit: 5, look: 3, cursor });
    const first = await page();
    expect(first).toEqual({ items: [], cursor: expect.any(String) });
    expect(await read(conditions, { limit: 5, look: 3 })).toMatchObject([{ contact: { locale: 'ar' } }]);
    await expect(page('no cursor')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('SN4 what is snoozed stands by when it comes back, and at the end what waits for its person', async () => {
    const scene = await setScene(store());
    const put = async (minutes: number | null) => {
      const { conversation } = await scene.say(await scene.visitor(), 'Roses?');
      const until = minutes === null ? null : NOON + 60 * MINUTE + minutes * MINUTE;
      const asked = { conversationId: conversation.id, until, author: BELLA, sent: newSent('later'), at: scene.tick() };
      await store().snoozes.snooze(asked);
      return conversation.id;
    };
    const [never, late, soon, neverToo] = [await put(null), await put(30), await put(10), await put(null)];
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { view: 'snoozed', agentId: '', siteId: scene.site.id, limit: 1, cursor } as const;
      const page = await store().views.page(query);
      ids.push(...page.items.map(each => each.id));
      cursor = page.cursor ?? undefined;
    } while (cursor);
    expect(ids.slice(0, 2)).toEqual([soon, late]);
    expect(ids.slice(2).sort()).toEqual([never, neverToo].sort());
    // Put off further, it stands further down.
    const again = { conversationId: soon, until: NOON + 120 * MINUTE, author: BELLA, sent: newSent('x'), at: NOON };
    await store().snoozes.snooze(again);
    const first = await store().views.page({ view: 'snoozed', agentId: '', siteId: scene.site.id, limit: 2 });
    expect(first.items.map(each => each.id)).toEqual([late, soon]);
  });
}
