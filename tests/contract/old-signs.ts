import type { Store } from '../../server/store/store.ts';
import { NOON, newId, person, setScene } from './scene.ts';

/** People on a list, of one site, of two and of none. @returns the ids of their entries and the site */
export async function listPeople(store: Store) {
  const [scene, elsewhere] = [await setScene(store), await setScene(store)];
  const [one, two, none] = [await scene.visitor(), await scene.visitor(), await person(store)];
  const { contactId: loserId } = await elsewhere.visitor();
  const [winner, loser] = [(await store.contacts.find(two.contactId))!, (await store.contacts.find(loserId))!];
  await store.contacts.merge({
    ...{ id: newId('merge'), winnerId: winner.id, loserId, choices: {}, by: { id: 'bella', name: 'Bella' }, at: NOON },
    versions: { winner: winner.version, loser: loser.version },
  });
  const ids: string[] = [];
  for (const contactIds of [[one.contactId], [two.contactId, loserId], [none]]) {
    const id = newId('entry');
    const sign = (at: number) => ({ code: 'asked_price' as const, at, text: 'How "much"?', n: null, siteId: null });
    const found = { left: null, hot: { why: [sign(NOON + 1), sign(NOON)], since: NOON + 1 } };
    await store.lists.keep({ contactIds, found, newIds: { left: newId('entry'), hot: id }, at: NOON });
    ids.push(id);
  }
  return { ids, siteId: scene.site.id };
}

/** Of which sites the signs are said to be. */
export async function sitesOfSigns(store: Store, ids: readonly string[]) {
  const entries = await Promise.all(ids.map(each => store.lists.find(each)));
  return entries.map(each => each!.why.map(({ text, siteId }) => [text, siteId]));
}
