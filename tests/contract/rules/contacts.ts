import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { DAY, NOON, newId, setScene } from '../scene.ts';

/** P3, P4: what is typed helps the agent and opens nothing; what is signed brings people their history. */
export function contactRules(store: () => Store): void {
  test('P3 language and zone of a visit reach the contact and its summary', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const { conversation } = await scene.say(ann, 'Hello');
    const before = await store().contacts.find(ann.contactId);
    const changed = await store().visitors.touch(ann.id, { at: NOON, locale: 'mn', timeZone: 'Asia/Ulaanbaatar' });
    const after = { ...before, locale: 'mn', timeZone: 'Asia/Ulaanbaatar', updatedAt: NOON };
    expect(changed).toEqual({ before, after });
    expect(await store().contacts.find(ann.contactId)).toEqual(after);
    expect(await store().visitors.touch(ann.id, { at: NOON + DAY, locale: 'mn' })).toBe(null);
    expect(await store().conversations.find(conversation.id)).toMatchObject({
      contact: { locale: 'mn', timeZone: 'Asia/Ulaanbaatar' },
    });
  });

  test('P3 words change what they say and nothing else', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor({ name: 'Ann', email: 'ann@x.example', attributes: { plan: 'free', seats: '2' } });
    const { conversation } = await scene.say(ann, 'Hello');
    const before = await store().contacts.find(ann.contactId);
    const words = { name: '', phone: '+97699112233', attributes: { plan: 'pro' } };
    const changed = await store().contacts.update(ann.contactId, { by: 'visitor', words }, NOON + DAY);
    expect(changed?.before).toEqual(before);
    expect(changed?.after).toMatchObject({
      name: 'Ann',
      email: 'ann@x.example',
      phone: '+97699112233',
      attributes: { plan: 'pro', seats: '2' },
      isVerified: false,
      updatedAt: NOON + DAY,
    });
    expect(await store().contacts.find(ann.contactId)).toEqual(changed?.after);
    expect(await store().conversations.find(conversation.id)).toEqual({
      ...conversation,
      contact: { ...conversation.contact, phone: '+97699112233' },
    });
    expect(await store().contacts.update('nobody', { by: 'visitor', words: { name: 'X' } }, NOON)).toBe(null);
  });

  test('P3 an agent clears what is wrong, everywhere; what a visitor leaves empty clears nothing', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor({ name: 'Ann', email: 'ann@x.example', phone: '+97699112299' });
    const { conversation } = await scene.say(ann, 'Hello');
    const words = { name: null, email: '', phone: null };
    const changed = await store().contacts.update(ann.contactId, { by: 'agent', words }, NOON + DAY);
    expect(changed?.after).toMatchObject({ name: '', email: 'ann@x.example', phone: '' });
    expect(await store().contacts.find(ann.contactId)).toEqual(changed?.after);
    expect(await store().conversations.find(conversation.id)).toEqual({
      ...conversation,
      contact: { ...conversation.contact, name: '', phone: '' },
    });
    const other = await scene.say(await scene.visitor({ phone: '+97699112299' }), 'Hello');
    expect(await store().views.related(other.conversation.id)).toEqual([]);
    const sent = await scene.fill(ann, {}, { words: { name: '', email: '', phone: '' } });
    expect(sent.conversation.contact).toMatchObject({ email: 'ann@x.example' });
  });

  test('P3 the conversations of a contact are found, newest first, as many as are asked for', async () => {
    const scene = await setScene(store());
    const [desktop, phone] = [await scene.visitor(), await scene.visitor()];
    const first = (await scene.say(desktop, 'From my desk')).conversation.id;
    const second = (await scene.say(phone, 'From my phone')).conversation.id;
    for (const { id: visitorId } of [desktop, phone]) {
      const who = { externalId: 'user-1', words: { name: 'Ann' }, newContactId: newId('contact'), at: NOON };
      await store().visitors.identify({ visitorId, ...who });
    }
    const found = await store().views.ofContact(desktop.contactId, 10);
    expect(found).toEqual([await store().conversations.find(second), await store().conversations.find(first)]);
    expect(found.map(each => each.contact.name)).toEqual(['Ann', 'Ann']);
    expect((await store().views.ofContact(desktop.contactId, 1)).map(each => each.id)).toEqual([second]);
    expect(await store().views.ofContacts([desktop.contactId, phone.contactId], 10)).toEqual(found);
    expect(await store().views.ofContacts([], 10)).toEqual([]);
    expect(await store().views.ofContact(phone.contactId, 10)).toEqual([]);
  });

  test('P3 what is typed with a submission reaches the person', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    await scene.say(ann, 'Hello');
    const sent = await scene.fill(ann, {}, { words: { name: 'Ann', email: 'Ann@X.example', phone: '' } });
    expect(sent.conversation).toMatchObject({ contact: { name: 'Ann', email: 'Ann@X.example', phone: '' } });
    expect(await store().contacts.find(ann.contactId)).toMatchObject({ name: 'Ann', email: 'Ann@X.example' });
    expect(await store().conversations.find(sent.conversation.id)).toEqual(sent.conversation);
  });

  test('P3 the same phone or e-mail shows agents what else there is, on the same site', async () => {
    const [scene, other] = [await setScene(store()), await setScene(store())];
    const said = async (words: { email?: string; phone?: string }, where = scene) =>
      (await where.say(await where.visitor(words), 'Hello')).conversation.id;
    const first = await said({ email: 'ann@x.example', phone: '+97699112233' });
    const byEmail = await said({ email: 'ANN@x.example' });
    const byPhone = await said({ phone: '+97699112233' });
    await said({ email: 'bob@x.example', phone: '+97688001122' });
    await said({});
    await said({});
    await said({ email: 'ann@x.example' }, other);
    const related = async (id: string) => (await store().views.related(id)).map(each => each.id);
    expect(await related(first)).toEqual([byPhone, byEmail]);
    expect(await related(byEmail)).toEqual([first]);
    expect(await related(await said({}))).toEqual([]);
    expect(await related('nowhere')).toEqual([]);
    // And it opens nothing: the visitors still have one conversation each.
    expect((await store().conversations.find(byEmail))?.contact.email).toBe('ANN@x.example');
  });

  test('P3 related ones are the newest twenty', async () => {
    const scene = await setScene(store());
    const all: string[] = [];
    for (let index = 0; index < 23; index++) {
      const ann = await scene.visitor({ phone: '+97699119911' });
      all.unshift((await scene.say(ann, 'Hello')).conversation.id);
    }
    expect((await store().views.related(all[22]!)).map(each => each.id)).toEqual(all.slice(0, 20));
  });

  const signIn = (visitorId: string, externalId: string, words = {}, at = NOON + DAY) =>
    store().visitors.identify({ visitorId, externalId, words, newContactId: newId('contact'), at });
  /** @returns the visitor after it */
  const identify = async (...signed: Parameters<typeof signIn>) => (await signIn(...signed)).visitor;

  test("P8 an identity that names itself is one browser's until its end", async () => {
    const scene = await setScene(store());
    const [ann, bat] = [await scene.visitor(), await scene.visitor()];
    const used = { id: newId('jti'), expiresAt: NOON + DAY };
    const show = (visitorId: string) =>
      store().visitors.identify({
        ...{ visitorId, externalId: 'user-8', words: {}, at: NOON, used },
        newContactId: newId('contact'),
      });
    const both = await Promise.allSettled([show(ann.id), show(bat.id)]);
    expect(both.map(each => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    const [mine, other] = both[0]!.status === 'fulfilled' ? [ann, bat] : [bat, ann];
    await show(mine.id);
    await expect(show(other.id)).rejects.toMatchObject({ code: 'IDENTITY_USED' });
    // Nothing of it happened.
    expect((await store().visitors.find(other.id))?.contactId).toBe(other.contactId);
    await store().visitors.sweepIdentities(used.expiresAt - 1);
    await expect(show(other.id)).rejects.toMatchObject({ code: 'IDENTITY_USED' });
    await store().visitors.sweepIdentities(used.expiresAt);
    await show(other.id);
  });

  test('P3 P4 unsigned words never win over signed ones, whichever comes first', async () => {
    const scene = await setScene(store());
    for (let round = 0; round < 5; round++) {
      const ann = await scene.visitor();
      const { conversation } = await scene.say(ann, 'Hello');
      const words = { name: 'Mallory', email: 'm@x.example', phone: '+97699112233' };
      const [signed, said] = await Promise.all([
        signIn(ann.id, `user-${round}`, { name: 'Ann', email: 'ann@x.example' }),
        store().contacts.update(ann.contactId, { by: 'visitor', words }, NOON + DAY),
      ]);
      const contact = (await store().contacts.find(ann.contactId))!;
      expect(contact).toMatchObject({ name: 'Ann', email: 'ann@x.example', phone: '+97699112233', isVerified: true });
      // Each says what it found, and the later one found what the other left.
      const changes = [said!, { before: signed.before, after: signed.after }];
      if (signed.before.name === '') changes.reverse();
      const [first, second] = changes;
      expect([first!.before.name, first!.after, second!.after]).toEqual(['', second!.before, contact]);
      expect((await store().conversations.find(conversation.id))?.contact).toMatchObject({ name: 'Ann' });
    }
  });

  test('P4 words typed with a form or a callback change nothing that is signed, and are kept beside it', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    await scene.say(ann, 'Hello');
    await signIn(ann.id, 'user-form', { name: 'Ann', email: 'ann@x.example' });
    const words = { name: 'Mallory', email: 'm@x.example', phone: '+97699112233' };
    const known = { name: 'Ann', email: 'ann@x.example', phone: '+97699112233' };
    for (const sent of [await scene.fill(ann, {}, { words }), await scene.ask(ann, {}, { words })]) {
      expect(sent.conversation.contact).toMatchObject(known);
    }
    expect(await store().contacts.find(ann.contactId)).toMatchObject({
      ...known,
      isVerified: true,
      sources: { name: 'signed', email: 'signed', phone: 'typed' },
      typed: { name: 'Mallory', email: 'm@x.example' },
    });
  });

  test('P4 an agent corrects what a signed identity said', async () => {
    const ann = await (await setScene(store())).visitor();
    await signIn(ann.id, 'user-1', { name: 'Ann', email: 'ann@x.example' });
    const words = { name: 'Anna', email: null };
    await store().contacts.update(ann.contactId, { by: 'agent', words }, NOON + DAY);
    expect(await store().contacts.find(ann.contactId)).toMatchObject({ name: 'Anna', email: '', isVerified: true });
  });

  test('P4 a signed identity tells whom the visitor spoke for, and for whom now', async () => {
    const scene = await setScene(store());
    const [desktop, phone] = [await scene.visitor(), await scene.visitor({ phone: '+97699112233' })];
    const anonymous = await store().contacts.find(phone.contactId);
    await signIn(desktop.id, 'user-1', { name: 'Ann' });
    const joined = await signIn(phone.id, 'user-1');
    const ann = await store().contacts.find(desktop.contactId);
    expect([joined.before, joined.after]).toEqual([anonymous, ann]);
    const other = await signIn(phone.id, 'user-2');
    expect([other.before, other.after]).toEqual([ann, await store().contacts.find(other.visitor.contactId)]);
  });

  test('P4 the first signed visit makes the contact the verified one', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor({ phone: '+97699112233' });
    const { conversation } = await scene.say(ann, 'Hello');
    const known = await identify(ann.id, 'user-1', { name: 'Ann', email: 'ann@x.example' });
    expect(known).toMatchObject({ id: ann.id, contactId: ann.contactId, conversationId: conversation.id });
    expect(await store().contacts.find(ann.contactId)).toMatchObject({
      isVerified: true,
      externalId: 'user-1',
      name: 'Ann',
      email: 'ann@x.example',
      phone: '+97699112233',
    });
    expect(await store().conversations.find(conversation.id)).toMatchObject({
      contact: { name: 'Ann', email: 'ann@x.example' },
    });
    expect(await identify(ann.id, 'user-1')).toMatchObject({ contactId: ann.contactId });
  });

  test('P4 on a second device the history is there', async () => {
    const scene = await setScene(store());
    const desktop = await scene.visitor();
    const { conversation } = await scene.say(desktop, 'From my desk');
    await identify(desktop.id, 'user-1', { name: 'Ann' });
    const phone = await scene.visitor();
    const known = await identify(phone.id, 'user-1');
    expect(known).toMatchObject({ id: phone.id, contactId: desktop.contactId, conversationId: conversation.id });
    expect(await store().visitors.find(phone.id)).toEqual(known);
    const sent = await scene.say(phone, 'From my phone');
    expect(sent).toMatchObject({ before: { id: conversation.id, lastSeq: 1 }, conversation: { lastSeq: 2 } });
    expect((await scene.say(desktop, 'At my desk again')).entry.seq).toBe(3);
  });

  test('P4 what was begun anonymously moves to the verified contact', async () => {
    const scene = await setScene(store());
    const desktop = await scene.visitor();
    const old = await scene.say(desktop, 'Long ago');
    await identify(desktop.id, 'user-1', { name: 'Ann' });
    const phone = await scene.visitor({ phone: '+97699112233' });
    const recent = await scene.say(phone, 'Just now');
    const known = await identify(phone.id, 'user-1', { email: 'ann@x.example' });
    expect(known).toMatchObject({ contactId: desktop.contactId, conversationId: recent.conversation.id });
    const moved = await store().conversations.find(recent.conversation.id);
    expect(moved).toMatchObject({ contact: { id: desktop.contactId, name: 'Ann', email: 'ann@x.example' } });
    expect(await store().contacts.find(desktop.contactId)).toMatchObject({
      phone: '+97699112233',
      email: 'ann@x.example',
      isVerified: true,
    });
    expect((await store().views.related(recent.conversation.id)).map(each => each.id)).toEqual([old.conversation.id]);
    expect((await scene.say(phone, 'Still here')).conversation.id).toBe(recent.conversation.id);
  });

  test('P4 somebody else on the same browser starts anew and sees nothing of the first', async () => {
    const scene = await setScene(store());
    const browser = await scene.visitor();
    const anns = await scene.say(browser, 'I am Ann');
    await identify(browser.id, 'user-ann', { name: 'Ann', email: 'ann@x.example' });
    const newContactId = newId('contact');
    const { visitor: bob } = await store().visitors.identify({
      visitorId: browser.id,
      externalId: 'user-bob',
      words: { name: 'Bob' },
      newContactId,
      at: NOON + DAY,
    });
    expect(bob).toMatchObject({ contactId: newContactId, conversationId: null });
    const contact = await store().contacts.find(newContactId);
    expect(contact).toMatchObject({ externalId: 'user-bob', isVerified: true, name: 'Bob', email: '' });
    const bobs = await scene.say(browser, 'I am Bob');
    expect(bobs).toMatchObject({
      before: { lastSeq: 0 },
      conversation: { contact: { id: newContactId, name: 'Bob' } },
    });
    expect(bobs.conversation.id).not.toBe(anns.conversation.id);
    expect(await identify(browser.id, 'user-ann')).toMatchObject({
      contactId: browser.contactId,
      conversationId: anns.conversation.id,
    });
    expect(await store().conversations.find(anns.conversation.id)).toMatchObject({
      contact: { name: 'Ann' },
      lastSeq: 1,
    });
  });

  test('P4 the same user id on another site is another person', async () => {
    const [here, there] = [await setScene(store()), await setScene(store())];
    const [ann, other] = [await here.visitor(), await there.visitor()];
    await here.say(ann, 'Hello');
    await identify(ann.id, 'user-1');
    expect(await identify(other.id, 'user-1')).toMatchObject({ contactId: other.contactId, conversationId: null });
    await expect(identify('nobody', 'user-1')).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  });

  test('P4 two devices that sign in at once become one person', async () => {
    const scene = await setScene(store());
    const devices = await Promise.all([scene.visitor(), scene.visitor(), scene.visitor()]);
    const known = await Promise.all(devices.map(each => identify(each.id, 'user-1', { name: 'Ann' })));
    expect(new Set(known.map(each => each.contactId)).size).toBe(1);
  });
}
