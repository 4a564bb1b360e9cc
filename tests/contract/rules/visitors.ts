import { expect, test } from 'vitest';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import type { Store } from '../../../server/store/store.ts';
import { DAY, forgetSilent, MINUTE, NOON, newId, setScene } from '../scene.ts';

/** P2, P6: who a visitor is, and what is remembered of their way; who never spoke is forgotten. */
export function visitorRules(store: () => Store): void {
  test('P2 a visitor is found by their token, on their own site only', async () => {
    const [here, there] = [await setScene(store()), await setScene(store())];
    const ann = await here.visitor();
    expect(await store().visitors.byToken(here.site.id, `hash-${ann.id}`, NOON)).toEqual(ann);
    expect(await store().visitors.find(ann.id)).toEqual(ann);
    expect(await store().visitors.byToken(there.site.id, `hash-${ann.id}`, NOON)).toBe(null);
    expect(await store().visitors.byToken(here.site.id, 'hash-nobody', NOON)).toBe(null);
    expect(await store().contacts.find('nobody')).toBe(null);
  });

  test('TL4 the browsers of some contacts are found, those seen last first', async () => {
    const scene = await setScene(store());
    const [ann, ben, zoe] = [await scene.visitor(), await scene.visitor(), await scene.visitor()];
    await store().visitors.touch(ann.id, { at: NOON + DAY });
    const ids = [ben.contactId, ann.contactId, 'nobody'];
    const found = await store().visitors.ofContacts(ids, 10);
    expect(found).toEqual([await store().visitors.find(ann.id), ben]);
    expect(found).not.toContainEqual(zoe);
    expect(await store().visitors.ofContacts(ids, 1)).toHaveLength(1);
    expect(await store().visitors.ofContacts([], 10)).toEqual([]);
  });

  test('P2 one token makes one visitor, and leaves nothing of a second', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const contact = (await store().contacts.find(ann.contactId))!;
    const made = [1, 2, 3].map(() => ({ visitor: newId('visitor'), contact: newId('contact') }));
    const tokenHash = newId('hash');
    const turn = await Promise.allSettled([
      ...made.map(each =>
        store().visitors.create(
          { ...ann, id: each.visitor, contactId: each.contact, tokenHash },
          { ...contact, id: each.contact },
        ),
      ),
      // Who writes at the same moment does not suffer.
      scene.say(ann, 'Hello'),
    ]);
    expect(turn.slice(0, 3).filter(each => each.status === 'fulfilled')).toHaveLength(1);
    expect(turn[3]).toMatchObject({ status: 'fulfilled', value: { entry: { seq: 1 } } });
    const known = await store().visitors.byToken(scene.site.id, tokenHash, NOON);
    for (const each of made) {
      const isThere = each.visitor === known?.id;
      expect((await store().visitors.find(each.visitor)) !== null).toBe(isThere);
      expect((await store().contacts.find(each.contact)) !== null).toBe(isThere);
    }
  });

  test('P3 the trail is newest first and bounded', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const step = (number: number) => ({
      at: NOON + number,
      kind: 'page' as const,
      name: `Page ${number}`,
      url: `https://shop.example/${number}`,
    });
    for (let number = 1; number <= LIMITS.trailItems + 3; number++) {
      await store().visitors.touch(ann.id, { at: NOON + number, trail: step(number) });
    }
    await store().visitors.touch(ann.id, {
      at: NOON + MINUTE,
      referrer: 'https://search.example/',
      userAgent: 'New/2',
    });
    const now = await store().visitors.find(ann.id);
    expect(now?.trail).toHaveLength(LIMITS.trailItems);
    expect(now?.trail[0]).toEqual(step(LIMITS.trailItems + 3));
    expect(now).toMatchObject({
      seenAt: NOON + MINUTE,
      referrer: 'https://search.example/',
      userAgent: 'New/2',
      createdAt: ann.createdAt,
    });
    await store().visitors.touch('nobody', { at: NOON });
  });

  const identify = (visitorId: string, externalId: string, words = {}, at = NOON + DAY) =>
    store().visitors.identify({ visitorId, externalId, words, newContactId: newId('contact'), at });

  test('P2 sweeping forgets silent visitors and keeps everybody who spoke', async () => {
    const scene = await setScene(store());
    const [silent, spoke, fresh, known] = [
      await scene.visitor(),
      await scene.visitor(),
      await scene.visitor(),
      await scene.visitor(),
    ];
    await scene.say(spoke, 'Hello');
    await scene.say(known, 'Hello');
    await identify(known.id, 'user-1');
    await identify(known.id, 'user-2');
    await store().visitors.touch(fresh.id, { at: NOON + DAY });
    await forgetSilent(store(), NOON + DAY);
    expect(await store().visitors.find(silent.id)).toBe(null);
    expect(await store().contacts.find(silent.contactId)).toBe(null);
    expect(await store().visitors.byToken(scene.site.id, `hash-${silent.id}`, NOON)).toBe(null);
    for (const each of [spoke, fresh, known]) {
      expect(await store().visitors.find(each.id)).toMatchObject({ id: each.id });
      expect(await store().contacts.find(each.contactId)).not.toBe(null);
    }
  });

  const AFTER = { oldUntil: NOON + 37 * DAY, madeBefore: NOON, at: NOON + 30 * DAY };

  test('P7 an old token is replaced, and the one before is good for a while', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const [first, second] = [`hash-${ann.id}`, `second-${ann.id}`];
    const due = { visitorId: ann.id, cameBy: first, tokenHash: second, ...AFTER };
    const who = async (hash: string, at = AFTER.at) =>
      (await store().visitors.byToken(scene.site.id, hash, at))?.id ?? null;
    expect(await store().visitors.renewToken({ ...due, madeBefore: ann.createdAt - 1 })).toBe(null);
    expect(await store().visitors.renewToken({ ...due, madeBefore: ann.createdAt })).toBe(AFTER.at);
    expect([await who(first), await who(second)]).toEqual([ann.id, ann.id]);
    // Whoever comes by the one before never heard of the new one, and is told when that was made.
    expect(await store().visitors.renewToken({ ...due, tokenHash: 'third', at: AFTER.at + 1 })).toBe(AFTER.at);
    expect(await store().visitors.renewToken({ ...due, cameBy: second, tokenHash: 'third' })).toBe(null);
    expect([await who(first, AFTER.oldUntil), await who(second, AFTER.oldUntil)]).toEqual([null, ann.id]);
    const nobody = store().visitors.renewToken({ ...due, visitorId: 'nobody' });
    await expect(nobody).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  });

  test('P7 two tabs that come at once get one new token', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const due = { visitorId: ann.id, cameBy: `hash-${ann.id}`, ...AFTER, madeBefore: ann.createdAt };
    const told = await Promise.all(
      [1, 2, 3].map(tab =>
        store().visitors.renewToken({ ...due, tokenHash: `tab-${tab}-${ann.id}`, at: AFTER.at + tab }),
      ),
    );
    expect(new Set(told).size).toBe(1);
    const hash = `tab-${told[0]! - AFTER.at}-${ann.id}`;
    expect((await store().visitors.byToken(scene.site.id, hash, AFTER.at))?.id).toBe(ann.id);
  });

  test('P7 a token that nobody came by for half a year opens nothing', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const byToken = (at: number) => store().visitors.byToken(scene.site.id, `hash-${ann.id}`, at);
    expect(await byToken(ann.seenAt + 180 * DAY - 1)).toEqual(ann);
    expect(await byToken(ann.seenAt + 180 * DAY)).toBe(null);
    await store().visitors.touch(ann.id, { at: ann.seenAt + 179 * DAY });
    expect((await byToken(ann.seenAt + 180 * DAY))?.id).toBe(ann.id);
  });

  test('P7 everybody of a site whom an identity named is signed out, and nobody else', async () => {
    const [here, there] = [await setScene(store()), await setScene(store())];
    const [ann, bob, other] = [await here.visitor(), await here.visitor(), await there.visitor()];
    for (const { id: visitorId } of [ann, other]) {
      const who = { externalId: 'user-out', words: {}, newContactId: newId('contact'), at: NOON };
      await store().visitors.identify({ visitorId, ...who });
    }
    const renewed = { tokenHash: `new-${ann.id}`, ...AFTER, madeBefore: ann.createdAt };
    await store().visitors.renewToken({ visitorId: ann.id, cameBy: `hash-${ann.id}`, ...renewed });
    expect(await store().visitors.signOut(here.site.id)).toBe(1);
    const known = async (siteId: string, hash: string) => (await store().visitors.byToken(siteId, hash, NOON)) !== null;
    expect([await known(here.site.id, `hash-${ann.id}`), await known(here.site.id, `new-${ann.id}`)]).toEqual([
      false,
      false,
    ]);
    expect(await known(here.site.id, `hash-${bob.id}`)).toBe(true);
    expect(await known(there.site.id, `hash-${other.id}`)).toBe(true);
    expect(await store().visitors.find(ann.id)).toMatchObject({ id: ann.id });
  });
}
