import { describe, expect, test } from 'vitest';
import { AppError } from '../../../../server/app-error.ts';
import { agent, buildTestApp, send, visitor } from '../../../helpers/app.ts';
import { deliver } from '../../../helpers/desk-with-webhook.ts';
import { staffed } from '../../../helpers/http.ts';
import { openTelegram } from '../../../helpers/telegram.ts';
import { bring, buttons, CONFIG, deskWithBot, linkedAgent, notices } from './desk.ts';

/** A visitor who waits, and an agent who is told of it in Telegram. */
async function told() {
  const { desk, telegram, owner } = await deskWithBot();
  const { agent: sarnai, person } = await linkedAgent(desk, telegram, 1, { name: 'Sarnai' });
  const room = notices(desk);
  const bolormaa = await visitor(desk);
  const { conversationId } = await send(bolormaa, 'Do you deliver?');
  const noticeId = await room.tell(sarnai, conversationId);
  const hears = () => person.hears();
  const [notice] = hears().slice(-1);
  const entries = () => desk.store.conversations.entriesAfter(conversationId, 0, 50);
  const answers = async () =>
    (await entries()).filter(each => each.author.kind === 'agent' && each.body.kind === 'message');
  const assignee = async () => (await desk.store.conversations.find(conversationId))?.assigneeId;
  const last = () => hears().at(-1)?.text;
  /** The notice as it stands in the chat now. */
  const shown = () => hears().find(each => each.message_id === notice!.message_id);
  return {
    ...{ desk, telegram, owner, sarnai, person, room, bolormaa, conversationId, noticeId, notice: notice! },
    ...{ entries, answers, assignee, last, shown },
  };
}

