import { describe, expect, test, vi } from 'vitest';
import type { VisitorEntry } from '../../../../protocol/entries.ts';
import { LIMITS, VISITOR_VERSION } from '../../../../protocol/wire/limits.ts';
import type { Store } from '../../../../server/store/store.ts';
import { agent, buildTestApp, type Desk, send, visitor, visitorSocket } from '../../../helpers/app.ts';

const words = (entries: VisitorEntry[]) => entries.map(({ body }) => ('text' in body ? body.text : body.kind));

describe('a chat', () => {
  test('ST1 the visitor speaks, the agent hears and answers, the visitor hears', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk, { name: 'Sarnai' });
    const bat = await visitor(desk);
    const question = await send(bat, 'Сайн байна уу? Хүргэлт хэд вэ?');
    expect(question).toMatchObject({ seq: 1, author: { kind: 'visitor' } });

    const heard = await sarnai.hears('entry.added');
    expect(heard.entry).toEqual(question);
    expect(heard.conversation).toMatchObject({
      id: question.conversationId,
      status: 'open',
      waitingSince: desk.context.now(),
    });

    const answer = await sarnai.ask({ type: 'message.send', conversationId: question.conversationId, text: '5000 ₮' });
    expect(answer).toMatchObject({ type: 'ack', entry: { author: { kind: 'agent', name: 'Sarnai' } } });
    const reply = await bat.hears('entry.added', news => news.entry.body.kind === 'message');
    expect(words([reply.entry])).toEqual(['5000 ₮']);
    expect(reply.conversation.assignee).toEqual({ name: 'Sarnai' });
  });

  test('ST4 a message sent again after a cut is one entry, with the first answer', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk, { capacity: 0 });
    const bat = await visitor(desk);
    const said = { type: 'message.send', clientId: 'one-and-the-same', text: 'Hello' } as const;
    const first = await bat.ask(said);
    await bat.leave();
    const again = await visitor(desk, { token: bat.token });
    expect(await again.ask(said)).toEqual(first);
    const heard = (await sarnai.rest()).filter(news => news.type === 'entry.added');
    // Told twice, because nobody can know whether the first telling was heard; once by its number.
    expect(new Set(heard.map(news => news.entry.seq))).toEqual(new Set([1]));
    expect(words((await visitor(desk, { token: bat.token })).welcome.entries)).toEqual(['Hello']);
  });

  test('ST2 the same id with other words is refused', async () => {
    const bat = await visitor(await buildTestApp());
    await bat.ask({ type: 'message.send', clientId: 'one-and-the-same', text: 'Hello' });
    expect(await bat.ask({ type: 'message.send', clientId: 'one-and-the-same', text: 'Bye' })).toMatchObject({
      code: 'CLIENT_ID_REUSED',
      ref: 'one-and-the-same',
    });
  });

  test('ST4 an agent who sends again gets the first answer too', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    const bat = await visitor(desk);
    const { conversationId } = await send(bat, 'Hello');
    const said = { type: 'message.send', clientId: 'one-and-the-same', conversationId, text: 'Hi' } as const;
    expect(await sarnai.ask(said)).toEqual(await sarnai.ask(said));
    expect(await sarnai.ask({ ...said, text: 'Ho' })).toMatchObject({ code: 'CLIENT_ID_REUSED' });
  });

  test('ST3 messages sent in one breath are numbered in the order they were sent', async () => {
    const bat = await visitor(await buildTestApp());
    const ids = Array.from({ length: 15 }, (_, place) => bat.say({ type: 'message.send', text: `${place + 1}` }));
    for (const [place, ref] of ids.entries()) {
      const ack = await bat.hears('ack', news => news.ref === ref);
      expect(ack.entry).toMatchObject({ seq: place + 1, body: { text: `${place + 1}` } });
    }
  });

  test('W3 numbers come to a page in order, its own by acks and the others by news', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    const bat = await visitor(desk);
    const { conversationId } = await send(bat, '1');
    await desk.context.routing.settled();
    await bat.rest();
    const numbers: number[] = [];
    bat.socket.on('message', data => {
      const { entry } = JSON.parse(String(data));
      if (entry) numbers.push(entry.seq);
    });
    // Both are written in one commit, so that both answers are due in one moment.
    const gate = Promise.withResolvers<void>();
    const { store } = desk.context;
    const submit = vi.fn<Store['conversations']['submit']>(submission =>
      gate.promise.then(() => store.conversations.submit(submission)),
    );
    const append = vi.fn<Store['conversations']['append']>(words =>
      gate.promise.then(() => store.conversations.append(words)),
    );
    desk.context.store = { ...store, conversations: { ...store.conversations, submit, append } };
    const mine = bat.ask({ type: 'message.send', text: 'mine' });
    await vi.waitFor(() => expect(submit).toHaveBeenCalledOnce());
    const yours = sarnai.ask({ type: 'message.send', conversationId, text: 'yours' });
    await vi.waitFor(() => expect(append).toHaveBeenCalledOnce());
    gate.resolve();
    await Promise.all([mine, yours]);
    await bat.ping();
    expect(numbers).toEqual([3, 4]);
  });

  test("W12 all of a visitor's pages hear, but the sender hears its own words by the ack alone", async () => {
    const desk = await buildTestApp();
    const phone = await visitor(desk);
    const laptop = await visitor(desk, { token: phone.token });
    const entry = await send(phone, 'From my phone');
    expect((await laptop.hears('entry.added')).entry).toEqual(entry);
    expect((await phone.rest()).map(news => news.type)).toEqual(['conversation.changed']);
    await send(phone, 'Once more');
    expect(await phone.rest()).toEqual([]);
    await send(laptop, 'From my laptop');
    expect(words([(await phone.hears('entry.added')).entry])).toEqual(['From my laptop']);
  });

  test("P2 a visitor neither hears nor reads another one's conversation", async () => {
    const desk = await buildTestApp();
    const [bat, stranger] = [await visitor(desk), await visitor(desk)];
    const { conversationId } = await send(bat, 'My card number is …');
    await send(stranger, 'Hello');
    const back = await visitor(desk, { token: stranger.token, conversationId, afterSeq: 0 });
    expect(words(back.welcome.entries)).toEqual(['Hello']);
    expect(JSON.stringify(await stranger.rest())).not.toContain('card');
    const history = await stranger.ask({ type: 'history.get', beforeSeq: 100 });
    expect(words((history as { entries: VisitorEntry[] }).entries)).toEqual(['Hello']);
  });

  test('P5 notes and what is noted of calls reach colleagues and never the visitor, live or later', async () => {
    const desk = await buildTestApp();
    const [sarnai, bold] = [await agent(desk), await agent(desk, { name: 'Bold' })];
    const bat = await visitor(desk);
    const { conversationId } = await send(bat, 'Hello');
    expect((await sarnai.ask({ type: 'note.add', conversationId, text: 'a SECRET' })).type).toBe('ack');
    await bold.hears('entry.added', news => news.entry.body.kind === 'note');
    await sarnai.ask({ type: 'message.send', conversationId, text: 'Hi' });
    await bat.hears('entry.added', news => news.entry.body.kind === 'message');

    const back = await visitor(desk, { token: bat.token });
    const resumed = await bat.ask({ type: 'conversation.resume', afterSeq: 0 });
    const history = await bat.ask({ type: 'history.get', beforeSeq: 1_000 });
    const seen = JSON.stringify([back.welcome, resumed, history, await bat.rest()]);
    expect(seen).toContain('Hello');
    expect(seen).not.toContain('SECRET');
  });

  test('W13 typing reaches the other side and colleagues, and is not stored', async () => {
    const desk = await buildTestApp();
    const [sarnai, bold] = [await agent(desk), await agent(desk, { name: 'Bold' })];
    const bat = await visitor(desk);
    const { conversationId } = await send(bat, 'Hello');
    bat.say({ type: 'typing.set', isTyping: true });
    expect(await sarnai.hears('typing')).toEqual({ type: 'typing', conversationId, agentId: null, isTyping: true });
    sarnai.say({ type: 'typing.set', conversationId, isTyping: true });
    expect(await bat.hears('typing')).toEqual({ type: 'typing', name: 'Sarnai', isTyping: true });
    expect((await bold.hears('typing', news => news.agentId !== null)).agentId).toBe(sarnai.agent.id);
    expect((await visitor(desk, { token: bat.token })).welcome.conversation?.lastSeq).toBe(2);
  });

  test('W13 read marks reach the other side, move forward only, and are there after a reload', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    const bat = await visitor(desk);
    const { conversationId } = await send(bat, 'Hello');
    await sarnai.ask({ type: 'read.set', conversationId, seq: 1 });
    await bat.hears('conversation.changed', news => news.conversation.agentReadSeq === 1);
    const { entry } = (await sarnai.ask({ type: 'message.send', conversationId, text: 'Hi' })) as {
      entry: VisitorEntry;
    };
    await bat.ask({ type: 'read.set', seq: entry.seq });
    await sarnai.hears('conversation.changed', news => news.conversation.visitorReadSeq === entry.seq);
    await bat.ask({ type: 'read.set', seq: 1 });
    const back = await visitor(desk, { token: bat.token });
    expect(back.welcome.conversation).toMatchObject({ visitorReadSeq: entry.seq, agentReadSeq: entry.seq });
  });

  test('W14 a page that goes while its hello is answered is not left standing as open', async () => {
    const desk = await buildTestApp();
    const { entriesBefore } = desk.store.conversations;
    let held = Promise.resolve();
    desk.store.conversations.entriesBefore = async (...args) => {
      await held;
      return entriesBefore(...args);
    };
    const bat = await visitor(desk);
    const { conversationId } = await send(bat, 'Hello');
    await bat.leave();
    const sarnai = await agent(desk);
    const isShown = () => desk.context.hub.isShown(conversationId);
    await expect.poll(isShown).toBe(false);

    const { promise, resolve } = Promise.withResolvers<void>();
    held = promise;
    const page = await visitorSocket(desk);
    page.say({ type: 'hello', version: VISITOR_VERSION, site: desk.site.key, token: bat.token });
    await expect.poll(isShown).toBe(true);
    await page.leave();
    await expect.poll(isShown).toBe(false);
    resolve();
    const heard = (await sarnai.rest()).filter(news => news.type === 'visitor.presence');
    expect(heard.at(-1)?.isHere ?? false).toBe(false);
  });

  test('W14 agents see whether the visitor has a page open', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    const bat = await visitor(desk);
    const { conversationId } = await send(bat, 'Hello');
    expect(await sarnai.hears('visitor.presence')).toMatchObject({ conversationId, isHere: true });
    const tab = await visitor(desk, { token: bat.token });
    await tab.leave();
    await bat.leave();
    expect(await sarnai.hears('visitor.presence')).toMatchObject({ conversationId, isHere: false });
    expect((await agent(desk, { name: 'Bold' })).welcome.visitorsHere).toEqual([]);
    await visitor(desk, { token: bat.token });
    expect((await agent(desk, { name: 'Tuya' })).welcome.visitorsHere).toEqual([conversationId]);
  });

  test('W15 the numbers beside the views follow, once a beat', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk, { capacity: 0 });
    expect(sarnai.welcome.counts).toMatchObject({ unassigned: 0, all: 0 });
    const bat = await visitor(desk);
    await send(bat, 'Hello');
    await send(bat, 'Anybody?');
    await desk.pass(1_000);
    expect((await sarnai.hears('counts')).counts).toMatchObject({ unassigned: 1, all: 1, mine: 0 });
    await desk.pass(1_000);
    expect((await sarnai.rest()).filter(news => news.type === 'counts')).toEqual([]);
  });

  test('ST5 closing is told to both; a new word of the visitor opens it again, with the same agent', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    const bat = await visitor(desk);
    const { conversationId } = await send(bat, 'Hello');
    await desk.context.routing.settled();
    await sarnai.ask({ type: 'conversation.close', conversationId });
    await bat.hears('entry.added', news => news.conversation.status === 'closed');
    expect((await sarnai.ask({ type: 'conversation.close', conversationId })).type).toBe('ack');
    await send(bat, 'One more thing');
    await bat.hears('conversation.changed', news => news.conversation.status === 'open');
    const { conversation } = await sarnai.hears('entry.added', news => words([news.entry])[0] === 'One more thing');
    expect(conversation).toMatchObject({ status: 'open', assigneeId: sarnai.agent.id });
  });

  test('W4 commands on a conversation that is not there are refused', async () => {
    const sarnai = await agent(await buildTestApp());
    const conversationId = 'nowhere';
    const commands = [
      { type: 'message.send', conversationId, text: 'Hi' },
      { type: 'note.add', conversationId, text: 'Hi' },
      { type: 'conversation.claim', conversationId },
      { type: 'conversation.assign', conversationId, agentId: null },
      { type: 'conversation.close', conversationId },
      { type: 'conversation.reopen', conversationId },
      { type: 'conversation.resume', conversationId, afterSeq: 0 },
    ] as const;
    for (const command of commands) {
      expect(await sarnai.ask(command)).toMatchObject({ type: 'error', code: 'CONVERSATION_UNKNOWN' });
    }
  });
});

