import { expect, test } from 'vitest';
import type { HeldMark } from '../../../protocol/spam.ts';
import type { Visitor } from '../../../protocol/visitors.ts';
import { infoOf } from '../../../server/features/files/rules.ts';
import { keyOfSending, keyOfToken } from '../../../server/features/privacy/rules.ts';
import type { PrivacyStore } from '../../../server/features/privacy/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, NOON, newAgent, newId, newWebhook, numbers, setScene, upTo } from '../scene.ts';
import { newComplaint } from './complaints.ts';
import { all, upload } from './files.ts';
import { newFile } from './new-file.ts';
import { newPurchase } from './purchases.ts';

type Kind = Parameters<PrivacyStore['expire']>[0]['kind'];

/** PR1..PR7: what is held of a person, how it is erased, and what goes by itself. */
export function privacyRules(store: () => Store): void {
  const erase = (of: Pick<Visitor, 'contactId'>, id = newId('erasure')) =>
    store().privacy.erase({ contactId: of.contactId, id, by: BELLA, at: NOON + DAY, keysUntil: NOON + 30 * DAY });
  const expire = (siteId: string, kind: Kind, before: number, limit = 100) =>
    store().privacy.expire({ siteId, kind, before, limit });

  /** Somebody who left something of every kind, and somebody else at the same desk. */
  async function setPeople() {
    const scene = await setScene(store());
    await store().webhooks.create(newWebhook(scene.site.id));
    const [ann, bob] = [await scene.visitor({ name: 'Annabel', email: 'annabel@home.example' }), await scene.visitor()];
    const said = await scene.say(ann, 'Marzipan', { clientId: newId('marzipan') });
    const asked = await scene.ask(ann, { topic: 'Gingerbread' });
    await scene.fill(ann, { message: 'Nougat' });
    await scene.reply(said.conversation.id, 'Praline', { kind: 'note' });
    const other = await scene.say(bob, 'Marzipan too');
    await store().search.settled();
    /** By a word that every other test here says too, at a desk of its own. */
    const found = async (q: string) =>
      (await store().search.find({ q, limit: 100 })).entries
        .filter(each => each.conversation.siteId === scene.site.id)
        .map(each => each.entry);
    return { ...scene, ann, bob, said, asked, other, found };
  }
  const deliveriesOf = async (conversationId: string) =>
    (await store().outbox.page({ isDead: false, limit: 1000 })).items.filter(
      each => each.conversationId === conversationId,
    );

  test('PR1 a person is erased with all that they left, and nobody else is', async () => {
    const { ann, bob, said, asked, other, found, ...scene } = await setPeople();
    const { conversation } = said;
    const counted = await store().views.count(BELLA.id);
    const waiting = await deliveriesOf(conversation.id);
    expect(waiting.length).toBeGreaterThan(3);
    const erased = await erase(ann);
    expect(erased).toMatchObject({ visitorIds: [ann.id], conversationIds: [conversation.id], isRepeat: false });
    expect(erased?.erasure.counts).toEqual({
      contacts: 1,
      contactMerges: 0,
      purchases: 0,
      complaints: 0,
      bookings: 0,
      waits: 0,
      importPeople: 0,
      visitors: 1,
      conversations: 1,
      entries: 4,
      files: 0,
      callbacks: 1,
      calls: 0,
      mails: 0,
      ratings: 0,
      stageMoves: 0,
      listEntries: 0,
      listCalls: 0,
      loyaltyRows: 0,
      visitRows: 0,
      loyaltyPeople: 0,
      redemptions: 0,
      deliveries: waiting.length,
    });
    expect(await store().contacts.find(ann.contactId)).toBe(null);
    expect(await store().visitors.find(ann.id)).toBe(null);
    expect(await store().visitors.byToken(scene.site.id, `hash-${ann.id}`, NOON)).toBe(null);
    expect(await store().conversations.find(conversation.id)).toBe(null);
    expect(await store().conversations.entriesAfter(conversation.id, 0, 100)).toEqual([]);
    expect(await store().callbacks.ofConversation(conversation.id)).toEqual([]);
    expect((await store().callbacks.queue({ limit: 1000 })).items.map(each => each.callback.id)).not.toContain(
      asked.callback!.id,
    );
    expect(await deliveriesOf(conversation.id)).toEqual([]);
    for (const word of ['gingerbread', 'nougat', 'praline']) expect(await found(word)).toEqual([]);
    expect(await found('marzipan')).toEqual([other.entry]);
    const people = (await store().search.find({ q: 'annabel', limit: 100 })).people;
    expect(people.filter(each => each.siteId === scene.site.id)).toEqual([]);
    expect(await store().views.ofContact(ann.contactId, 10)).toEqual([]);
    expect(await store().privacy.held(ann.contactId)).toBe(null);
    const after = await store().views.count(BELLA.id);
    expect(after.all).toBe(counted.all - 1);

    // Others go on where they were, and what they say is found.
    const next = await scene.say(bob, 'Liquorice');
    expect(next.entry).toMatchObject({ conversationId: other.conversation.id, seq: 2 });
    expect(numbers(await store().conversations.entriesAfter(other.conversation.id, 0, 10))).toEqual(upTo(2));
    await store().search.settled();
    expect(await found('liquor')).toEqual([next.entry]);
    expect((await deliveriesOf(other.conversation.id)).length).toBeGreaterThan(0);
  });

  test('PR1 files go with whoever sent them or got them, bytes and all, and with conversations that are too old', async () => {
    const scene = await setScene(store());
    const [ann, bob] = [await scene.visitor(), await scene.visitor()];
    const put = (of: Visitor) => {
      const file = newFile(scene.site.id, { uploader: `visitor:${of.id}`, name: 'sweets.png' });
      return upload(store(), file, Buffer.from(`sweets of ${of.id}`));
    };
    const send = async (of: Visitor) => {
      const file = await put(of);
      const body = { kind: 'message' as const, text: '', files: [infoOf(file)!] };
      return { file, sent: await store().conversations.submit(scene.submission(of, body)) };
    };
    const [first, unsent, other] = [await send(ann), await put(ann), await send(bob)];
    const bytesOf = async (id: string) =>
      (await all(store().files.read(id, 0, 100)).catch(() => Buffer.alloc(0))).length;
    expect((await store().privacy.held(ann.contactId))!.files.map(each => each.id)).toEqual([first.file.id, unsent.id]);
    const erased = await erase(ann);
    expect(erased!.erasure.counts.files).toBe(2);
    for (const id of [first.file.id, unsent.id]) {
      expect(await store().files.find(id)).toBe(null);
      expect(await bytesOf(id)).toBe(0);
    }
    expect(await bytesOf(other.file.id)).toBeGreaterThan(0);
    await scene.close(other.sent.conversation.id);
    expect((await expire(scene.site.id, 'conversations', NOON + DAY)).count).toBe(1);
    expect(await store().files.find(other.file.id)).toBe(null);
    expect(await bytesOf(other.file.id)).toBe(0);
  });

  test('PR1 what somebody began as another person stays with that one', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const sign = (externalId: string) =>
      store().visitors.identify({ visitorId: ann.id, externalId, words: {}, newContactId: newId('contact'), at: NOON });
    const { conversation } = await scene.say(ann, 'As the first');
    await sign('first');
    const second = await sign('second');
    const began = await scene.say(ann, 'As the second');
    await erase({ contactId: second.after.id });
    expect(await store().conversations.find(began.conversation.id)).toBe(null);
    expect(await store().visitors.find(ann.id)).toBe(null);
    const kept = await store().conversations.find(conversation.id);
    expect(kept).toMatchObject({ visitorId: null, lastSeq: 1 });
    expect((await scene.reply(conversation.id, 'Still here')).entry.seq).toBe(2);
  });

  test('PR3 an erased token and what was sent by it are known, until they are forgotten', async () => {
    const { ann, said, ...scene } = await setPeople();
    const token = keyOfToken(`hash-${ann.id}`);
    const sending = keyOfSending(scene.site.id, said.entry.clientId!);
    expect(await store().privacy.isErased(() => token)).toBe(false);
    await erase(ann);
    expect([await store().privacy.isErased(() => token), await store().privacy.isErased(() => sending)]).toEqual([
      true,
      true,
    ]);
    expect(await store().privacy.isErased(() => keyOfToken('hash-nobody'))).toBe(false);
    await expect(scene.say(ann, 'I am back')).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    await store().privacy.sweep(NOON + 30 * DAY);
    expect([await store().privacy.isErased(() => token), await store().privacy.isErased(() => sending)]).toEqual([
      false,
      false,
    ]);
  });

  test('PR5 a receipt is written with the erasure, and a repeat gets the first one', async () => {
    const { ann } = await setPeople();
    const first = await erase(ann);
    const again = await erase(ann);
    expect(again).toEqual({ erasure: first!.erasure, visitorIds: [], conversationIds: [], isRepeat: true });
    expect(first!.erasure).toMatchObject({ contactId: ann.contactId, siteId: ann.siteId, at: NOON + DAY, by: BELLA });
    expect(await store().privacy.erasure(first!.erasure.id)).toEqual(first!.erasure);
    expect(JSON.stringify(first!.erasure)).not.toMatch(/annabel/i);
    expect(await store().privacy.erasure('none')).toBe(null);
    expect(await erase({ contactId: 'nobody' })).toBe(null);
    const scene = await setScene(store());
    const others = [await scene.visitor(), await scene.visitor()];
    for (const each of others) await erase(each);
    const page = await store().privacy.erasures({ limit: 2 });
    const next = await store().privacy.erasures({ limit: 2, cursor: page.cursor! });
    expect(page.items).toHaveLength(2);
    expect(next.items.map(each => each.id)).not.toContain(page.items[1]!.id);
  });

  test('PR8 all that is held of a person is told, oldest first', async () => {
    const { ann, said, asked } = await setPeople();
    const held = (await store().privacy.held(ann.contactId))!;
    expect(held.contacts[0]).toMatchObject({ id: ann.contactId, name: 'Annabel' });
    expect(held.visitors.map(each => each.id)).toEqual([ann.id]);
    expect(held.conversations).toEqual([await store().conversations.find(said.conversation.id)]);
    expect(held.callbacks).toEqual([asked.callback]);
    expect(held.deliveries).toEqual(expect.arrayContaining(await deliveriesOf(said.conversation.id)));
  });

  test('PR6 closed conversations go after their time, whole and few at once', async () => {
    const { ann, bob, said, other, asked, found, ...scene } = await setPeople();
    const bella = newAgent();
    await scene.change(asked.callback!.id, { attempt: { outcome: 'reached', note: '' } } as never);
    const third = await scene.say(await scene.visitor(), 'Open still');
    for (const { conversation } of [said, other]) await scene.close(conversation.id);
    const { updatedAt } = (await store().conversations.find(said.conversation.id))!;
    expect((await expire(scene.site.id, 'conversations', updatedAt)).count).toBe(0);
    const first = await expire(scene.site.id, 'conversations', NOON + DAY, 1);
    const second = await expire(scene.site.id, 'conversations', NOON + DAY, 1);
    expect([first.conversationIds, second.conversationIds]).toEqual([[said.conversation.id], [other.conversation.id]]);
    expect(first.moved).toEqual([{ visitorId: ann.id, conversationId: null }]);
    expect((await expire(scene.site.id, 'conversations', NOON + DAY)).count).toBe(0);
    expect(await store().conversations.find(said.conversation.id)).toBe(null);
    expect(await found('nougat')).toEqual([]);
    expect(await store().conversations.find(third.conversation.id)).not.toBe(null);
    expect((await store().views.count(bella.id)).all).toBeGreaterThan(0);
    // Who comes back begins anew, and is the same person.
    const back = await scene.say(bob, 'Hello again');
    expect(back).toMatchObject({ entry: { seq: 1 }, conversation: { contact: { id: bob.contactId } } });
    expect(back.conversation.id).not.toBe(other.conversation.id);
  });

  test('PR6 what was held goes after a time of its own, and a held call keeps its number until then', async () => {
    const scene = await setScene(store());
    const held = { rules: ['links'], at: NOON, fromSeq: 1 } satisfies HeldMark;
    const robot = await scene.visitor();
    const { conversation, callback } = await scene.ask(robot, {}, { held });
    const open = await scene.say(await scene.visitor(), 'Do you deliver?');
    for (const kind of ['conversations', 'callbacks'] as const) {
      expect((await expire(scene.site.id, kind, callback!.endAt + DAY)).count).toBe(0);
    }
    expect((await expire(scene.site.id, 'held', conversation.updatedAt)).count).toBe(0);
    expect(await expire(scene.site.id, 'held', NOON + DAY)).toMatchObject({
      count: 1,
      conversationIds: [conversation.id],
    });
    expect(await store().conversations.find(conversation.id)).toBe(null);
    expect(await store().conversations.find(open.conversation.id)).not.toBe(null);
  });

  test('PR6 a callback that ended is emptied, and its place in the conversation stays', async () => {
    const { said, asked, found, ...scene } = await setPeople();
    const { id, endAt } = asked.callback!;
    expect((await expire(scene.site.id, 'callbacks', endAt + DAY)).count).toBe(0);
    await scene.change(id, { attempt: { outcome: 'reached', note: 'Toffee' } } as never);
    expect((await expire(scene.site.id, 'callbacks', endAt)).count).toBe(0);
    expect((await expire(scene.site.id, 'callbacks', endAt + 1)).count).toBe(1);
    expect((await expire(scene.site.id, 'callbacks', endAt + 1)).count).toBe(0);
    const [callback] = await store().callbacks.ofConversation(said.conversation.id);
    expect(callback).toMatchObject({ id, phone: '', name: '', topic: '', status: 'reached', seq: asked.entry.seq });
    expect(JSON.stringify(callback)).not.toContain('Toffee');
    const entries = await store().conversations.entriesAfter(said.conversation.id, 0, 10);
    expect(entries[asked.entry.seq - 1]!.body).toMatchObject({
      kind: 'callback',
      callbackId: id,
      phone: '',
      topic: '',
    });
    expect(numbers(entries)).toEqual(upTo(5));
    expect(await found('gingerbread')).toEqual([]);
  });

  test('PR6 who never spoke goes, but nobody of whom the desk or any room keeps something', async () => {
    const scene = await setScene(store());
    const [silent, buyer, angry, friend, caller] = [
      await scene.visitor(),
      await scene.visitor(),
      await scene.visitor(),
      await scene.visitor(),
      await scene.visitor(),
    ];
    const typed = { by: 'visitor', words: { phone: '+97699000011' } } as const;
    await store().contacts.update(silent.contactId, typed, NOON);
    await store().purchases.add([newPurchase({ contactId: buyer.contactId })]);
    await store().complaints.open(newComplaint({ contactId: angry.contactId }));
    await store().contacts.edit(friend.contactId, { kind: 'facts', words: {}, facts: { callMe: 'Batka' } }, NOON);
    const called = { kind: 'phone', scope: '', value: '+97699000012', source: 'call', firstAt: NOON } as const;
    const identity = { ...called, isVerified: true, isPrimary: true };
    await store().contacts.edit(caller.contactId, { kind: 'identity', identity }, NOON);
    expect((await expire(scene.site.id, 'contacts', NOON + DAY)).count).toBe(5);
    const left = async (of: Pick<Visitor, 'contactId'>) => (await store().contacts.find(of.contactId)) !== null;
    expect(await Promise.all([silent, buyer, angry, friend, caller].map(left))).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);
    expect((await store().privacy.held(buyer.contactId))?.rows.purchases).toHaveLength(1);
  });

  test('PR6 trails go after their time, and the visitor stays', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const trail = { at: NOON, kind: 'page', name: 'Sweets', url: 'https://shop.example/sweets' } as const;
    await store().visitors.touch(ann.id, {
      at: NOON + DAY,
      trail,
      userAgent: 'Browser/1',
      referrer: 'https://a.example/',
    });
    expect((await expire(scene.site.id, 'trails', NOON + DAY)).count).toBe(0);
    expect((await expire(scene.site.id, 'trails', NOON + DAY + 1)).count).toBe(1);
    expect((await expire(scene.site.id, 'trails', NOON + DAY + 1)).count).toBe(0);
    expect(await store().visitors.find(ann.id)).toMatchObject({ trail: [], userAgent: '', referrer: '' });
  });

  test('PR10 who takes their consent back is known by no token, and nothing is left of their way', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const trail = { at: NOON, kind: 'page', name: 'Sweets', url: 'https://shop.example/sweets' } as const;
    await store().visitors.touch(ann.id, { at: NOON, trail, userAgent: 'Browser/1', referrer: 'https://a.example/' });
    const { conversation } = await scene.say(ann, 'Hello');
    await store().visitors.withdraw(ann.id);
    expect(await store().visitors.byToken(scene.site.id, `hash-${ann.id}`, NOON)).toBe(null);
    expect(await store().visitors.find(ann.id)).toMatchObject({ trail: [], userAgent: '', referrer: '' });
    expect((await scene.reply(conversation.id, 'An answer')).entry.seq).toBe(2);
    await store().visitors.withdraw('nobody');
  });

  test('PR7 what stands behind a page address is cut off, where it was kept before', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const page = (url: string, at: number) => ({ at, kind: 'page' as const, name: 'A "page"', url });
    const urls = ['https://s.example/a?mail=ann@home.example#x', 'https://s.example/b#c?d', 'https://s.example/plain'];
    for (const [index, url] of urls.entries()) {
      await store().visitors.touch(ann.id, { at: NOON + index, trail: page(url, NOON + index) });
    }
    await store().visitors.touch(ann.id, { at: NOON, referrer: 'https://search.example/?q=me', userAgent: 'B/1' });
    expect(await store().privacy.cutTrails(scene.site.id, 100)).toBe(1);
    expect(await store().privacy.cutTrails(scene.site.id, 100)).toBe(0);
    expect(await store().visitors.find(ann.id)).toMatchObject({
      referrer: 'https://search.example/',
      trail: [
        page('https://s.example/plain', NOON + 2),
        page('https://s.example/b', NOON + 1),
        page('https://s.example/a', NOON),
      ],
    });
  });
}
