import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, newAgent, newId, newSent, numbers, setScene, texts, upTo } from '../scene.ts';

/** ST1..ST6: what is sent is kept once, in order, and does to its conversation what it should. */
export function conversationRules(store: () => Store): void {
  test('ST1 what was answered is there for whoever reads next', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const { entry, conversation } = await scene.say(ann, 'Is anybody there?');
    expect(entry).toEqual({
      conversationId: conversation.id,
      seq: 1,
      clientId: entry.clientId,
      author: { kind: 'visitor' },
      body: { kind: 'message', text: 'Is anybody there?' },
      createdAt: entry.createdAt,
    });
    expect(await store().conversations.entriesAfter(conversation.id, 0, 10)).toEqual([entry]);
    expect(await store().conversations.find(conversation.id)).toEqual(conversation);
    expect((await store().visitors.find(ann.id))?.conversationId).toBe(conversation.id);
  });

  test('ST1 every kind of entry is read back as it was written', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const text = 'Сайн уу?\n«Hi» \u{1f44b} <b>"x"</b> {"kind":"note"}';
    const written = [
      await scene.say(ann, text),
      await scene.ask(ann),
      await scene.fill(ann, {
        name: 'Ann',
        email: 'ann@x.example',
        phone: '+97699112233',
        subject: 'Bread',
        message: text,
      }),
    ];
    const { id } = written[0]!.conversation;
    written.push(await scene.reply(id, text), await scene.reply(id, 'Careful', { kind: 'note' }));
    expect(await store().conversations.entriesAfter(id, 0, 10)).toEqual(written.map(each => each.entry));
    expect(written[1]!.entry.body).toMatchObject({ kind: 'callback', timeZone: 'Asia/Ulaanbaatar' });
    expect(written[2]!.entry.body).toMatchObject({ kind: 'form', subject: 'Bread', message: text });
    expect(written[3]!.entry).toMatchObject({ author: BELLA, body: { kind: 'message', text } });
    expect(written[4]!.entry.body).toEqual({ kind: 'note', text: 'Careful' });
  });

  test('ST2 a repeat changes nothing', async () => {
    const scene = await setScene(store());
    const sent = scene.submission(await scene.visitor(), { kind: 'message', text: 'Once' });
    const first = await store().conversations.submit(sent);
    const again = await store().conversations.submit({
      ...sent,
      newConversationId: newId('conversation'),
      at: scene.tick(),
    });
    expect(first.isRepeat).toBe(false);
    expect(again).toMatchObject({ isRepeat: true, entry: first.entry });
    expect(again.conversation).toEqual(first.conversation);
    expect(await store().conversations.entriesAfter(first.conversation.id, 0, 10)).toEqual([first.entry]);
  });

  test('ST4 a repeat tells which entry its visitor saw before it, whatever colleagues noted in between', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const first = scene.submission(ann, { kind: 'message', text: 'Hello' });
    const second = scene.submission(ann, { kind: 'message', text: 'Anybody?' });
    const { conversation } = await store().conversations.submit(first);
    for (const text of ['Careful', 'Known here']) await scene.reply(conversation.id, text, { kind: 'note' });
    await scene.assign(conversation.id, null, null, newSent('unchanged'));
    for (const [sent, previousSeq] of [
      [first, 0],
      [second, 1],
    ] as const) {
      await store().conversations.submit(sent);
      expect(await store().conversations.submit(sent)).toMatchObject({ isRepeat: true, previousSeq });
      const submitted = store().conversations.submitted(ann.id, sent.clientId, sent.fingerprint);
      expect(await submitted).toMatchObject({ isRepeat: true, previousSeq });
    }
  });

  test('ST2 the same client id with other content is refused and leaves nothing', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const first = await scene.say(ann, 'One thing', { clientId: 'same-client-id' });
    await expect(scene.say(ann, 'Another', { clientId: 'same-client-id' })).rejects.toMatchObject({
      code: 'CLIENT_ID_REUSED',
    });
    const replied = await scene.reply(first.conversation.id, 'Yes?', { clientId: 'agent-client-id' });
    await expect(scene.reply(first.conversation.id, 'No', { clientId: 'agent-client-id' })).rejects.toMatchObject({
      code: 'CLIENT_ID_REUSED',
    });
    expect(texts(await store().conversations.entriesAfter(first.conversation.id, 0, 10))).toEqual([
      'One thing',
      'Yes?',
    ]);
    expect(await store().conversations.find(first.conversation.id)).toEqual(replied.conversation);
  });

  test('ST2 a refused first submission makes no conversation and changes no contact', async () => {
    const scene = await setScene(store());
    await scene.say(await scene.visitor(), 'Mine', { clientId: 'taken-client-id' });
    const bob = await scene.visitor();
    const refused = scene.say(bob, 'Also mine', { clientId: 'taken-client-id', words: { name: 'Bob' } });
    await expect(refused).rejects.toMatchObject({ code: 'CLIENT_ID_REUSED' });
    expect((await store().visitors.find(bob.id))?.conversationId).toBe(null);
    expect((await store().contacts.find(bob.contactId))?.name).toBe('');
  });

  test('ST2 what one visitor sent is no repeat for another', async () => {
    const scene = await setScene(store());
    const ann = await scene.say(await scene.visitor(), 'Hello', { clientId: 'guessed-client-id' });
    const bob = await scene.visitor();
    const reused = { code: 'CLIENT_ID_REUSED' };
    await expect(scene.say(bob, 'Hello', { clientId: 'guessed-client-id' })).rejects.toMatchObject(reused);
    const asked = store().conversations.submitted(
      bob.id,
      'guessed-client-id',
      `print:${JSON.stringify(ann.entry.body)}`,
    );
    await expect(asked).rejects.toMatchObject(reused);
  });

  test('ST2 an agent can not repeat into another conversation', async () => {
    const scene = await setScene(store());
    const one = await scene.say(await scene.visitor(), 'One');
    const two = await scene.say(await scene.visitor(), 'Two');
    await scene.reply(one.conversation.id, 'ok', { clientId: 'reply-client-id' });
    const elsewhere = scene.reply(two.conversation.id, 'ok', { clientId: 'reply-client-id' });
    await expect(elsewhere).rejects.toMatchObject({ code: 'CLIENT_ID_REUSED' });
  });

  test('ST2 sites do not share client ids', async () => {
    const [here, there] = [await setScene(store()), await setScene(store())];
    await here.say(await here.visitor(), 'Hello', { clientId: 'shared-client-id' });
    const other = await there.say(await there.visitor(), 'Other', { clientId: 'shared-client-id' });
    expect(other.isRepeat).toBe(false);
  });

  test('ST2 many copies at once are stored once', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const sent = scene.submission(ann, { kind: 'message', text: 'Impatient' });
    const copies = Array.from({ length: 12 }, () =>
      store().conversations.submit({ ...sent, newConversationId: newId('conversation') }),
    );
    const answers = await Promise.all(copies);
    expect(answers.filter(each => !each.isRepeat)).toHaveLength(1);
    expect(new Set(answers.map(each => JSON.stringify(each.entry))).size).toBe(1);
    expect(await store().conversations.entriesAfter(answers[0]!.conversation.id, 0, 10)).toHaveLength(1);

    const reply = { clientId: newId('client') };
    const replies = Array.from({ length: 12 }, () => scene.reply(answers[0]!.conversation.id, 'Here', reply));
    expect((await Promise.all(replies)).filter(each => !each.isRepeat)).toHaveLength(1);
    expect(await store().conversations.entriesAfter(answers[0]!.conversation.id, 0, 10)).toHaveLength(2);
  });

  test('ST3 two hundred at once in several conversations are numbered without holes', async () => {
    const scene = await setScene(store());
    const people = await Promise.all(Array.from({ length: 5 }, () => scene.visitor()));
    // The first message of each races too: one conversation must come of it.
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, index) => scene.say(people[index % people.length]!, `Message ${index}`)),
    );
    const ids = [...new Set(all.map(each => each.conversation.id))];
    expect(ids).toHaveLength(people.length);
    expect(all.filter(each => each.before.lastSeq === 0)).toHaveLength(people.length);
    await Promise.all(
      Array.from({ length: 100 }, (_, index) => {
        const turn = index % people.length;
        return index % 2 ? scene.say(people[turn]!, `More ${index}`) : scene.reply(ids[turn]!, `Reply ${index}`);
      }),
    );
    for (const id of ids) {
      const entries = await store().conversations.entriesAfter(id, 0, 1000);
      expect(numbers(entries)).toEqual(upTo(40));
      expect((await store().conversations.find(id))?.lastSeq).toBe(40);
    }
  });

  test('ST4 a repeat gets the first answer, whatever came since', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const sent = scene.submission(ann, { kind: 'message', text: 'First' }, { words: { name: 'Ann' } });
    const first = await store().conversations.submit(sent);
    await scene.reply(first.conversation.id, 'Second');
    await scene.close(first.conversation.id);
    await store().contacts.update(ann.contactId, { by: 'agent', words: { name: 'Anna' } }, scene.tick());
    const again = await store().conversations.submit({ ...sent, at: scene.tick() });
    expect(again).toMatchObject({ isRepeat: true, entry: first.entry });
    expect(again.conversation).toMatchObject({ status: 'closed', lastSeq: 3, contact: { name: 'Anna' } });
  });

  test('ST4 an earlier answer can be asked for before anything is checked', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const [said, asked] = [await scene.say(ann, 'Hello'), await scene.ask(ann)];
    const submitted = (of: typeof said, fingerprint = `print:${JSON.stringify(of.entry.body)}`, by = ann.id) =>
      store().conversations.submitted(by, of.entry.clientId!, fingerprint);
    const conversation = asked.conversation;
    expect(await submitted(said)).toMatchObject({ entry: said.entry, conversation });
    expect(await submitted(asked)).toMatchObject({ entry: asked.entry, conversation, callback: asked.callback });
    await expect(submitted(said, 'other content')).rejects.toMatchObject({ code: 'CLIENT_ID_REUSED' });
    expect(await store().conversations.submitted(ann.id, newId('client'), 'anything')).toBe(null);
    expect(await submitted(said, 'anything', 'nobody')).toBe(null);
  });

  test('ST5 the first words open a conversation and start the wait', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor({ name: 'Ann', email: 'ann@x.example', locale: 'mn' });
    const first = await scene.say(ann, 'Hello\n  there', { at: 5000 });
    expect(first).toMatchObject({ isRepeat: false, before: { lastSeq: 0, status: 'open' }, previousSeq: 0 });
    expect(first.conversation).toMatchObject({
      siteId: scene.site.id,
      contact: { id: ann.contactId, name: 'Ann', email: 'ann@x.example', locale: 'mn' },
      visitorId: ann.id,
      status: 'open',
      assigneeId: null,
      lastSeq: 1,
      lastVisitorSeq: 1,
      agentReadSeq: 0,
      visitorReadSeq: 1,
      waitingSince: 5000,
      callbackAt: null,
      channels: ['chat'],
      preview: { text: 'Hello there', author: 'visitor', kind: 'message' },
      createdAt: 5000,
      updatedAt: 5000,
    });
    const second = await scene.say(ann, 'Anybody?', { at: 6000 });
    expect(second).toMatchObject({ before: { lastSeq: 1, status: 'open' }, previousSeq: 1 });
    expect(second.conversation).toMatchObject({ lastSeq: 2, waitingSince: 5000, updatedAt: 6000 });
  });

  test('ST5 an answer ends the wait, a note does not, closing does', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const { conversation } = await scene.say(ann, 'Hello');
    const noted = await scene.reply(conversation.id, 'Careful', { kind: 'note' });
    expect(noted.conversation).toMatchObject({ waitingSince: conversation.waitingSince, agentReadSeq: 0, lastSeq: 2 });
    expect(noted.conversation.preview.text).toBe('Hello');
    const answered = await scene.reply(conversation.id, 'Hi Ann');
    expect(answered.conversation).toMatchObject({ waitingSince: null, agentReadSeq: 3, lastVisitorSeq: 1 });
    const asked = await scene.say(ann, 'One more');
    expect(asked.conversation.waitingSince).toBe(asked.entry.createdAt);
    const closed = await scene.close(conversation.id);
    expect(closed?.entry.body).toEqual({ kind: 'event', event: 'closed' });
    expect(closed?.conversation).toMatchObject({ status: 'closed', waitingSince: null, lastSeq: 5 });
  });

  test('ST5 new words open a closed conversation, from either side', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const { conversation } = await scene.say(ann, 'Hello');
    await scene.close(conversation.id);
    expect(await scene.close(conversation.id)).toBe(null);
    const back = await scene.say(ann, 'Still here');
    expect(back.before).toMatchObject({ status: 'closed', lastSeq: 2 });
    expect(back.conversation).toMatchObject({ id: conversation.id, status: 'open' });
    await scene.close(conversation.id);
    expect((await scene.reply(conversation.id, 'A thought')).conversation.status).toBe('open');
    expect(await scene.reopen(conversation.id)).toBe(null);
    await scene.close(conversation.id);
    const reopened = await scene.reopen(conversation.id);
    expect(reopened?.entry.body).toEqual({ kind: 'event', event: 'reopened' });
    expect(await store().conversations.find(conversation.id)).toEqual(reopened?.conversation);
  });

  test('ST5 all three ways in share one conversation', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const formed = await scene.fill(ann, { message: 'By form' }, { words: { name: 'Ann', phone: '+97699112233' } });
    expect(formed.conversation).toMatchObject({ channels: ['form'], contact: { name: 'Ann', phone: '+97699112233' } });
    await scene.say(ann, 'By chat');
    const asked = await scene.ask(ann, { startAt: 9_000_000_000_000 });
    expect(asked.conversation).toMatchObject({
      id: formed.conversation.id,
      channels: ['form', 'chat', 'callback'],
      callbackAt: 9_000_000_000_000,
      lastSeq: 3,
    });
  });

  test('ST5 handing over writes who has it, once', async () => {
    const scene = await setScene(store());
    const { conversation } = await scene.say(await scene.visitor(), 'Hello');
    const [carl, dora] = [newAgent({ name: 'Carl' }), newAgent({ name: 'Dora' })];
    const taken = await scene.assign(conversation.id, carl, null);
    expect(taken?.entry).toMatchObject({
      seq: 2,
      clientId: null,
      author: BELLA,
      body: { kind: 'event', event: 'assigned', agentId: carl.id, agentName: 'Carl' },
    });
    expect(taken?.conversation.assigneeId).toBe(carl.id);
    expect(await scene.assign(conversation.id, carl)).toBe(null);
    expect(await scene.assign(conversation.id, carl, null)).toBe(null);
    await expect(scene.assign(conversation.id, dora, null)).rejects.toMatchObject({ code: 'ALREADY_CLAIMED' });
    expect((await scene.assign(conversation.id, dora, carl.id))?.conversation.assigneeId).toBe(dora.id);
    const freed = await scene.assign(conversation.id, null);
    expect(freed).toMatchObject({ entry: { body: { kind: 'event', event: 'unassigned' } } });
    expect(freed?.conversation.assigneeId).toBe(null);
    expect(await scene.assign(conversation.id, null)).toBe(null);
    expect((await store().conversations.find(conversation.id))?.lastSeq).toBe(4);
  });

  test('ST5 of many who claim at once exactly one wins', async () => {
    const scene = await setScene(store());
    const { conversation } = await scene.say(await scene.visitor(), 'Hello');
    const crowd = Array.from({ length: 8 }, () => newAgent());
    const claims = await Promise.allSettled(crowd.map(each => scene.assign(conversation.id, each, null)));
    const won = claims.filter(each => each.status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const each of claims) {
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'ALREADY_CLAIMED' });
    }
    const now = await store().conversations.find(conversation.id);
    expect(now).toEqual(won[0]!.value?.conversation);
    expect(now?.lastSeq).toBe(2);
  });

  test('ST5 what does not exist is refused by name, or null to readers', async () => {
    const scene = await setScene(store());
    const unknown = { code: 'CONVERSATION_UNKNOWN' };
    await expect(scene.reply('nowhere', 'Hello?')).rejects.toMatchObject(unknown);
    await expect(scene.assign('nowhere', newAgent())).rejects.toMatchObject(unknown);
    await expect(scene.close('nowhere')).rejects.toMatchObject(unknown);
    const ghost = { ...(await scene.visitor()), id: 'nobody' };
    await expect(scene.say(ghost, 'Hello?')).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    expect(await store().conversations.markRead('nowhere', 'agent', 1)).toBe(null);
    expect(await store().conversations.find('nowhere')).toBe(null);
    expect(await store().visitors.find('nobody')).toBe(null);
    expect(await store().conversations.entriesAfter('nowhere', 0, 10)).toEqual([]);
    expect(await store().conversations.entriesBefore('nowhere', null, 10)).toEqual([]);
  });

  test('ST6 read marks move forward only, and never past the last entry', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const { conversation } = await scene.say(ann, 'One');
    await scene.say(ann, 'Two');
    await scene.reply(conversation.id, 'Three');
    await scene.say(ann, 'Four');
    const id = conversation.id;
    expect(await store().conversations.markRead(id, 'agent', 2)).toBe(null);
    expect(await store().conversations.markRead(id, 'agent', 4)).toMatchObject({ agentReadSeq: 4, visitorReadSeq: 4 });
    expect(await store().conversations.markRead(id, 'agent', 4)).toBe(null);
    expect(await store().conversations.markRead(id, 'agent', 1)).toBe(null);
    await scene.reply(id, 'Five');
    expect(await store().conversations.markRead(id, 'visitor', 99)).toMatchObject({
      visitorReadSeq: 5,
      agentReadSeq: 5,
    });
    expect(await store().conversations.markRead(id, 'visitor', 99)).toBe(null);
    expect(await store().conversations.find(id)).toMatchObject({ visitorReadSeq: 5, lastSeq: 5 });
  });

  test('ST7 history is read forward and backward within its bounds', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const { conversation } = await scene.say(ann, 'Number 1');
    await Promise.all(upTo(9).map(each => scene.say(ann, `Number ${each + 1}`)));
    const after = async (seq: number, limit: number) =>
      numbers(await store().conversations.entriesAfter(conversation.id, seq, limit));
    const before = async (seq: number | null, limit: number) =>
      numbers(await store().conversations.entriesBefore(conversation.id, seq, limit));
    expect(await after(0, 3)).toEqual([1, 2, 3]);
    expect(await after(7, 50)).toEqual([8, 9, 10]);
    expect(await after(10, 50)).toEqual([]);
    expect(await after(999, 50)).toEqual([]);
    expect(await before(null, 3)).toEqual([8, 9, 10]);
    expect(await before(8, 3)).toEqual([5, 6, 7]);
    expect(await before(3, 50)).toEqual([1, 2]);
    expect(await before(1, 50)).toEqual([]);
    expect(await before(999, 2)).toEqual([9, 10]);
  });
}