describe('catching up', () => {
  /** A conversation of so many entries, by both sides in turn. */
  async function longChat(desk: Desk, count: number) {
    const bat = await visitor(desk);
    const { conversationId } = await send(bat, '1');
    for (let seq = 2; seq <= count; seq++) {
      await desk.store.conversations.append({
        conversationId,
        clientId: `line-number-${seq}`,
        fingerprint: `${seq}`,
        author: { kind: 'agent', id: 'a1', name: 'Sarnai' },
        body: { kind: seq % 2 === 0 ? 'message' : 'note', text: `${seq}` },
        at: desk.context.now(),
      });
    }
    return { bat, conversationId };
  }

  test('W8 after a gap a page gets what it lacks, with status, assignee and marks', async () => {
    const desk = await buildTestApp();
    const { bat, conversationId } = await longChat(desk, 10);
    const back = await visitor(desk, { token: bat.token, conversationId, afterSeq: 5 });
    expect(words(back.welcome.entries)).toEqual(['6', '8', '10']);
    expect(back.welcome).toMatchObject({ isFresh: false, conversation: { lastSeq: 10, agentReadSeq: 10 } });
    expect(await bat.ask({ type: 'conversation.resume', afterSeq: 5 })).toMatchObject({
      type: 'conversation.resumed',
      isFresh: false,
      entries: back.welcome.entries,
    });
  });

  test('W8 who has everything gets nothing, and keeps what is held', async () => {
    const desk = await buildTestApp();
    const { bat, conversationId } = await longChat(desk, 4);
    const back = await visitor(desk, { token: bat.token, conversationId, afterSeq: 4 });
    expect(back.welcome).toMatchObject({ isFresh: false, entries: [] });
  });

  test.each([
    ['a number the conversation has not reached', 500, 10],
    ['a gap too long to send', 0, LIMITS.resumeEntries + 2],
  ])('W8 %s means the newest page, and to drop what is held', async (_, afterSeq, count) => {
    const desk = await buildTestApp();
    const { bat } = await longChat(desk, count);
    const answer = await bat.ask({ type: 'conversation.resume', afterSeq });
    if (answer.type !== 'conversation.resumed') throw new Error(JSON.stringify(answer));
    expect(answer.isFresh).toBe(true);
    expect(answer.entries.at(-1)?.seq).toBe(count);
    expect(answer.hasEarlier).toBe(count > LIMITS.pageEntries);
  });

  test('W8 a position in another conversation means the newest page', async () => {
    const desk = await buildTestApp();
    const { bat } = await longChat(desk, 6);
    const back = await visitor(desk, { token: bat.token, conversationId: 'another', afterSeq: 3 });
    expect(back.welcome).toMatchObject({ isFresh: true });
    expect(words(back.welcome.entries)).toEqual(['1', '2', '4', '6']);
  });

  test('W8 history is read page by page to the beginning, past pages of nothing but notes', async () => {
    const desk = await buildTestApp();
    const { bat, conversationId } = await longChat(desk, 2);
    for (let count = 0; count < 2 * LIMITS.pageEntries; count++) {
      await desk.store.conversations.append({
        conversationId,
        clientId: `note-number-${count}`,
        fingerprint: '',
        author: { kind: 'system' },
        body: { kind: 'note', text: 'private' },
        at: desk.context.now(),
      });
    }
    await send(bat, 'last');
    const read: string[] = [];
    for (let beforeSeq = 10_000, hasEarlier = true; hasEarlier; ) {
      const page = await bat.ask({ type: 'history.get', beforeSeq });
      if (page.type !== 'history') throw new Error(JSON.stringify(page));
      read.unshift(...words(page.entries));
      hasEarlier = page.hasEarlier;
      beforeSeq = page.entries[0]?.seq ?? 1;
    }
    expect(read).toEqual(['1', '2', 'last']);
  });

  test('W8 an agent resumes with notes and callbacks', async () => {
    const desk = await buildTestApp();
    const { conversationId } = await longChat(desk, 6);
    const sarnai = await agent(desk);
    const answer = await sarnai.ask({ type: 'conversation.resume', conversationId, afterSeq: 3 });
    expect(answer).toMatchObject({ isFresh: false, callbacks: [], conversation: { id: conversationId } });
    expect(words((answer as { entries: VisitorEntry[] }).entries).slice(0, 3)).toEqual(['4', '5', '6']);
    const history = await sarnai.ask({ type: 'history.get', conversationId, beforeSeq: 4 });
    expect(words((history as { entries: VisitorEntry[] }).entries)).toEqual(['1', '2', '3']);
  });
});