describe('a notice in Telegram', () => {
  test('TB4 says who and what, as plain text, with what can be done about it', async () => {
    const { notice } = await told();
    expect(notice).toMatchObject({
      text: 'Bolormaa · Altan\nwaits for an answer',
      entities: [{ type: 'bold', offset: 0, length: 16 }],
      link_preview_options: { is_disabled: true },
    });
    expect(buttons(notice)).toEqual(['Take', 'Answer by reply', 'Open']);
    expect(notice).not.toHaveProperty('parse_mode');
  });

  test('TB4 what stands for several is told without buttons that would be about one of them', async () => {
    const { desk, telegram, sarnai, person, conversationId, answers, last } = await told();
    await notices(desk, { isOfMany: true }).tell(sarnai, conversationId);
    const many = person.hears().at(-1)!;
    expect(buttons(many)).toEqual(['Open']);
    person.writes('Yes', many);
    await bring(desk, telegram);
    expect(last()).toContain('or no longer');
    expect(await answers()).toEqual([]);
  });

  test('TB2 "Take" claims it as in the inbox, and every chat that was told says who has it', async () => {
    const { desk, telegram, person, room, conversationId, notice, sarnai, assignee, entries, shown } = await told();
    const { agent: dorj, person: other } = await linkedAgent(desk, telegram, 2, { name: 'Dorj', locale: 'ru' });
    await room.tell(dorj, conversationId);
    const page = await agent(desk, { role: 'owner', capacity: 0 });
    person.presses(notice, 'Take');
    await bring(desk, telegram);
    expect(await assignee()).toBe(sarnai.agent.id);
    expect(telegram.answered.at(-1)?.text).toBe('It is yours');
    const { entry } = await page.hears('entry.added', news => news.entry.body.kind === 'event');
    expect(entry).toMatchObject({ author: { name: 'Sarnai' }, body: { event: 'assigned' } });
    expect(buttons(shown())).toEqual(['✓ It is yours', 'Answer by reply']);
    expect(buttons(other.hears().at(-1))).toEqual(['✓ Разговор ведёт Sarnai', 'Ответить']);
    // Pressed before that was seen.
    other.presses(other.hears().at(-1)!, { data: `take:${conversationId}` });
    person.presses(notice, 'Take');
    await bring(desk, telegram);
    expect(telegram.answered.slice(-2).map(each => each.text)).toEqual(['Разговор ведёт Sarnai', 'It is yours']);
    expect((await entries()).filter(each => each.body.kind === 'event' && each.body.event === 'assigned')).toHaveLength(
      1,
    );
  });

  test('TB2 what is taken, handed over or answered in the inbox says so in every chat that was told', async () => {
    const { desk, telegram, person, room, bolormaa, conversationId, sarnai } = await told();
    const { agent: dorj, person: other } = await linkedAgent(desk, telegram, 2, { name: 'Dorj' });
    await room.tell(dorj, conversationId);
    const page = await agent(desk, { role: 'owner', name: 'Bella', capacity: 0 });
    const under = () =>
      [person, other].map(each => buttons(each.hears().findLast(({ text }) => text.includes('waits'))));
    const becomes = async (...wanted: string[]) => {
      await expect.poll(() => under().map(([first]) => first)).toEqual(wanted);
      await desk.context.outbox.settled();
    };
    await page.ask({ type: 'conversation.claim', conversationId });
    await becomes('✓ Bella has it', '✓ Bella has it');
    await page.ask({ type: 'conversation.assign', conversationId, agentId: sarnai.agent.id });
    await becomes('✓ It is yours', '✓ Sarnai has it');
    await page.ask({ type: 'message.send', conversationId, text: 'On Fridays' });
    // Who waits again is told of anew; an answer ends that alone.
    await desk.pass(60_000, page, bolormaa);
    await send(bolormaa, 'And on Mondays?');
    await room.tell(dorj, conversationId);
    expect(under()[1]).toEqual(['Answer by reply', 'Open']);
    await page.ask({ type: 'message.send', conversationId, text: 'On Mondays, too' });
    await becomes('✓ It is yours', '✓ Sarnai has it');
  });

  test('TB2 NO4 what somebody only opens in the inbox says so in every chat that was told, and its button goes', async () => {
    const { desk, telegram } = await deskWithBot();
    const { person } = await linkedAgent(desk, telegram, 1, { name: 'Sarnai' });
    const bolormaa = await visitor(desk);
    const { conversationId } = await send(bolormaa, 'Do you deliver?');
    await desk.context.jobs.tick();
    await desk.pass(3_000, bolormaa);
    await deliver(desk);
    const under = () => buttons(person.hears().find(({ text }) => text.includes('is waiting for an answer')));
    expect(under()).toEqual(['Take', 'Answer by reply', 'Open']);
    const page = await agent(desk, { role: 'owner', name: 'Bella', capacity: 0 });
    await page.ask({ type: 'mentions.read', conversationId });
    await expect.poll(under).toEqual(['✓ Bella is looking at it', 'Answer by reply']);
    await page.ask({ type: 'conversation.claim', conversationId });
    await expect.poll(under).toEqual(['✓ Bella has it', 'Answer by reply']);
    // By then nobody is told of it any more.
    const calls = telegram.calls.length;
    await page.ask({ type: 'mentions.read', conversationId });
    await desk.pass(60_000, page, bolormaa);
    await deliver(desk);
    expect(telegram.calls).toHaveLength(calls);
  });

  test('TB2 RI1 RI4 who only reads, and who may not see the site, does nothing by any button that they make up', async () => {
    const { desk, telegram, person, room, conversationId, notice, sarnai, assignee, answers, last } = await told();
    const { agent: reader, person: readers } = await linkedAgent(desk, telegram, 2, { role: 'reader' });
    await room.tell(reader, conversationId);
    expect(buttons(readers.hears().at(-1))).toEqual(['Open']);
    for (const act of ['take', 'answer'] as const) {
      readers.presses(readers.hears().at(-1)!, { data: `${act}:${conversationId}` });
      await bring(desk, telegram);
      expect(telegram.answered.at(-1)?.text).toContain('only read');
    }
    readers.writes('I would say', readers.hears().at(-1));
    await bring(desk, telegram);
    expect(readers.hears().at(-1)?.text).toContain('only read');
    await desk.store.agents.update(sarnai.agent.id, { siteIds: [] });
    await desk.context.staff.reload();
    for (const data of [
      `take:${conversationId}`,
      `answer:${conversationId}`,
      'take:none',
      'steal:all',
      'x'.repeat(64),
    ]) {
      person.presses(notice, { data });
    }
    person.writes('Yes', notice);
    await bring(desk, telegram);
    expect(telegram.answered.slice(-5).map(each => each.text)).toEqual([
      ...Array.from({ length: 3 }, () => expect.stringContaining('no longer there')),
      undefined,
      undefined,
    ]);
    expect(last()).toContain('no longer there');
    expect([await assignee(), await answers()]).toEqual([null, []]);
  });

  test('TB2 FA5 where everybody needs a second factor, a chat does nothing for who has none', async () => {
    const { desk, telegram, person, notice, assignee, answers, last } = await told();
    await desk.store.factors.require(true);
    desk.context.factorPolicy.forget();
    person.presses(notice, 'Take');
    person.writes('Yes', notice);
    await bring(desk, telegram);
    expect(telegram.answered.at(-1)?.text).toContain('one desk only');
    expect(last()).toContain('one desk only');
    expect([await assignee(), await answers()]).toEqual([null, []]);
  });

  test('TB3 a reply to it is the agent’s answer, and whoever answers first has it', async () => {
    const { desk, telegram, person, bolormaa, notice, sarnai, assignee, answers, last, shown } = await told();
    const update = person.writes('  Yes, every day.\u0000 ', notice);
    await bring(desk, telegram);
    const heard = await bolormaa.hears('entry.added');
    expect(heard.entry.body).toEqual({ kind: 'message', text: 'Yes, every day.' });
    expect(last()).toBe('Sent.');
    expect(person.hears().at(-1)?.reply_parameters?.message_id).toBe(
      (update.message as { message_id: number }).message_id,
    );
    expect(await assignee()).toBe(sarnai.agent.id);
    expect(buttons(shown())).toEqual(['✓ It is yours', 'Answer by reply']);
    expect(await answers()).toMatchObject([{ author: { id: sarnai.agent.id }, clientId: expect.any(String) }]);
  });

  test('TB3 "Answer by reply" opens the field, and what is written there is the answer', async () => {
    const { desk, telegram, person, notice, answers, shown } = await told();
    person.presses(notice, 'Answer by reply');
    await bring(desk, telegram);
    const question = person.hears().at(-1)!;
    expect(question).toMatchObject({
      reply_markup: { force_reply: true, input_field_placeholder: 'Your answer' },
      reply_parameters: { message_id: notice.message_id },
    });
    person.writes('Yes', question);
    await bring(desk, telegram);
    expect((await answers()).map(each => each.body)).toEqual([{ kind: 'message', text: 'Yes' }]);
    // The notice says who has it; the question is left as it was.
    expect(buttons(shown())).toContain('✓ It is yours');
    expect(person.hears().find(each => each.message_id === question.message_id)).toEqual(question);
  });

  test('TB3 what can not be sent is refused with a sentence, and nothing of it is kept', async () => {
    const { desk, telegram, person, notice, answers, last } = await told();
    const says = async (act: () => unknown, sentence: string) => {
      act();
      await bring(desk, telegram);
      expect(last()).toContain(sentence);
    };
    await says(() => person.sendsSticker(notice), 'only text');
    await says(() => person.writes(' \n ', notice), 'only text');
    await says(() => person.writes('x'.repeat(4001), notice), 'longer than 4000');
    await says(() => person.writes('Yes'), 'do not know who this is for');
    await says(() => person.writes('Yes', { ...notice, message_id: 1 }), 'or no longer');
    await says(() => person.writes('/start'), '“Take”');
    expect(await answers()).toEqual([]);
  });

  test('TB3 P2 a reply to what a colleague was told is no answer', async () => {
    const { desk, telegram, sarnai, notice, answers, person } = await told();
    const { person: other } = await linkedAgent(desk, telegram, 2);
    other.writes('Yes', notice);
    await bring(desk, telegram);
    expect(other.hears().at(-1)?.text).toContain('or no longer');
    // Nor is one to what was told in this chat to somebody else, who had it before.
    const heir = await staffed(desk, { locale: 'en' });
    await desk.context.staff.reload();
    person.writes((await heir.ask('POST /v1/me/telegram/code')).json().code);
    person.writes('Yes', notice);
    await bring(desk, telegram);
    expect(person.hears().at(-1)?.text).toContain('or no longer');
    expect((await sarnai.ask('GET /v1/me/telegram')).json().chat).toBe(null);
    expect(await answers()).toEqual([]);
  });

  test('TB3 an update that comes twice has its effect once', async () => {
    const { desk, telegram, person, notice, answers, entries } = await told();
    const twice = [person.presses(notice, 'Take'), person.writes('Yes', notice)];
    await bring(desk, telegram);
    const after = await entries();
    telegram.updates.push(...twice);
    expect(await bring(desk, telegram)).toEqual([204, 204]);
    expect(await entries()).toEqual(after);
    expect(await answers()).toHaveLength(1);
  });

  test('TB3 while the store is away nothing is taken, and Telegram brings it again', async () => {
    const { desk, telegram, person, notice, answers, last } = await told();
    const { store } = desk.context;
    const { append } = store.conversations;
    store.conversations.append = () => Promise.reject(new AppError('STORE_UNAVAILABLE'));
    person.writes('Yes', notice);
    expect(await bring(desk, telegram)).toEqual([503]);
    store.conversations.append = append;
    expect(last()).not.toBe('Sent.');
    expect(await bring(desk, telegram)).toEqual([204]);
    expect(await answers()).toHaveLength(1);
    expect(last()).toBe('Sent.');
  });
});

