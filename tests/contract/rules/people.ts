import { expect, test } from 'vitest';
import type { Consent } from '../../../protocol/contacts.ts';
import type { PeopleSort, Person } from '../../../protocol/people.ts';
import { asksOf, isAsked, mostSpent } from '../../../protocol/people-conditions.ts';
import type { PersonCondition, PersonFilter } from '../../../protocol/people-filters.ts';
import type { ContactFacts } from '../../../server/features/contacts/store.ts';
import { nameKey } from '../../../server/features/people/rules.ts';
import type { PeopleTerms } from '../../../server/features/people/store.ts';
import { searchTerms } from '../../../server/features/search/rules.ts';
import type { Store } from '../../../server/store/store.ts';
import { chance } from '../../helpers/chance.ts';
import { BELLA, DAY, MINUTE, NOON, newId, newSent, setScene } from '../scene.ts';

const NAMES = ['Bat-Erdene', 'Болормаа', 'سارة الحسن', 'አልማዝ ተስፋዬ', 'प्रिया शर्मा', 'Сергей Иванов', ''];

/** PE1..PE4: who is in the list of people, how it is ordered, searched and filtered, and who sees whom. */
export function peopleRules(store: () => Store): void {
  interface Asked {
    filter?: PersonFilter;
    terms?: PeopleTerms | null;
    siteIds?: readonly string[] | null;
    sort?: PeopleSort;
    at?: number;
    limit?: number;
    look?: number;
  }

  /** All pages. */
  async function read({ filter = { all: [] }, at = NOON, ...asked }: Asked): Promise<Person[]> {
    const query = { terms: null, siteIds: null, sort: 'newest', limit: 100, look: 1000, ...asked } as const;
    const all: Person[] = [];
    let cursor: string | undefined;
    do {
      const page = await store().people.page({ ...query, asks: asksOf(filter, at), cursor });
      expect(page.items.length).toBeLessThanOrEqual(query.limit);
      all.push(...page.items);
      cursor = page.cursor ?? undefined;
    } while (cursor);
    return all;
  }
  const namesOf = (people: Person[]) => people.map(each => each.name);
  const searched = (q: string): PeopleTerms => {
    const { words, phone } = searchTerms(q);
    return { words, numbers: phone === null ? [] : [phone] };
  };
  const isOf = (siteId: string): PersonFilter => ({ all: [{ field: 'site', op: 'has', value: siteId }] });

  test('PE1 who said something or left a name is somebody; a silent browser and who is in quarantine are not', async () => {
    const scene = await setScene(store());
    const siteId = scene.site.id;
    const silent = await scene.visitor();
    const talker = await scene.visitor({ locale: 'mn' });
    const named = await scene.visitor();
    await scene.say(talker, 'Hello', { at: NOON + MINUTE });
    await store().contacts.update(named.contactId, { by: 'visitor', words: { name: 'Nomin' } }, NOON);
    await store().people.settled();
    const found = await read({ filter: isOf(siteId) });
    expect(found.map(each => each.id).sort()).toEqual([talker.contactId, named.contactId].sort());
    expect(await store().people.find(silent.contactId)).toBe(null);
    expect(await store().people.find(talker.contactId)).toMatchObject({
      ...{ name: '', locale: 'mn', siteIds: [siteId], lastAt: NOON + MINUTE, purchases: 0, spent: {}, stage: null },
    });
    expect(await store().people.find(named.contactId)).toMatchObject({ name: 'Nomin', lastAt: null });
    // Words move when they were heard; an answer does not.
    const { conversation } = await scene.say(talker, 'Anybody?', { at: NOON + 5 * MINUTE });
    await scene.reply(conversation.id, 'Yes');
    await store().people.settled();
    expect((await store().people.find(talker.contactId))?.lastAt).toBe(NOON + 5 * MINUTE);
    // Into quarantine, and out of it.
    const move = { conversationId: conversation.id, author: BELLA, at: NOON + 6 * MINUTE };
    await store().spam.hold({ ...move, sent: newSent('hold') });
    await store().people.settled();
    expect(await store().people.find(talker.contactId)).toBe(null);
    await store().spam.release({ ...move, sent: newSent('release') });
    await store().people.settled();
    expect((await store().people.find(talker.contactId))?.lastAt).toBe(NOON + 5 * MINUTE);
    // Erased.
    const order = { contactId: talker.contactId, id: newId('erasure'), by: { id: 'owner', name: 'Owner' } };
    await store().privacy.erase({ ...order, at: NOON, keysUntil: NOON + DAY });
    expect(await store().people.find(talker.contactId)).toBe(null);
    await store().people.settled();
    expect(await read({ filter: isOf(siteId) })).toHaveLength(1);
  });

  test('PE1 all rows can be made anew from what they are made of', async () => {
    const scene = await setScene(store());
    for (const name of NAMES) {
      const visitor = await scene.visitor();
      await scene.say(visitor, 'Hello', { at: scene.tick() });
      if (name) await store().contacts.update(visitor.contactId, { by: 'agent', words: { name } }, NOON);
    }
    await store().people.settled();
    const before = await read({ filter: isOf(scene.site.id) });
    expect(before).toHaveLength(NAMES.length);
    await store().people.rebuild();
    await store().people.settled();
    expect(await read({ filter: isOf(scene.site.id) })).toEqual(before);
  });

  test('PE2 people are found by part of a name in six scripts, a mail and a number', async () => {
    const scene = await setScene(store());
    const filter = isOf(scene.site.id);
    for (const [index, name] of NAMES.filter(Boolean).entries()) {
      const words = { name, email: `person${index}@Shop${index}.example`, phone: `+976991122${index}0` };
      const visitor = await scene.visitor();
      await store().contacts.update(visitor.contactId, { by: 'agent', words }, NOON);
    }
    await store().people.settled();
    const find = async (q: string) => namesOf(await read({ filter, terms: searched(q) }));
    expect(await find('erdene')).toEqual(['Bat-Erdene']);
    expect(await find('ба')).toEqual([]);
    expect(await find('бол')).toEqual(['Болормаа']);
    expect(await find('الحسن')).toEqual(['سارة الحسن']);
    expect(await find('ተስፋ')).toEqual(['አልማዝ ተስፋዬ']);
    expect(await find('शर्मा')).toEqual(['प्रिया शर्मा']);
    expect(await find('ИВАНОВ серг')).toEqual(['Сергей Иванов']);
    expect(await find('ив')).toEqual(['Сергей Иванов']);
    expect(await find('@shop1.ex')).toEqual(['Болормаа']);
    expect(await find('9911 22-50')).toEqual(['Сергей Иванов']);
    expect(await find('+976 99 11 22 00')).toEqual(['Bat-Erdene']);
    expect(await find('nobody "\' %')).toEqual([]);
  });

  test.each([3, 4])('PE3 a filter finds what its plain meaning says, page by page, in order (seed %i)', async seed => {
    const random = chance(0, seed);
    const below = (end: number) => Math.floor(random() * end);
    const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
    const scenes = [await setScene(store()), await setScene(store())];
    for (let n = 0; n < 30; n++) {
      const scene = pick(scenes);
      const visitor = await scene.visitor({ locale: pick(['en', 'mn', 'ar'] as const) });
      if (below(3) > 0) await scene.say(visitor, 'Hello', { at: NOON - below(60) * DAY });
      const words = {
        name: `${pick(NAMES)} ${n}`,
        ...(below(2) === 0 && { phone: `+9769911${1000 + n}` }),
        ...(below(2) === 0 && { email: `p${n}@shop.example` }),
      };
      await store().contacts.update(visitor.contactId, { by: 'agent', words }, NOON);
      const facts: ContactFacts = {
        ...(below(2) === 0 && { tags: [pick(['vip', 'a "$.b'])] }),
        fields: {
          size: pick([null, 5, 5.5, 'red']),
          vip: pick([null, true, false]),
          birth: pick([null, '2026-01-02']),
        },
      };
      await store().contacts.edit(visitor.contactId, { kind: 'facts', words: {}, facts }, NOON);
      const consent = {
        channel: 'email',
        purpose: 'news',
        isGiven: below(2) === 0,
        text: 'Yes',
        source: 'agent',
        at: NOON,
      };
      await store().contacts.edit(visitor.contactId, { kind: 'consent', consent: consent as Consent }, NOON);
    }
    await store().people.settled();
    const siteIds = scenes.map(each => each.site.id);
    const all = (await Promise.all(siteIds.map(each => read({ filter: isOf(each) })))).flat();
    const someCondition = (): PersonCondition =>
      pick<() => PersonCondition>([
        () => ({ field: 'stage', op: pick(['is', 'isNot']), value: pick([null, 'new']) }),
        () => ({ field: 'locale', op: pick(['is', 'isNot']), value: pick(['en', 'mn', 'ar']) }),
        () => ({ field: 'tag', op: pick(['has', 'hasNot']), value: pick(['vip', 'a "$.b']) }),
        () => ({ field: 'site', op: pick(['has', 'hasNot']), value: pick(siteIds) }),
        () => ({ field: 'consent', op: pick(['has', 'hasNot']), value: 'email' }),
        () => ({ field: pick(['phone', 'email']), op: pick(['known', 'unknown']) }),
        () => ({ field: pick(['heard', 'came', 'bought']), op: pick(['within', 'notWithin']), value: 1 + below(60) }),
        () => ({
          field: pick(['purchases', 'spent', 'complaints']),
          op: pick(['atLeast', 'atMost']),
          value: below(3),
        }),
        () => ({
          field: 'own',
          id: pick(['size', 'birth', 'vip']),
          op: pick(['is', 'isNot', 'atLeast', 'atMost']),
          value: pick([5, 'red', '2026-01-02']),
        }),
        () => ({ field: 'own', id: 'vip', op: pick(['is', 'isNot']), value: pick([true, false]) }),
        () => ({ field: 'ownKnown', id: pick(['size', 'vip']), op: pick(['known', 'unknown']) }),
      ])();
    let found = 0;
    for (let n = 0; n < 60; n++) {
      const filter: PersonFilter = {
        all: Array.from({ length: 1 + below(2) }, () =>
          below(3) === 0 ? { any: [someCondition(), someCondition()] } : someCondition(),
        ),
      };
      const seen = below(3) === 0 ? siteIds.slice(1) : siteIds;
      const sort = pick(['heard', 'name', 'newest', 'spent'] as const);
      const page = { limit: 1 + below(5), look: 1 + below(9), sort, at: NOON };
      const got = await read({ filter, siteIds: seen, ...page });
      const wanted = all.filter(each => each.siteIds.some(id => seen.includes(id)) && isAsked(filter, each, NOON));
      const ids = (list: Person[]) => list.map(each => each.id).sort();
      expect([filter, ids(got)]).toEqual([filter, ids(wanted)]);
      const keyOf = (each: Person) =>
        ({ heard: each.lastAt ?? -1, name: nameKey(each), newest: each.firstAt, spent: mostSpent(each) })[sort];
      const keys = got.map(keyOf);
      const sorted = [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      expect([filter, keys]).toEqual([filter, sort === 'name' ? sorted : sorted.reverse()]);
      found += got.length;
    }
    // A test of filters that find nothing says nothing.
    expect(found).toBeGreaterThan(100);
  });

  test('PE4 who sees some sites finds and counts whom they met there', async () => {
    const [here, there] = [await setScene(store()), await setScene(store())];
    const [mine, theirs] = [await here.visitor(), await there.visitor()];
    for (const [scene, visitor] of [[here, mine] as const, [there, theirs] as const]) {
      await scene.say(visitor, 'Hello');
      await store().contacts.update(visitor.contactId, { by: 'agent', words: { name: 'Bat' } }, NOON);
    }
    await store().people.settled();
    const siteIds = [here.site.id];
    expect((await read({ siteIds })).map(each => each.id)).toEqual([mine.contactId]);
    expect((await read({ siteIds, terms: searched('bat') })).map(each => each.id)).toEqual([mine.contactId]);
    expect(await store().people.count(siteIds)).toBe(1);
    expect(await store().people.count([])).toBe(0);
    expect(await store().people.count(null)).toBeGreaterThan(1);
  });

  test('PE9 PE10 who comes, is joined and goes is counted as it happens, and said to have changed', async () => {
    const scene = await setScene(store());
    const siteIds = [scene.site.id];
    const counted = async () => {
      await store().people.settled();
      return store().people.count(siteIds);
    };
    const changed = async () => {
      await store().people.settled();
      return (await store().people.changed()).people.map(each => each.id);
    };
    // What tests before this one wrote is told by now.
    await changed();
    expect(await counted()).toBe(0);
    const [one, two] = [await scene.visitor(), await scene.visitor()];
    expect(await counted()).toBe(0);
    await scene.say(one, 'Hello');
    await scene.say(two, 'Hello');
    expect(await counted()).toBe(2);
    expect(await changed()).toEqual(expect.arrayContaining([one.contactId, two.contactId]));
    await store().contacts.update(one.contactId, { by: 'agent', words: { name: 'Bat' } }, NOON);
    expect(await changed()).toEqual([one.contactId]);
    const versions = await Promise.all(
      [one, two].map(async each => (await store().contacts.find(each.contactId))!.version),
    );
    const by = { id: 'agent', name: 'Bella' };
    const merge = {
      ...{ id: newId('merge'), winnerId: one.contactId, loserId: two.contactId, choices: {}, by, at: NOON },
      versions: { winner: versions[0]!, loser: versions[1]! },
    };
    await store().contacts.merge(merge);
    expect(await counted()).toBe(1);
    expect(await changed()).toEqual(expect.arrayContaining([one.contactId, two.contactId]));
    await store().contacts.unmerge(merge.id, by, NOON);
    expect(await counted()).toBe(2);
  });

  test('PE1 who was joined is one row with all that is known, and two again when that is undone', async () => {
    const [here, there] = [await setScene(store()), await setScene(store())];
    const [one, two] = [await here.visitor(), await there.visitor()];
    await here.say(one, 'Hello', { at: NOON + MINUTE });
    await there.say(two, 'Hello', { at: NOON + 3 * MINUTE });
    const named = async (id: string, words: { name?: string; phone?: string }) => {
      await store().contacts.update(id, { by: 'agent', words }, NOON);
    };
    await named(one.contactId, { name: 'Joined Bat' });
    await named(two.contactId, { name: 'Joined B.', phone: '+97699554433' });
    await store().people.settled();
    const both = { filter: isOf(there.site.id) };
    const versionOf = async (id: string) => (await store().contacts.find(id))!.version;
    const merge = await store().contacts.merge({
      ...{ id: newId('merge'), winnerId: one.contactId, loserId: two.contactId, choices: {} },
      versions: { winner: await versionOf(one.contactId), loser: await versionOf(two.contactId) },
      ...{ by: { id: 'owner', name: 'Owner' }, at: NOON + 4 * MINUTE },
    });
    await store().people.settled();
    const joined = { id: one.contactId, name: 'Joined Bat', phone: '+97699554433', lastAt: NOON + 3 * MINUTE };
    expect(await store().people.find(two.contactId)).toMatchObject(joined);
    expect(await read(both)).toMatchObject([{ ...joined, siteIds: [here.site.id, there.site.id] }]);
    expect(namesOf(await read({ terms: searched('99554433') }))).toEqual(['Joined Bat']);
    expect(namesOf(await read({ terms: searched('joined b.') }))).toEqual(['Joined Bat']);
    // What the other one says moves the one row.
    await there.say(two, 'Anybody?', { at: NOON + 9 * MINUTE });
    await store().people.settled();
    expect((await store().people.find(one.contactId))?.lastAt).toBe(NOON + 9 * MINUTE);
    await store().contacts.unmerge(merge!.id, { id: 'owner', name: 'Owner' }, NOON + 10 * MINUTE);
    await store().people.settled();
    expect(await store().people.find(one.contactId)).toMatchObject({ phone: '', lastAt: NOON + MINUTE });
    expect(await store().people.find(two.contactId)).toMatchObject({ name: 'Joined B.', lastAt: NOON + 9 * MINUTE });
    expect(await read(both)).toMatchObject([{ id: two.contactId }]);
  });

  test('PE5 a page goes on where the one before ended, and takes no place that none gave', async () => {
    const scene = await setScene(store());
    for (let n = 0; n < 7; n++) {
      const visitor = await scene.visitor();
      const words = { name: `Sorted ${n % 3} $"` };
      await store().contacts.update(visitor.contactId, { by: 'agent', words }, NOON);
    }
    await store().people.settled();
    for (const sort of ['heard', 'name', 'newest', 'spent'] as const) {
      const asked = { filter: isOf(scene.site.id), sort };
      const whole = await read(asked);
      expect(whole).toHaveLength(7);
      expect(await read({ ...asked, limit: 2 })).toEqual(whole);
      expect(await read({ ...asked, limit: 3, look: 2 })).toEqual(whole);
      expect(await read({ ...asked, limit: 2, terms: searched('sorted') })).toEqual(whole);
      const bad = { asks: [], terms: null, siteIds: null, sort, limit: 1, look: 1, cursor: 'W10' } as const;
      await expect(store().people.page(bad)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
  });
}
