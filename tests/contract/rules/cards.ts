import { expect, test } from 'vitest';
import type { Contact, Identity } from '../../../protocol/contacts.ts';
import { AppError } from '../../../server/app-error.ts';
import { cardOf } from '../../../server/features/contacts/card.ts';
import { reachName } from '../../../server/features/contacts/identities.ts';
import { newContact } from '../../../server/features/contacts/rules.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, forgetSilent, MINUTE, NOON, newId, setScene } from '../scene.ts';
import { newPurchase } from './purchases.ts';

const BY = { id: BELLA.id, name: BELLA.name };
let numbers = 0;
/** A number that nobody else has. */
const newPhone = () => `+9769955${String(++numbers).padStart(4, '0')}`;
const claim = { source: 'import', firstAt: NOON, isVerified: false, isPrimary: false } as const;
const byPhone = (value: string, more: Partial<Identity> = {}) => ({ ...reachName('phone', value), ...claim, ...more });
const byEmail = (value: string, more: Partial<Identity> = {}) => ({ ...reachName('email', value), ...claim, ...more });

/** CO1 to CO10: who is known by what, and who is one with whom. */
export function cardRules(store: () => Store): void {
  const scenes = () => setScene(store());
  /** Somebody whom an import, or a call, brings. */
  async function brought(identities: Identity[], name = '', fields: Partial<Contact> = {}): Promise<Contact> {
    const known = { id: newId('contact'), siteId: null, locale: 'en', timeZone: 'UTC' } as const;
    const contact = { ...newContact(known, NOON), ...fields };
    return (await store().contacts.resolve({ identities, name, newContact: contact, at: NOON })).contact;
  }
  const find = async (id: string) => (await store().contacts.find(id))!;
  const card = async (id: string) => cardOf((await store().contacts.cardTree(id))!);
  const merge = async (winnerId: string, loserId: string, extra: object = {}) => {
    const [winner, loser] = [await find(winnerId), await find(loserId)];
    const versions = { winner: winner.version, loser: loser.version };
    const order = { id: newId('merge'), winnerId, loserId, versions, choices: {}, by: BY, at: NOON + DAY, ...extra };
    return store().contacts.merge(order);
  };

  test('CO1 a contact is known by all numbers and addresses that it ever said, in their normal form', async () => {
    const scene = await scenes();
    const [first, second] = [newPhone(), newPhone()];
    const ann = await scene.visitor();
    await scene.fill(ann, {}, { words: { email: 'Ann@Пример.example', phone: first } });
    await scene.fill(ann, {}, { words: { phone: second } });
    const contact = await find(ann.contactId);
    expect(contact).toMatchObject({ email: 'Ann@Пример.example', phone: second });
    expect(contact.identities.map(each => [each.kind, each.value, each.isPrimary])).toEqual([
      ['email', 'ann@xn--e1afmkfd.example', true],
      ['phone', first, false],
      ['phone', second, true],
    ]);
    for (const value of [first, second]) {
      expect((await store().contacts.rootsOf(reachName('phone', value))).map(each => each.id)).toEqual([contact.id]);
    }
    await store().contacts.update(ann.contactId, { by: 'agent', words: { phone: null } }, NOON + DAY);
    // What was wrong is no claim any more, and the one before it is the one that is used.
    expect(await find(ann.contactId)).toMatchObject({ phone: first });
    expect(await store().contacts.rootsOf(reachName('phone', second))).toEqual([]);
  });

  test('CO5 many cards are read at once, each as it is by itself, and of nobody none', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => brought([byPhone(newPhone())])));
    const [a, b, c, d, alone] = people.map(each => each.id) as [string, string, string, string, string];
    await merge(a, b);
    await merge(c, d);
    const asked = [b, d, a, alone, 'nobody'];
    const trees = await store().contacts.cardTrees(asked);
    expect([...trees.keys()].sort()).toEqual([a, b, d, alone].sort());
    for (const id of trees.keys()) expect(trees.get(id)).toEqual(await store().contacts.cardTree(id));
    expect(await store().contacts.cardTrees([])).toEqual(new Map());
  });

  test('CO1 what is proven is one contact’s alone, and an account is refused to another', async () => {
    const account = { kind: 'telegram', scope: 'bot-1', value: newId('account'), ...claim, isVerified: true } as const;
    const bat = await brought([account], 'Bat');
    expect((await brought([account])).id).toBe(bat.id);
    const phone = newPhone();
    const other = await brought([byPhone(phone)], 'Bold');
    const taking = store().contacts.edit(other.id, { kind: 'identity', identity: account }, NOON);
    await expect(taking).rejects.toMatchObject({ code: 'IDENTITY_TAKEN' });
    // The same number, proven of both, tells that they are one.
    const proven = byPhone(phone, { source: 'call', isVerified: true });
    await store().contacts.edit(other.id, { kind: 'identity', identity: proven }, NOON);
    const third = await brought([{ ...account, value: newId('account') }]);
    await store().contacts.edit(third.id, { kind: 'identity', identity: proven }, NOON);
    expect(await find(third.id)).toMatchObject({ mergedInto: other.id, identities: [{}, { isVerified: false }] });
    expect((await card(third.id)).merges).toMatchObject([{ reason: 'number', isVerified: true, by: null }]);
  });

  test('CO2 a door finds whom it means, adds what was not known, and calls nobody otherwise', async () => {
    const [phone, email] = [newPhone(), `${newId('mail')}@x.example`];
    const bat = await brought([byPhone(phone)], 'Bat');
    expect(bat).toMatchObject({ name: 'Bat', phone, siteId: null });
    const again = await store().contacts.resolve({
      identities: [byPhone(phone, { source: 'call', isVerified: true }), byEmail(email)],
      name: 'Somebody',
      newContact: { ...bat, id: newId('contact') },
      at: NOON + MINUTE,
    });
    expect(again).toMatchObject({ contact: { id: bat.id, name: 'Bat', email }, before: { id: bat.id } });
    expect(again.contact.identities.map(each => [each.value, each.isVerified])).toEqual([
      [phone, true],
      [email, false],
    ]);
    expect((await brought([byEmail(email)])).id).toBe(bat.id);
  });

  test('CO2 on a card that a door may not meet nothing is written, and the door is told', async () => {
    const [phone, email, scene] = [newPhone(), `${newId('mail')}@x.example`, await scenes()];
    const bat = await brought([byPhone(phone)]);
    const visitor = await scene.visitor();
    await scene.fill(visitor, {}, { words: { phone } });
    const before = await card(bat.id);
    expect(before.siteIds).toEqual([scene.site.id]);
    const seen: (readonly string[])[] = [];
    const resolving = store().contacts.resolve({
      identities: [byPhone(phone), byEmail(email)],
      name: 'Mallory',
      newContact: { ...bat, id: newId('contact') },
      judge(siteIds) {
        seen.push(siteIds);
        throw new AppError('FORBIDDEN');
      },
      at: NOON + MINUTE,
    });
    await expect(resolving).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(seen).toEqual([[scene.site.id]]);
    expect(await card(bat.id)).toEqual(before);
    expect(await store().contacts.rootsOf(reachName('email', email))).toEqual([]);
  });

  test('CO2 of many who come at once by one number one is made', async () => {
    const phone = newPhone();
    const found = await Promise.all(Array.from({ length: 6 }, () => brought([byPhone(phone)])));
    expect(new Set(found.map(each => each.id)).size).toBe(1);
  });

  test('CO2 a number that two share finds neither, and the third each time the same', async () => {
    const [phone, bob] = [newPhone(), await brought([byPhone(newPhone())], 'Bob')];
    const ann = await brought([byPhone(phone)], 'Ann');
    await merge(bob.id, (await brought([byPhone(newPhone())])).id);
    await store().contacts.edit(bob.id, { kind: 'identity', identity: byPhone(phone) }, NOON);
    const third = await brought([byPhone(phone)]);
    expect([ann.id, bob.id]).not.toContain(third.id);
    expect((await brought([byPhone(phone)])).id).toBe(third.id);
  });

  test('CO3 who comes with a known number is put on that card in the step of their words', async () => {
    const [phone, scene] = [newPhone(), await scenes()];
    const bat = await brought([byPhone(phone)], 'Bat');
    const visitor = await scene.visitor();
    const sent = await scene.fill(visitor, {}, { words: { phone } });
    expect(sent.conversation.contact).toMatchObject({
      id: visitor.contactId,
      name: '',
      card: { id: bat.id, name: 'Bat' },
    });
    expect(await store().conversations.find(sent.conversation.id)).toEqual(sent.conversation);
    expect(await store().contacts.tree(visitor.contactId)).toEqual({
      rootId: bat.id,
      ids: [bat.id, visitor.contactId],
    });
    const { merges } = await card(bat.id);
    expect(merges).toMatchObject([{ loserId: visitor.contactId, reason: 'number', isVerified: false, by: null }]);
    // A later word finds the conversation as it is.
    const more = await scene.say(visitor, 'Hello');
    expect(more.conversation).toMatchObject({ id: sent.conversation.id, contact: { card: { id: bat.id } } });
  });

  test('CO3 by an address, by an identified page, and with the first words alike', async () => {
    const [scene, email] = [await scenes(), `${newId('mail')}@x.example`];
    const bat = await brought([byEmail(email)], 'Bat');
    const [first, second] = [await scene.visitor(), await scene.visitor()];
    const said = await scene.fill(first, {}, { words: { email: email.toUpperCase() } });
    expect(said.before.lastSeq).toBe(0);
    expect(said.conversation.contact.card?.id).toBe(bat.id);
    await store().contacts.update(second.contactId, { by: 'visitor', words: { email } }, NOON + DAY);
    expect((await card(bat.id)).merges.map(each => [each.loserId, each.reason])).toEqual([
      [first.contactId, 'mail'],
      [second.contactId, 'mail'],
    ]);
    expect((await scene.say(second, 'Hi')).conversation.contact.card).toEqual({ id: bat.id, name: 'Bat' });
  });

  test('CO3 a number that two share joins nobody, nor does a claim join two cards', async () => {
    const [shared, mine, scene] = [newPhone(), newPhone(), await scenes()];
    const [ann, bob] = [await brought([byPhone(shared)], 'Ann'), await brought([byPhone(newPhone())], 'Bob')];
    await merge(bob.id, (await brought([byPhone(mine)])).id);
    await store().contacts.edit(bob.id, { kind: 'identity', identity: byPhone(shared) }, NOON);
    const visitor = await scene.visitor();
    await scene.fill(visitor, {}, { words: { phone: shared } });
    expect(await find(visitor.contactId)).toMatchObject({ mergedInto: null, card: null });
    expect((await card(bob.id)).ids).not.toContain(ann.id);
    // On a card already: what is typed later moves nobody to another one.
    const other = await scene.visitor();
    await scene.fill(other, {}, { words: { phone: mine } });
    const email = `${newId('mail')}@x.example`;
    await brought([byEmail(email)], 'Cleo');
    await scene.fill(other, {}, { words: { email } });
    expect(await find(other.contactId)).toMatchObject({ mergedInto: bob.id });
  });

  test('CO4 a visitor keeps their own contact, name and conversation, whoever they are known as', async () => {
    const [phone, scene] = [newPhone(), await scenes()];
    const known = await scene.visitor({ name: 'Bat' });
    const theirs = await scene.fill(known, {}, { words: { phone } });
    const comer = await scene.visitor();
    const own = await scene.fill(comer, {}, { words: { name: 'Mallory', phone } });
    expect(own.conversation.id).not.toBe(theirs.conversation.id);
    expect((await store().visitors.find(comer.id))?.contactId).toBe(comer.contactId);
    expect(own.conversation.contact).toMatchObject({ name: 'Mallory', card: { id: known.contactId, name: 'Bat' } });
    expect(await card(comer.contactId)).toMatchObject({ name: 'Bat', phone });
    expect((await store().conversations.find(theirs.conversation.id))?.contact.name).toBe('Bat');
  });

  test('CO5 a merge keeps both sides’ facts, and says whose stands', async () => {
    const [one, two] = [newPhone(), newPhone()];
    const [ann, anna] = [await brought([byPhone(one)], 'Ann'), await brought([byPhone(two)], 'Anna')];
    const facts = { tags: ['vip'], birthday: '--05-31', fields: { size: 'M' } };
    await store().contacts.edit(anna.id, { kind: 'facts', words: {}, facts }, NOON);
    await merge(ann.id, anna.id, { choices: { name: 'loser', phone: 'winner' } });
    const both = await card(ann.id);
    expect(both).toMatchObject({ id: ann.id, name: 'Anna', phone: one, tags: ['vip'], birthday: '--05-31' });
    expect(both).toMatchObject({ fields: { size: 'M' }, ids: [ann.id, anna.id] });
    expect(both.identities.map(each => [each.value, each.isPrimary])).toEqual([
      [one, true],
      [two, false],
    ]);
    // A later word of an agent wins over a choice.
    const later = { kind: 'facts', words: { name: 'Ann Lee' }, facts: {} } as const;
    await store().contacts.edit(ann.id, later, NOON + 2 * DAY);
    expect((await card(anna.id)).name).toBe('Ann Lee');
    expect((await find(anna.id)).card).toEqual({ id: ann.id, name: 'Ann Lee' });
    expect(await find(anna.id)).toMatchObject({ name: 'Anna', mergedInto: ann.id });
  });

  test('CO5 of two at once one joins them, also in opposite directions; the other is told', async () => {
    for (const isOpposite of [false, true]) {
      const [a, b] = [await brought([byPhone(newPhone())]), await brought([byPhone(newPhone())])];
      const versions = { winner: a.version, loser: b.version };
      const order = { versions, choices: {}, by: BY, at: NOON };
      const [winnerId, loserId] = isOpposite ? [b.id, a.id] : [a.id, b.id];
      const both = await Promise.allSettled([
        store().contacts.merge({ id: newId('merge'), winnerId: a.id, loserId: b.id, ...order }),
        store().contacts.merge({ id: newId('merge'), winnerId, loserId, ...order }),
      ]);
      expect(both.map(each => each.status).sort()).toEqual(['fulfilled', 'rejected']);
      const refused = both.find(each => each.status === 'rejected');
      expect(refused).toMatchObject({ reason: { code: 'CONTACT_JOINED' } });
      expect((await card(a.id)).merges).toHaveLength(1);
    }
  });

  test('CO5 whoever chose between cards that have changed since is told, and with itself nobody is joined', async () => {
    const [a, b, c] = await Promise.all(Array.from({ length: 3 }, () => brought([byPhone(newPhone())])));
    const at = (winner: Contact, loser: Contact) => ({ versions: { winner: winner.version, loser: loser.version } });
    await merge(a!.id, b!.id);
    await expect(merge(c!.id, a!.id, at(c!, a!))).rejects.toMatchObject({ code: 'CONTACT_CHANGED' });
    await expect(merge(c!.id, b!.id)).rejects.toMatchObject({ code: 'CONTACT_CHANGED' });
    await expect(merge(a!.id, b!.id)).rejects.toMatchObject({ code: 'CONTACT_JOINED' });
    await expect(merge(a!.id, a!.id)).rejects.toMatchObject({ code: 'CONTACT_JOINED' });
    const order = { id: newId('merge'), winnerId: a!.id, loserId: 'nobody', choices: {}, by: BY, at: NOON };
    expect(await store().contacts.merge({ ...order, versions: { winner: 1, loser: 1 } })).toBe(null);
  });

  test('CO6 a merge in the middle is taken back, and what was joined below stays together', async () => {
    const people = await Promise.all(['Ann', 'Bat', 'Cleo', 'Dorj'].map(name => brought([byPhone(newPhone())], name)));
    const [a, b, c, d] = people.map(each => each.id) as [string, string, string, string];
    await merge(b, c);
    const middle = (await merge(a, b))!;
    await merge(d, a);
    expect((await card(c)).ids).toEqual([d, a, b, c]);
    const undone = (await store().contacts.unmerge(middle.id, BY, NOON + 2 * DAY))!;
    expect(undone.merge).toEqual(middle);
    expect([...undone.contactIds].sort()).toEqual([a, b, c, d].sort());
    expect(await store().contacts.tree(a)).toEqual({ rootId: d, ids: [d, a] });
    expect(await store().contacts.tree(c)).toEqual({ rootId: b, ids: [b, c] });
    expect(await store().contacts.unmerge(middle.id, BY, NOON + 3 * DAY)).toBe(null);
    const last = (await card(d)).merges[0]!;
    await store().contacts.unmerge(last.id, BY, NOON + 2 * DAY);
    const { version: _, ...alone } = await find(a);
    const { version: _before, ...before } = people[0]!;
    expect(alone).toEqual(before);
  });

  test('CO6 CO9 who was parted is joined by no number, and suggested no more', async () => {
    const [phone, scene] = [newPhone(), await scenes()];
    const bat = await brought([byPhone(phone)], 'Bat');
    const visitor = await scene.visitor();
    await scene.fill(visitor, {}, { words: { phone } });
    const alike = async () => (await store().contacts.alike(bat.id)).map(each => each.root.id);
    await store().contacts.unmerge((await card(bat.id)).merges[0]!.id, BY, NOON);
    await scene.fill(visitor, {}, { words: { email: `${newId('mail')}@x.example` } });
    await scene.fill(visitor, {}, { words: { phone } });
    expect(await find(visitor.contactId)).toMatchObject({ mergedInto: null, card: null });
    expect(await alike()).not.toContain(visitor.contactId);
    // An agent who sees that they are one after all joins them by hand.
    await merge(bat.id, visitor.contactId);
    expect((await card(bat.id)).ids).toEqual([bat.id, visitor.contactId]);
  });

  test('CO9 cards are looked at that share a number in whatever form, an address or a name', async () => {
    const digits = `88${String(900000 + ++numbers)}`;
    const word = newId('surname');
    const bat = await brought([byPhone(`+976${digits}`), byEmail(`${word}@x.example`)], `Bat ${word}`);
    const account = { kind: 'whatsapp', scope: 'shop', value: `7${digits}`, ...claim, isVerified: true } as const;
    const others = [
      await brought([account]),
      await brought([byPhone(newPhone())], `${word.toUpperCase()} bat`),
      await brought([byPhone(newPhone())], 'Nobody'),
    ];
    const alike = async () => (await store().contacts.alike(bat.id)).map(each => each.root.id).sort();
    expect(await alike()).toEqual([others[0]!.id, others[1]!.id].sort());
    await store().contacts.refuse({ one: others[1]!.id, other: bat.id, by: BY, at: NOON });
    expect(await alike()).toEqual([others[0]!.id]);
    expect(await store().contacts.refuse({ one: bat.id, other: 'nobody', by: BY, at: NOON })).toBe(null);
  });

  test('CO10 search finds by every number, address and id, and shows the newest talk of the card', async () => {
    const [phone, scene] = [newPhone(), await scenes()];
    const word = newId('named');
    const bat = await brought([byPhone(phone), byEmail(`${word}@mail.example`)], `Bat ${word}`);
    const visitor = await scene.visitor();
    const sent = await scene.fill(visitor, {}, { words: { phone } });
    await store().search.settled();
    for (const siteIds of [null, [scene.site.id]]) {
      for (const q of [`Bat ${word}`, `${word}@mail`, phone.slice(4)]) {
        const { people } = await store().search.find({ q, siteIds, limit: 10 });
        expect(people.map(each => each.id)).toEqual([sent.conversation.id]);
      }
    }
    expect((await store().search.find({ q: word, siteIds: ['elsewhere'], limit: 10 })).people).toEqual([]);
    expect(bat.siteId).toBe(null);
  });

  test('CO8 PR1 PR8 a card is handed out and erased as a whole, asked by any of its contacts', async () => {
    const [phone, scene, elsewhere] = [newPhone(), await scenes(), await scenes()];
    const bat = await brought([byPhone(phone)], 'Bat');
    const [first, second] = [await scene.visitor(), await elsewhere.visitor()];
    await scene.fill(first, {}, { words: { phone } });
    const said = await elsewhere.fill(second, {}, { words: { phone } });
    const bystander = await scene.visitor();
    const stays = await scene.say(bystander, 'Not Bat');
    const held = (await store().privacy.held(second.contactId))!;
    expect(held.contacts.map(each => each.id)).toEqual([bat.id, first.contactId, second.contactId]);
    expect(held.visitors.map(each => each.id)).toEqual([first.id, second.id]);
    expect(held.rows.contactMerges).toHaveLength(2);
    const order = { contactId: first.contactId, id: newId('erasure'), by: BY, at: NOON, keysUntil: NOON + DAY };
    const erased = (await store().privacy.erase(order))!;
    expect(erased.erasure).toMatchObject({ siteId: null, counts: { contacts: 3, visitors: 2, contactMerges: 2 } });
    for (const { id } of held.contacts) expect(await store().contacts.find(id)).toBe(null);
    expect(await store().conversations.find(said.conversation.id)).toBe(null);
    expect(await store().conversations.find(stays.conversation.id)).not.toBe(null);
    expect(await store().contacts.rootsOf(reachName('phone', phone))).toEqual([]);
    expect((await store().privacy.erase({ ...order, id: newId('erasure') }))?.isRepeat).toBe(true);
    expect(await store().privacy.erasure(order.id)).toEqual(erased.erasure);
  });

  test('CO3 PR6 who is part of a card is no passer-by', async () => {
    const [phone, scene] = [newPhone(), await scenes()];
    const bat = await brought([byPhone(phone)], 'Bat');
    const [known, silent] = [await scene.visitor(), await scene.visitor()];
    await store().contacts.update(known.contactId, { by: 'visitor', words: { phone } }, NOON);
    await forgetSilent(store(), NOON + DAY);
    expect(await store().contacts.find(silent.contactId)).toBe(null);
    expect((await card(bat.id)).ids).toEqual([bat.id, known.contactId]);
  });

  test('CO3 P4 who signs in takes along what they typed, and is known by it', async () => {
    const [phone, scene] = [newPhone(), await scenes()];
    const bat = await brought([byPhone(phone)], 'Bat');
    const [desktop, mobile] = [await scene.visitor(), await scene.visitor()];
    const signIn = (visitorId: string) =>
      store().visitors.identify({ visitorId, externalId: 'u1', words: {}, newContactId: newId('contact'), at: NOON });
    await signIn(desktop.id);
    const said = await scene.fill(mobile, {}, { words: { phone } });
    expect((await card(bat.id)).ids).toEqual([bat.id, mobile.contactId]);
    const { after, visitor } = await signIn(mobile.id);
    expect(visitor).toMatchObject({ contactId: desktop.contactId, conversationId: said.conversation.id });
    expect(after).toMatchObject({ id: desktop.contactId, phone, mergedInto: bat.id });
    // The contact that they were until now is gone, also from the card.
    expect((await card(bat.id)).ids).toEqual([bat.id, desktop.contactId]);
    expect(await store().conversations.find(said.conversation.id)).toMatchObject({
      contact: { id: desktop.contactId, card: { id: bat.id, name: 'Bat' } },
    });
  });

  test('CO3 P4 who signs in keeps what the desk wrote down and sold to them before, and their words come along', async () => {
    const scene = await scenes();
    const signIn = (visitorId: string) =>
      store().visitors.identify({ visitorId, externalId: 'u1', words: {}, newContactId: newId('contact'), at: NOON });
    const [desktop, buyer, friend] = [await scene.visitor(), await scene.visitor(), await scene.visitor()];
    await signIn(desktop.id);
    const said = await scene.say(buyer, 'Do you deliver?');
    const phone = newPhone();
    await store().contacts.update(buyer.contactId, { by: 'visitor', words: { phone } }, NOON);
    const purchase = newPurchase({ contactId: buyer.contactId });
    await store().purchases.add([purchase]);
    const note = { id: newId('note'), text: 'Likes peonies', by: BY, at: NOON };
    await store().contacts.edit(friend.contactId, { kind: 'note', note }, NOON);
    const { after, visitor } = await signIn(buyer.id);
    expect(visitor).toMatchObject({ contactId: desktop.contactId, conversationId: said.conversation.id });
    expect(after).toMatchObject({ id: desktop.contactId, phone, mergedInto: null });
    expect(await store().contacts.find(desktop.contactId)).toEqual(after);
    await signIn(friend.id);
    const both = await card(desktop.contactId);
    expect(both).toMatchObject({ ids: [desktop.contactId, buyer.contactId, friend.contactId], notes: [note] });
    expect(both.merges.map(each => [each.loserId, each.reason, each.isVerified, each.by])).toEqual([
      [buyer.contactId, 'account', true, null],
      [friend.contactId, 'account', true, null],
    ]);
    expect((await store().privacy.held(desktop.contactId))?.rows.purchases).toHaveLength(1);
    expect(await store().conversations.find(said.conversation.id)).toMatchObject({
      contact: { id: desktop.contactId, card: { id: desktop.contactId } },
    });
  });

  test('CO3 P4 whom the site signs in is the one whom another program knew by that id', async () => {
    const scene = await scenes();
    const id = { kind: 'external', scope: scene.site.id, value: newId('user'), ...claim, isVerified: true } as const;
    const bat = await brought([id], 'Bat');
    const visitor = await scene.visitor();
    const { after } = await store().visitors.identify({
      ...{ visitorId: visitor.id, externalId: id.value, words: { name: 'Bat' }, at: NOON },
      newContactId: newId('contact'),
    });
    expect(after).toMatchObject({ externalId: id.value, mergedInto: bat.id, card: { id: bat.id, name: 'Bat' } });
    expect((await card(bat.id)).merges).toMatchObject([{ reason: 'account', isVerified: true, by: null }]);
  });

  test('CO1 each act of an agent is one step, and nothing grows without a bound', async () => {
    const bat = await brought([byPhone(newPhone())], 'Bat');
    const edit = (what: Parameters<Store['contacts']['edit']>[1]) => store().contacts.edit(bat.id, what, NOON);
    const note = { id: newId('note'), text: 'Likes peonies', by: BY, at: NOON };
    await edit({ kind: 'note', note });
    expect((await find(bat.id)).notes).toEqual([note]);
    await edit({ kind: 'dropNote', noteId: note.id });
    await expect(edit({ kind: 'dropNote', noteId: note.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const consent = {
      channel: 'email',
      purpose: 'news',
      isGiven: true,
      text: 'Yes',
      source: 'agent',
      at: NOON,
    } as const;
    await edit({ kind: 'consent', consent });
    const imported = edit({ kind: 'consent', consent: { ...consent, source: 'import' } });
    await expect(imported).rejects.toMatchObject({ code: 'FIELD_INVALID' });
    const { version } = await find(bat.id);
    const facts = { kind: 'facts', words: {}, facts: { callMe: 'Batka' }, version } as const;
    expect((await edit(facts))?.after).toMatchObject({ callMe: 'Batka', consents: [consent], version: version + 1 });
    await expect(edit(facts)).rejects.toMatchObject({ code: 'CONTACT_CHANGED' });
    for (let at = 0; at < 49; at++) await edit({ kind: 'identity', identity: byPhone(newPhone()) });
    await expect(edit({ kind: 'identity', identity: byPhone(newPhone()) })).rejects.toMatchObject({
      code: 'FIELD_INVALID',
    });
    const last = (await find(bat.id)).identities[49]!;
    await edit({ kind: 'primary', name: last });
    expect(await find(bat.id)).toMatchObject({ phone: last.value, name: 'Bat' });
    await edit({ kind: 'forget', name: last });
    expect((await find(bat.id)).identities).toHaveLength(49);
    expect(await store().contacts.edit('nobody', facts, NOON)).toBe(null);
  });
}