describe('what leaves', () => {
  test('TB4 nothing leaves to who has no chat, has blocked the bot, has one with another, or while it is off', async () => {
    const { desk, room, sarnai, person, conversationId, owner, telegram } = await told();
    const count = () => telegram.messages.length;
    const before = count();
    await room.tell(owner, conversationId);
    await owner.ask('PUT /v1/telegram', { body: { mode: 'off' } });
    await room.tell(sarnai, conversationId);
    await owner.ask('PUT /v1/telegram', { body: { mode: 'webhook' } });
    person.blocks();
    await bring(desk, telegram);
    await room.tell(sarnai, conversationId);
    person.comesBack();
    await bring(desk, telegram);
    const other = await openTelegram({ id: 7002 });
    await owner.ask('PUT /v1/telegram', { body: { mode: 'webhook', token: other.token, apiRoot: other.url } });
    await room.tell(sarnai, conversationId);
    expect([count(), other.messages]).toEqual([before, []]);
    expect((await desk.store.outbox.page({ isDead: false, limit: 10 })).items).toEqual([]);
  });

  test('TB4 what somebody has seen to before it leaves is not sent', async () => {
    const { desk, room, sarnai, conversationId, telegram, noticeId } = await told();
    const before = telegram.messages.length;
    const record = (await desk.store.agents.all()).find(each => each.id === sarnai.agent.id)!;
    const notice = { id: noticeId, agentId: record.id, siteId: desk.site.id, conversationId };
    room.acknowledge(noticeId);
    const deliveries = await room.way.deliveries({ ...notice, cause: 'message', at: 0, count: 1 }, record);
    await desk.store.outbox.put(deliveries);
    await room.worker.tick();
    await room.worker.settled();
    expect(telegram.messages.length).toBe(before);
    expect((await desk.store.outbox.page({ isDead: false, limit: 10 })).items).toEqual([]);
  });

  test('TB5 where Telegram asks for a pause, there is one', async () => {
    const { desk, room, sarnai, conversationId, telegram } = await told();
    const before = telegram.messages.length;
    telegram.limitNext(1, 30);
    await room.tell(sarnai, conversationId);
    const [target] = await desk.store.outbox.failingTargets();
    expect(target).toMatchObject({ kind: 'telegram', id: 'gateway' });
    expect(target!.pausedUntil).toBeGreaterThanOrEqual(desk.context.now() + 30_000);
    const [waiting] = (await desk.store.outbox.page({ isDead: false, limit: 10 })).items;
    expect(waiting).toMatchObject({ attempts: 1, problem: expect.stringContaining('429') });
    expect(telegram.messages.length).toBe(before);
  });

  test('TB5 a chat that takes nothing more is shown so, and what was for it is given up, for owners to see', async () => {
    const { desk, room, sarnai, person, conversationId } = await told();
    person.goesAway();
    await room.tell(sarnai, conversationId);
    const [dead] = (await desk.store.outbox.page({ isDead: true, limit: 10 })).items;
    expect(dead).toMatchObject({ kind: 'telegram', event: 'notice', problem: expect.stringContaining('403') });
    expect((await sarnai.ask('GET /v1/me/telegram')).json().chat).toMatchObject({ isBlocked: true });
    expect(await desk.store.outbox.failingTargets()).toEqual([]);
  });

  test('TB5 an address that Telegram does not take costs the button, not the message', async () => {
    const { desk, telegram, sarnai, person, conversationId } = await told();
    await notices(desk, { inbox: 'http://localhost:8080/inbox' }).tell(sarnai, conversationId);
    expect(buttons(person.hears().at(-1))).toEqual(['Take', 'Answer by reply']);
    expect(telegram.calls.at(-1)?.method).toBe('sendMessage');
  });

  test('TB4 no payload of what waits holds words of people or a token', async () => {
    const { desk, telegram, room, sarnai, person, conversationId, notice } = await told();
    telegram.goDown(true);
    await room.tell(sarnai, conversationId);
    telegram.goDown(false);
    person.presses(notice, 'Answer by reply');
    await bring(desk, telegram);
    const waiting = (await desk.store.outbox.page({ isDead: false, limit: 10 })).items;
    expect(waiting.length).toBeGreaterThan(0);
    for (const { payload } of waiting) expect(payload).not.toMatch(/Bolormaa|deliver\?|AAAA/);
  });
});

test('TB7 nothing is asked of Telegram by a desk that has no bot', async () => {
  const telegram = await openTelegram();
  const desk = await buildTestApp({ config: CONFIG });
  const owner = await staffed(desk, { role: 'owner' });
  expect((await owner.ask('GET /v1/me/telegram')).json()).toEqual({ bot: null, chat: null });
  expect((await owner.ask('POST /v1/me/telegram/code')).statusCode).toBe(404);
  await desk.pass(60_000);
  expect(telegram.calls).toEqual([]);
});
