import { expect, test } from 'vitest';
import { STAGE_DEFAULTS, type StageMover } from '../../../protocol/stages.ts';
import type { StageOrder } from '../../../server/features/stages/rules.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, NOON, newId, newWebhook, setScene } from '../scene.ts';

/** SG2..SG6: where people stand, and how they are moved. */
export function stageRules(store: () => Store): void {
  const { stages } = STAGE_DEFAULTS;
  const byHand: StageMover = { kind: 'agent', id: BELLA.id, name: BELLA.name };
  const byRule: StageMover = { kind: 'rule', rule: 'submission' };
  const all = { agentId: null, siteIds: null };

  async function setPeople() {
    const scene = await setScene(store());
    const people = [await scene.visitor({ name: 'Ann' }), await scene.visitor({ name: 'Bob' })];
    const order = (contactId: string, toId: string, change: Partial<StageOrder> = {}): StageOrder => ({
      ...{ id: newId('move'), contactId, siteId: scene.site.id, stages, toId, by: byHand, agentId: BELLA.id },
      ...{ reason: null, at: scene.tick() },
      ...change,
    });
    const own = { agentId: null, siteIds: [scene.site.id] };
    const [ann, bob] = people.map(each => each.contactId) as [string, string];
    return { ...scene, visitors: people, ann, bob, order, own };
  }

  test('SG2 of many who saw the same, one moves somebody, and each move is kept', async () => {
    const { ann, order, site } = await setPeople();
    const first = await store().stages.move(order(ann, 'new', { by: byRule, agentId: null }));
    expect(first).toMatchObject({
      person: { contactId: ann, siteId: site.id, stageId: 'new', version: 1, agentId: null, reason: null },
      move: { contactId: ann, from: null, to: { id: 'new' }, by: byRule },
      leaves: false,
    });
    const asked = ['talking', 'offered', 'bought', 'lost'].map(toId => order(ann, toId, { version: 1 }));
    const tried = await Promise.allSettled(asked.map(each => store().stages.move(each)));
    const moved = tried.flatMap(each => (each.status === 'fulfilled' && each.value ? [each.value] : []));
    const refused = tried.flatMap(each => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(moved).toHaveLength(1);
    expect(refused).toEqual(['ALREADY_CLAIMED', 'ALREADY_CLAIMED', 'ALREADY_CLAIMED']);
    expect(await store().stages.of([ann, 'nobody'])).toEqual([moved[0]!.person]);
    expect(moved[0]!.person).toMatchObject({ version: 2, agentId: BELLA.id });
    const { stageId } = moved[0]!.person;
    expect(await store().stages.move(order(ann, stageId, { version: 2 }))).toBe(null);
    await expect(store().stages.move(order(ann, 'no-stage'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const kept = await store().stages.moves({ contactIds: [ann], siteIds: null, before: null, limit: 10 });
    expect(kept).toEqual([moved[0]!.move, first!.move]);
    const before = { at: kept[0]!.at, id: kept[0]!.id };
    expect(await store().stages.moves({ contactIds: [ann], siteIds: [site.id], before, limit: 10 })).toEqual([kept[1]]);
    expect(await store().stages.moves({ contactIds: [ann], siteIds: ['another'], before: null, limit: 10 })).toEqual(
      [],
    );
  });

  test('SG3 of many rules at once somebody is moved by one, and none leads back', async () => {
    const { ann, order } = await setPeople();
    const rule = (toId: string, name: 'submission' | 'answer' | 'purchase' | 'silence') =>
      store().stages.move(order(ann, toId, { by: { kind: 'rule', rule: name }, agentId: null }));
    const begun = await Promise.all([1, 2, 3].map(() => rule('new', 'submission')));
    expect(begun.filter(Boolean)).toHaveLength(1);
    expect(await rule('talking', 'answer')).toMatchObject({ person: { stageId: 'talking' } });
    expect(await rule('new', 'submission')).toBe(null);
    const reason = { id: 'price', text: 'too "dear" 👩‍🌾' } as const;
    await store().stages.move(order(ann, 'lost', { reason }));
    expect((await store().stages.of([ann]))[0]).toMatchObject({ stageId: 'lost', reason });
    expect(await rule('talking', 'answer')).toBe(null);
    expect(await rule('bought', 'purchase')).toMatchObject({ person: { stageId: 'bought', reason: null } });
    expect(await rule('lost', 'silence')).toBe(null);
  });

  test('SG5 columns, counts and figures are of whom somebody may see, and page by page', async () => {
    const { visitors, ann, bob, order, own, ...scene } = await setPeople();
    const talk = await scene.say(visitors[0]!, 'Roses?');
    const [first, second] = [order(bob, 'offered', { agentId: 'other' }), order(ann, 'offered')];
    for (const each of [first, second]) await store().stages.move(each);
    const page = await store().stages.page({ ...own, stageIds: ['offered', 'gone'], limit: 1 });
    expect(page.items).toMatchObject([
      { person: { contactId: ann }, contact: { name: 'Ann' }, conversation: { id: talk.conversation.id } },
    ]);
    const rest = await store().stages.page({ ...own, stageIds: ['offered'], cursor: page.cursor!, limit: 1 });
    expect(rest).toMatchObject({ items: [{ contact: { name: 'Bob' }, conversation: null }], cursor: null });
    const mine = await store().stages.page({ ...own, agentId: BELLA.id, stageIds: ['offered'], limit: 9 });
    expect(mine.items.map(each => each.contact.name)).toEqual(['Ann']);
    expect(await store().stages.counts(own)).toEqual([{ stageId: 'offered', count: 2 }]);
    expect(await store().stages.counts({ ...own, agentId: 'other' })).toEqual([{ stageId: 'offered', count: 1 }]);
    const unseen = await store().stages.counts({ agentId: null, siteIds: ['another'] });
    expect(unseen.some(each => each.stageId === 'offered')).toBe(false);
    expect((await store().stages.counts(all)).some(each => each.stageId === 'offered')).toBe(true);

    // Bought, sold to again, moved back and bought again: one person who bought.
    for (const toId of ['bought', 'regular', 'talking', 'bought', 'lost'])
      await store().stages.move(order(ann, toId, { reason: { id: 'other', text: '' } }));
    const since = NOON;
    expect(await store().stages.figures({ ...own, since })).toEqual({ won: 1, lost: 1 });
    expect(await store().stages.figures({ ...own, agentId: 'other', since })).toEqual({ won: 0, lost: 0 });
    expect(await store().stages.figures({ ...own, since: NOON + DAY })).toEqual({ won: 0, lost: 0 });
  });

  test('SG4 a card whose own contact stands nowhere stands once, where who was joined to it was moved last', async () => {
    const { ann, bob, order, own, ...scene } = await setPeople();
    const { contactId: card } = await scene.visitor({ name: 'Cleo' });
    await store().stages.move(order(bob, 'bought'));
    await store().stages.move(order(ann, 'offered', { agentId: 'other' }));
    for (const loserId of [ann, bob]) {
      const [winner, loser] = [(await store().contacts.find(card))!, (await store().contacts.find(loserId))!];
      const versions = { winner: winner.version, loser: loser.version };
      const merge = { id: newId('merge'), winnerId: card, loserId, versions, choices: {}, by: BELLA, at: scene.tick() };
      await store().contacts.merge(merge);
    }
    await store().people.settled();
    const stands = async (whose: object = {}) => {
      const asked = { ...own, ...whose };
      const { items } = await store().stages.page({ ...asked, stageIds: stages.map(each => each.id), limit: 9 });
      return { counts: await store().stages.counts(asked), people: items.map(each => each.person) };
    };
    const listed = async () => (await store().people.find(card))?.stage;
    expect(await stands()).toMatchObject({
      counts: [{ stageId: 'offered', count: 1 }],
      people: [{ contactId: card, stageId: 'offered', version: 0 }],
    });
    expect(await stands({ agentId: BELLA.id })).toEqual({ counts: [], people: [] });
    expect(await stands({ agentId: 'other' })).toMatchObject({ counts: [{ count: 1 }], people: [{ contactId: card }] });
    expect(await listed()).toBe('offered');
    // From there on it has a row of its own.
    await store().stages.move(order(card, 'new', { version: 0 }));
    await store().people.settled();
    expect(await stands()).toMatchObject({
      counts: [{ stageId: 'new', count: 1 }],
      people: [{ contactId: card, stageId: 'new', version: 1 }],
    });
    expect(await listed()).toBe('new');
    // Bob bought before they were one.
    const won = async () => (await store().stages.figures({ ...own, since: NOON })).won;
    expect(await won()).toBe(1);
    await store().stages.move(order(card, 'bought'));
    expect(await won()).toBe(1);
  });

  test('SG6 PR1 programs of the desk are told of a move in its step, and an erasure takes all of it away', async () => {
    const { ann, order, ...scene } = await setPeople();
    const hook = newWebhook('', { siteId: null, events: ['stage.moved'] });
    await store().webhooks.create(hook);
    await store().webhooks.create(newWebhook(scene.site.id));
    const moved = await store().stages.move(order(ann, 'talking'));
    expect(moved?.leaves).toBe(true);
    const waiting = async () =>
      (await store().outbox.page({ isDead: false, limit: 1000 })).items.filter(each => each.target === hook.id);
    const [delivery, ...others] = await waiting();
    expect(others).toEqual([]);
    const { type, data } = JSON.parse(delivery!.payload);
    expect({ type, data }).toEqual({ type: 'stage.moved', data: { siteId: null, stage: moved!.move } });
    expect(await store().privacy.held(ann)).toMatchObject({ rows: { stageMoves: [moved!.move] } });
    const erasure = { contactId: ann, id: newId('erasure'), by: BELLA, at: NOON + DAY, keysUntil: NOON + DAY };
    expect((await store().privacy.erase(erasure))?.erasure.counts).toMatchObject({ stageMoves: 1, listEntries: 0 });
    expect(await store().stages.of([ann])).toEqual([]);
    expect(await store().stages.moves({ contactIds: [ann], siteIds: null, before: null, limit: 9 })).toEqual([]);
    expect(await waiting()).toEqual([]);
    // Others of this suite count what waits.
    await store().webhooks.delete(hook.id);
  });
}
