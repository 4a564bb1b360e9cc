import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, NOON, newAgent, newId, setScene } from '../scene.ts';

/** MN2, MN3: who is named in a note is kept with it until they have seen it. */
export function mentionRules(store: () => Store): void {
  async function talk() {
    const scene = await setScene(store());
    const { conversation } = await scene.say(await scene.visitor(), 'Roses, please');
    return { scene, id: conversation.id };
  }
  /** A note that names these, as a client sends it. */
  const noteOf = (conversationId: string, named: { id: string; name: string }[], at: number) => ({
    conversationId,
    clientId: newId('client'),
    fingerprint: `print ${named.length}`,
    author: BELLA,
    body: { kind: 'note' as const, text: 'Look at this', mentions: named.map(({ id, name }) => ({ id, name })) },
    at,
  });
  const of = (agentId: string, siteIds: string[] | null = null) => ({ agentId, siteIds });
  const seqsOf = async (agentId: string) =>
    (await store().mentions.page({ ...of(agentId), limit: 50 })).items.map(({ seq, isRead }) => [seq, isRead]);

  test('MN2 ST4 a note and those whom it names are written once, and told again as they were', async () => {
    const { scene, id } = await talk();
    const [carl, dora, eve] = [newAgent(), newAgent(), newAgent()];
    const note = noteOf(id, [carl, dora], scene.tick());
    const written = await store().conversations.append(note);
    expect(written.entry.body).toEqual(note.body);
    expect(await store().conversations.append(note)).toMatchObject({ isRepeat: true, entry: written.entry });
    expect(await store().conversations.entriesAfter(id, 1, 9)).toEqual([written.entry]);
    const { items } = await store().mentions.page({ ...of(carl.id), limit: 9 });
    const where = { siteId: scene.site.id, conversationId: id, seq: 2, at: note.at, isRead: false };
    expect(items).toEqual([{ id: expect.any(String), agentId: carl.id, ...where }]);
    expect(await store().mentions.count(of(dora.id))).toEqual({ unread: 1, hasAny: true });
    expect(await store().mentions.count(of(eve.id))).toEqual({ unread: 0, hasAny: false });
  });

  test('MN3 what was seen in one conversation is seen there, by that agent alone', async () => {
    const [one, other] = [await talk(), await talk()];
    const [carl, dora] = [newAgent(), newAgent()];
    for (const { scene, id } of [one, other])
      await store().conversations.append(noteOf(id, [carl, dora], scene.tick()));
    expect(await store().mentions.read({ agentId: carl.id, conversationId: one.id })).toBe(true);
    expect(await store().mentions.read({ agentId: carl.id, conversationId: one.id })).toBe(false);
    expect(await store().mentions.read({ agentId: carl.id, conversationId: 'none' })).toBe(false);
    expect(await store().mentions.count(of(carl.id))).toEqual({ unread: 1, hasAny: true });
    expect(await store().mentions.count(of(dora.id))).toEqual({ unread: 2, hasAny: true });
  });

  test('MN3 RI4 they come in pages, newest first, of the sites that the agent sees', async () => {
    const { scene, id } = await talk();
    const elsewhere = await talk();
    const carl = newAgent();
    for (let n = 0; n < 5; n++) await store().conversations.append(noteOf(id, [carl], scene.tick()));
    await store().conversations.append(noteOf(elsewhere.id, [carl], NOON + DAY));
    const seqs: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await store().mentions.page({ ...of(carl.id, [scene.site.id]), limit: 2, cursor });
      seqs.push(...page.items.map(each => each.seq));
      cursor = page.cursor ?? undefined;
    } while (cursor);
    expect(seqs).toEqual([6, 5, 4, 3, 2]);
    expect(await store().mentions.count(of(carl.id, [scene.site.id]))).toEqual({ unread: 5, hasAny: true });
    expect(await store().mentions.count(of(carl.id, []))).toEqual({ unread: 0, hasAny: false });
    expect(await seqsOf(carl.id)).toHaveLength(6);
  });

  test('MN3 PR1 a mention goes with its conversation, and when it is too old', async () => {
    const [one, other] = [await talk(), await talk()];
    const carl = newAgent();
    for (const { scene, id } of [one, other]) await store().conversations.append(noteOf(id, [carl], scene.tick()));
    const { contact } = (await store().conversations.find(one.id))!;
    const order = { contactId: contact.id, id: newId('erasure'), by: BELLA, at: NOON + DAY, keysUntil: NOON + 9 * DAY };
    await store().privacy.erase(order);
    expect(await seqsOf(carl.id)).toEqual([[2, false]]);
    await store().mentions.sweep(NOON);
    expect(await seqsOf(carl.id)).toEqual([[2, false]]);
    await store().mentions.sweep(NOON + DAY);
    expect(await seqsOf(carl.id)).toEqual([]);
  });
}
