import { expect, test } from 'vitest';
import { STAGE_DEFAULTS } from '../../../protocol/stages.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, NOON, newId, person, setScene } from '../scene.ts';
import { newComplaint } from './complaints.ts';

/** RI4 of rows of people: one that says no site is of whoever sees the card, in lists and in counts alike. */
export function seenRowRules(store: () => Store): void {
  const by = { id: BELLA.id, name: BELLA.name };
  const agent = () => ({ id: newId('agent'), name: 'Sarnai' });

  /** Somebody of no site of whom every room has a row, and two sites, to one of which they come. */
  async function setRows() {
    const [theirs, other] = [await setScene(store()), await setScene(store())];
    const [contactId, dealer] = [await person(store()), agent()];
    const move = (toId: string) =>
      store().stages.move({
        ...{ id: newId('move'), contactId, siteId: null, stages: STAGE_DEFAULTS.stages, toId, at: NOON },
        ...{ by: { kind: 'agent', ...by }, agentId: dealer.id, reason: null },
      });
    await move('talking');
    await move('bought');
    const complaint = newComplaint({ contactId, assignee: dealer, untilAt: NOON });
    await store().complaints.open(complaint);
    const why = [{ code: 'complained' as const, at: NOON, text: 'Late', n: null, siteId: null }];
    await store().lists.keep({
      ...{ contactIds: [contactId], found: { left: { why, since: NOON }, hot: null }, at: NOON },
      newIds: { left: newId('entry'), hot: newId('entry') },
    });
    const comes = async (scene: typeof theirs) => {
      const { contactId: loserId } = await scene.visitor();
      const [winner, loser] = [(await store().contacts.find(contactId))!, (await store().contacts.find(loserId))!];
      const versions = { winner: winner.version, loser: loser.version };
      const order = { id: newId('merge'), winnerId: contactId, loserId, versions, choices: {}, by, at: NOON };
      await store().contacts.merge(order);
      return loserId;
    };
    return {
      theirs: theirs.site.id,
      other: other.site.id,
      contactId,
      dealer,
      complaint,
      comes,
      scenes: [theirs, other],
    };
  }

  /** What somebody who sees one site finds of one agent's rows, listed and counted. */
  async function found(siteId: string, { id: agentId }: { id: string }) {
    const whose = { agentId, siteIds: [siteId] };
    const page = await store().stages.page({ ...whose, stageIds: ['bought'], limit: 9 });
    const counts = await store().stages.counts(whose);
    const listed = await store().complaints.list({ ...whose, show: 'mine', limit: 9 });
    const { mine } = await store().complaints.counts({ ...whose, at: NOON });
    return {
      cards: page.items.map(each => each.person.contactId),
      stages: counts,
      figures: await store().stages.figures({ ...whose, since: NOON }),
      complaints: listed.items.map(each => each.id),
      mine,
    };
  }

  const NOTHING = { cards: [], stages: [], figures: { won: 0, lost: 0 }, complaints: [], mine: 0 };

  test('RI4 SG5 CP2 a board and complaints list and count whom one sees, and nobody of other sites', async () => {
    const { theirs, other, contactId, dealer, complaint, comes, scenes } = await setRows();
    const all = {
      cards: [contactId],
      stages: [{ stageId: 'bought', count: 1 }],
      figures: { won: 1, lost: 0 },
      complaints: [complaint.id],
      mine: 1,
    };
    // Who came to no site is everybody's.
    expect([await found(theirs, dealer), await found(other, dealer)]).toEqual([all, all]);
    await comes(scenes[0]!);
    expect([await found(theirs, dealer), await found(other, dealer)]).toEqual([all, NOTHING]);
    expect(await found(newId('site'), dealer)).toEqual(NOTHING);
    await comes(scenes[1]!);
    expect(await found(other, dealer)).toEqual(all);
  });

  test('RI4 LW3 of lists one is given and counts of whom one sees a sign, each sign by its own site', async () => {
    const { theirs, other, contactId, comes, scenes } = await setRows();
    const loserId = await comes(scenes[0]!);
    const left = async (siteId: string) => {
      const [count] = await store().lists.counts({ siteIds: [siteId], at: NOON + DAY, since: NOON });
      return count!.left;
    };
    // Of others' tests too, so what is compared is the difference.
    const nobodys = await left(newId('site'));
    expect([(await left(theirs)) - nobodys, (await left(other)) - nobodys]).toEqual([1, 0]);
    const sign = (siteId: string, at: number) => ({
      code: 'asked_price' as const,
      at,
      text: 'How much?',
      n: null,
      siteId,
    });
    const keep = (contactIds: string[], siteIds: string[]) =>
      store().lists.keep({
        ...{ contactIds, at: NOON + DAY, newIds: { left: newId('entry'), hot: newId('entry') } },
        found: { left: null, hot: { why: siteIds.map(each => sign(each, NOON + DAY)), since: NOON + DAY } },
      });
    // What was found of a card that has another contact by now says nothing.
    expect(await keep([contactId], [theirs])).toBe(null);
    expect(await keep([contactId, loserId], [other])).toBe(true);
    const take = (siteId: string, agentId = newId('agent')) =>
      store().lists.take({
        ...{ list: 'hot', agentId, siteIds: [siteId], at: NOON + 2 * DAY, until: NOON + 3 * DAY, coupons: [] },
      });
    const ofThem = async (siteId: string) => (await take(siteId))?.entry.contactId === contactId;
    expect(await ofThem(theirs)).toBe(false);
    const given = (await take(other, 'sarnai'))!;
    expect(given.entry).toMatchObject({ contactId, siteId: other });
    await store().lists.release({ entryId: given.entry.id, agentId: 'sarnai' });
    expect(await keep([contactId, loserId], [theirs, other])).toBe(true);
    expect(await store().lists.find(given.entry.id)).toMatchObject({
      siteId: null,
      why: [{ siteId: theirs }, { siteId: other }],
    });
    const second = (await take(theirs, 'sarnai'))!;
    expect(second.entry.contactId).toBe(contactId);
    const said = { id: newId('call'), outcome: 'thinks', note: '', nextAt: null, agent: by } as const;
    await store().lists.release({ entryId: second.entry.id, agentId: 'sarnai' });
    await store().lists.settle({ entryId: second.entry.id, said, at: NOON + 2 * DAY });
    const told = async (siteId: string) => {
      const outcomes = await store().lists.outcomes({ siteIds: [siteId], since: NOON + 2 * DAY });
      return outcomes.find(each => each.list === 'hot' && each.outcome === 'thinks')?.count ?? 0;
    };
    expect((await told(theirs)) - (await told(newId('site')))).toBe(1);
  });
}
