import { expect, test } from 'vitest';
import { STAGE_DEFAULTS } from '../../../protocol/stages.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, forgetSilent, MINUTE, NOON, newId, person, setScene } from '../scene.ts';
import { freshCall, newEvent } from './calls.ts';
import { newComplaint } from './complaints.ts';
import { newPurchase } from './purchases.ts';

/** As often as two things that begin at once meet each other in the middle. */
const ROUNDS = 6;

/** PR1, PR6, P4: rooms keep nothing of somebody who goes, whichever of the two comes first. */
export function goneRules(store: () => Store): void {
  const by = { id: BELLA.id, name: BELLA.name };
  const erase = (contactId: string) =>
    store().privacy.erase({ contactId, id: newId('erasure'), by, at: NOON, keysUntil: NOON + DAY });
  const buy = async (contactId: string) => (await store().purchases.add([newPurchase({ contactId })]))[0]!.outcome;
  const complain = (contactId: string) => store().complaints.open(newComplaint({ contactId }));
  const move = (contactId: string) =>
    store().stages.move({
      ...{ id: newId('move'), contactId, siteId: null, stages: STAGE_DEFAULTS.stages, toId: 'talking' },
      ...{ by: { kind: 'agent', ...by }, agentId: BELLA.id, reason: null, at: NOON },
    });
  const list = (contactId: string) => {
    const why = [{ code: 'asked_price' as const, at: NOON, text: 'How much?', n: null, siteId: null }];
    return store().lists.keep({
      ...{ contactIds: [contactId], found: { left: null, hot: { why, since: NOON } }, at: NOON },
      newIds: { left: newId('entry'), hot: newId('entry') },
    });
  };
  const ring = (siteId: string, contactId: string) =>
    store().calls.hear(freshCall(siteId), newEvent({ contactId, is: 'ended' }));

  /** How much rooms have of somebody. */
  async function keptOf(contactId: string): Promise<number> {
    const of = { contactIds: [contactId], siteIds: null };
    const found = await Promise.all([
      store().purchases.before(of, null, 9),
      store().complaints.before(of, null, 9),
      store().stages.of([contactId]),
      store().stages.moves({ ...of, before: null, limit: 9 }),
      store().calls.ofContacts([contactId], { siteIds: null, before: null, limit: 9 }),
    ]);
    return found.flat().length;
  }

  test('PR1 of somebody who is erased nothing is kept any more', async () => {
    const { site } = await setScene(store());
    const gone = await person(store());
    const ringing = freshCall(site.id);
    const stays = await person(store());
    const { id } = (await store().calls.hear(ringing, newEvent({ sharedBy: [gone, stays] }))).after;
    await erase(gone);
    expect(await buy(gone)).toBe('gone');
    await expect(complain(gone)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(move(gone)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await list(gone)).toBe(null);
    await expect(store().calls.say(id, { contactId: gone })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    // A call that rings goes on without them, and with those who share the number.
    expect((await ring(site.id, gone)).after).toMatchObject({ contactId: null, number: '+97699112233' });
    const shared = await store().calls.hear(freshCall(site.id), newEvent({ sharedBy: [gone, stays] }));
    expect(shared.after).toMatchObject({ contactId: null, sharedBy: [stays] });
    expect(await keptOf(gone)).toBe(0);
    // The others of a batch are added all the same.
    const batch = [newPurchase({ contactId: gone }), newPurchase({ contactId: stays })];
    expect((await store().purchases.add(batch)).map(each => each.outcome)).toEqual(['gone', 'added']);
  });

  test('PR1 whoever is erased while something is kept of them leaves nothing', { timeout: 60_000 }, async () => {
    const { site } = await setScene(store());
    for (let round = 0; round < ROUNDS; round++) {
      const contactId = await person(store());
      const acts = [buy, complain, move, list, (id: string) => ring(site.id, id)];
      // Now one before the other, now the other.
      const order = [...acts.slice(round % acts.length), ...acts.slice(0, round % acts.length)];
      const begun: Promise<unknown>[] = order.slice(0, 3).map(act => act(contactId));
      begun.push(erase(contactId), ...order.slice(3).map(act => act(contactId)));
      await Promise.allSettled(begun);
      expect(await store().contacts.find(contactId)).toBe(null);
      expect(await keptOf(contactId)).toBe(0);
      expect(await list(contactId)).toBe(null);
      // What writes nothing of the contact but this one.
      const caller = await person(store());
      const rings = Array.from({ length: 3 }, () => ring(site.id, caller));
      await Promise.allSettled(round % 2 === 0 ? [...rings, erase(caller)] : [erase(caller), ...rings]);
      expect(await keptOf(caller)).toBe(0);
    }
  });

  test('PR6 who buys in the moment in which silence is forgotten stays, with what they bought', {
    timeout: 60_000,
  }, async () => {
    const scene = await setScene(store());
    for (let round = 0; round < ROUNDS; round++) {
      const { contactId } = await scene.visitor();
      const what = { siteId: scene.site.id, kind: 'contacts', before: NOON + DAY, limit: 100 } as const;
      const forget = () => store().privacy.expire(what);
      const [outcome] =
        round % 2 === 0
          ? await Promise.all([buy(contactId), forget()])
          : (await Promise.all([forget(), buy(contactId)])).toReversed();
      const isThere = (await store().contacts.find(contactId)) !== null;
      expect([outcome, isThere, await keptOf(contactId)]).toEqual(isThere ? ['added', true, 1] : ['gone', false, 0]);
    }
  });

  test('PR6 P4 who signed in and never spoke is forgotten like all who are silent, unless the desk knows more', async () => {
    const scene = await setScene(store());
    const [silent, known, corrected] = [await scene.visitor(), await scene.visitor(), await scene.visitor()];
    for (const { id: visitorId } of [silent, known, corrected]) {
      const words = { name: 'Ann', email: `${visitorId}@shop.example` };
      const signed = { visitorId, externalId: `user-${visitorId}`, words, newContactId: newId('contact'), at: NOON };
      await store().visitors.identify(signed);
    }
    const note = { id: newId('note'), text: 'Likes peonies', by, at: NOON };
    await store().contacts.edit(known.contactId, { kind: 'note', note }, NOON);
    await store().contacts.update(corrected.contactId, { by: 'agent', words: { name: 'Anna' } }, NOON);
    await forgetSilent(store(), NOON + DAY);
    const left = [silent, known, corrected].map(each => store().contacts.find(each.contactId));
    expect((await Promise.all(left)).map(each => each?.name ?? null)).toEqual([null, 'Ann', 'Anna']);
    // Who comes again is met anew.
    const again = await scene.visitor();
    const order = { visitorId: again.id, externalId: `user-${silent.id}`, words: {}, newContactId: newId('contact') };
    const { after } = await store().visitors.identify({ ...order, at: NOON + 2 * DAY });
    expect(after).toMatchObject({ id: again.contactId, isVerified: true });
  });

  test('P4 who buys in the moment in which they sign in keeps what they bought', { timeout: 60_000 }, async () => {
    const scene = await setScene(store());
    for (let round = 0; round < ROUNDS; round++) {
      const [desktop, mobile] = [await scene.visitor(), await scene.visitor()];
      const externalId = newId('user');
      const signIn = ({ id: visitorId }: { id: string }) =>
        store().visitors.identify({
          ...{ visitorId, externalId, words: {}, newContactId: newId('contact'), at: NOON + MINUTE },
        });
      await signIn(desktop);
      const [outcome] =
        round % 2 === 0
          ? await Promise.all([buy(mobile.contactId), signIn(mobile)])
          : (await Promise.all([signIn(mobile), buy(mobile.contactId)])).toReversed();
      const isThere = (await store().contacts.find(mobile.contactId)) !== null;
      expect([outcome, isThere, await keptOf(mobile.contactId)]).toEqual(
        isThere ? ['added', true, 1] : ['gone', false, 0],
      );
    }
  });
}