test('P5 no frame that a visitor hears has the id of an agent in it', async () => {
  const desk = await buildTestApp();
  const sarnai = await agent(desk, { id: 'id-of-sarnai', capacity: 0 });
  const bold = await agent(desk, { id: 'id-of-bold', capacity: 0 });
  const bat = await visitor(desk);
  const { conversationId } = await send(bat, 'Hello');
  const ring = await bat.ask({ type: 'callback.request', phone: '+97699112233' });
  const { body } = (ring as { entry: VisitorEntry }).entry;
  const callbackId = 'callbackId' in body ? body.callbackId : '';
  await sarnai.ask({ type: 'conversation.claim', conversationId });
  await sarnai.ask({ type: 'message.send', conversationId, text: 'On Tuesdays.' });
  sarnai.say({ type: 'typing.set', conversationId, isTyping: true });
  await sarnai.ask({ type: 'conversation.assign', conversationId, agentId: 'id-of-bold' });
  await bold.ask({ type: 'callback.resolve', callbackId, outcome: 'no_answer', note: 'Engaged' });
  await bold.ask({ type: 'conversation.close', conversationId });
  const heard = [
    await bat.ask({ type: 'conversation.resume', afterSeq: 0 }),
    await bat.ask({ type: 'history.get', beforeSeq: 99 }),
    (await visitor(desk, { token: bat.token })).welcome,
    ...(await bat.rest()),
  ];
  const said = JSON.stringify(heard);
  expect(said).toContain('"author":{"kind":"agent","name":"Sarnai"}');
  expect(said).not.toMatch(/id-of-/);
});
