import { expect, test } from 'vitest';
import { NEW_PROGRESS } from '../../../server/features/mail-in/rules.ts';
import type { MailAccountRecord, MailRecord } from '../../../server/features/mail-in/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, NOON, newId, setScene } from '../scene.ts';

/** An account that a service brings mails to. */
export function newMailAccount(id: string, fields: Partial<MailAccountRecord> = {}): MailAccountRecord {
  const settings = { address: 'hello@shop.example', takesPlus: true, imap: null, doorSecret: 'v1.sealed' };
  return { id, version: NOON, settings, progress: NEW_PROGRESS, ...fields };
}

/** A mail that became an entry. */
export function newMail(siteId: string, conversationId: string, fields: Partial<MailRecord> = {}): MailRecord {
  return {
    id: newId('mail'),
    siteId,
    conversationId,
    messageId: 'one@example.com',
    messageKey: newId('key'),
    from: { name: 'Ann', address: 'ann@example.com' },
    to: ['hello@shop.example'],
    subject: 'Tulips',
    sentAt: NOON,
    text: 'Do you have tulips?\n\n> hello',
    isCut: false,
    at: NOON,
    ...fields,
  };
}

/** MI1, MI2: accounts are read by one server at a time, and a mail is kept once. */
export function mailInRules(store: () => Store): void {
  const progress = { ...NEW_PROGRESS, lastMailAt: NOON, place: { uidValidity: '7', lastUid: 12, since: NOON } };

  test('MI1 one server at a time reads an account, until it lets go, dies, or an owner sets it anew', async () => {
    const id = newId('site');
    const [one, two] = [
      { id, serverId: 'one' },
      { id, serverId: 'two' },
    ];
    expect(await store().mailIn.hold({ ...one, at: NOON, until: NOON + 30 })).toBeNull();
    const account = newMailAccount(id);
    await store().mailIn.putAccount(account);
    expect(await store().mailIn.hold({ ...one, at: NOON, until: NOON + 30 })).toEqual(account);
    expect(await store().mailIn.hold({ ...two, at: NOON + 29, until: NOON + 60 })).toBeNull();
    expect(await store().mailIn.hold({ ...one, at: NOON + 29, until: NOON + 60 })).toEqual(account);
    expect(await store().mailIn.keepProgress({ ...one, version: NOON }, progress)).toBe(true);
    expect(await store().mailIn.keepProgress({ ...two, version: NOON }, NEW_PROGRESS)).toBe(false);
    // Who died is followed by somebody who goes on from there.
    expect(await store().mailIn.hold({ ...two, at: NOON + 60, until: NOON + 90 })).toEqual({ ...account, progress });
    expect(await store().mailIn.keepProgress({ ...one, version: NOON }, NEW_PROGRESS)).toBe(false);
    await store().mailIn.letGo(one);
    expect(await store().mailIn.hold({ ...one, at: NOON + 61, until: NOON + 90 })).toBeNull();
    await store().mailIn.letGo(two);
    expect(await store().mailIn.hold({ ...one, at: NOON + 61, until: NOON + 90 })).not.toBeNull();
    const anew = { ...account, version: NOON + 1 };
    await store().mailIn.putAccount(anew);
    expect(await store().mailIn.keepProgress({ ...one, version: NOON }, progress)).toBe(false);
    expect((await store().mailIn.accounts()).filter(each => each.id === id)).toEqual([anew]);
    expect(await store().mailIn.removeAccount(id)).toBe(true);
    expect(await store().mailIn.removeAccount(id)).toBe(false);
  });

  async function talk() {
    const scene = await setScene(store());
    const { conversation } = await scene.say(await scene.visitor({ email: 'Ann@Example.com' }), 'Tulips?');
    return { scene, id: conversation.id, siteId: scene.site.id };
  }

  test('MI2 MI3 a mail is kept once beside its conversation, and found by its key on its own site', async () => {
    const { id, siteId } = await talk();
    const mail = newMail(siteId, id);
    expect(await store().mailIn.keep(mail)).toBe(true);
    expect(await store().mailIn.keep({ ...mail, text: 'other' })).toBe(true);
    expect(await store().mailIn.find(mail.id)).toEqual(mail);
    expect(await store().mailIn.find('none')).toBeNull();
    expect(await store().mailIn.conversationOf(siteId, ['none', mail.messageKey])).toBe(id);
    expect(await store().mailIn.conversationOf('elsewhere', [mail.messageKey])).toBeNull();
    await store().mailIn.keep(newMail(siteId, id, { messageKey: '' }));
    expect(await store().mailIn.conversationOf(siteId, [''])).toBeNull();
    expect(await store().mailIn.keep(newMail(siteId, 'erased'))).toBe(false);
  });

  test('MI3 whether an address is known is asked of one site, and not of how it is written', async () => {
    const { siteId } = await talk();
    const knows = (address: string, site = siteId) => store().mailIn.knowsAddress(site, address);
    expect(await Promise.all([knows('ann@example.com'), knows('bob@example.com'), knows('')])).toEqual([
      true,
      false,
      false,
    ]);
    expect(await knows('ann@example.com', (await talk()).siteId)).toBe(true);
    expect(await knows('ann@example.com', 'elsewhere')).toBe(false);
  });

  test('MI2 ST4 what a mail means is said once', async () => {
    const { scene, id } = await talk();
    const event = {
      kind: 'event',
      event: 'mail_automatic',
      mailId: 'm',
      from: 'a@b.example',
      subject: 'Away',
    } as const;
    const sent = { clientId: newId('client'), fingerprint: '' };
    const told = await store().mailIn.tell({ conversationId: id, event, sent, at: scene.tick() });
    expect(told.entry).toMatchObject({ author: { kind: 'system' }, body: event, seq: 2 });
    expect(told.conversation.waitingSince).toBe(told.before.waitingSince);
    const again = await store().mailIn.tell({ conversationId: id, event, sent, at: scene.tick() });
    expect(again).toMatchObject({ isRepeat: true, entry: told.entry });
    const nowhere = store().mailIn.tell({ conversationId: 'none', event, sent, at: NOON });
    await expect(nowhere).rejects.toMatchObject({ code: 'CONVERSATION_UNKNOWN' });
  });

  test('MI9 what an agent says to somebody who came by mail alone waits to be mailed, with its entry', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const mail = { id: 'm', from: { name: '', address: 'ann@example.com' }, subject: 'Tulips' };
    const sent = scene.submission(ann, { kind: 'message', text: 'Tulips?', mail });
    const { conversation, entry } = await store().conversations.submit(sent);
    expect(entry.body).toEqual({ kind: 'message', text: 'Tulips?', mail });
    expect(conversation).toMatchObject({ channels: ['email'], wait: { kind: 'form' }, preview: { kind: 'mail' } });
    const jobs = async () =>
      (await store().jobs.ofConversation(conversation.id))
        .filter(each => each.kind === 'mail_answer')
        .map(each => each.step);
    await scene.reply(conversation.id, 'Yes');
    expect(await jobs()).toEqual([2]);
    // Who comes to the chat is answered there.
    await scene.say(ann, 'I am here');
    await scene.reply(conversation.id, 'Fine');
    expect(await jobs()).toEqual([2]);
  });

  test('PR2 the whole mails of a person are handed out and erased with all else', async () => {
    const { scene, id, siteId } = await talk();
    const mail = newMail(siteId, id);
    await store().mailIn.keep(mail);
    const { contact } = (await store().conversations.find(id))!;
    expect((await store().privacy.held(contact.id))!.mails).toEqual([mail]);
    const order = { contactId: contact.id, id: newId('erasure'), by: BELLA, at: scene.tick(), keysUntil: NOON * 2 };
    const erased = await store().privacy.erase(order);
    expect(erased!.erasure.counts.mails).toBe(1);
    expect(await store().mailIn.find(mail.id)).toBeNull();
  });
}
