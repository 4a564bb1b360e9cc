import { expect, test } from 'vitest';
import type { AuditRow } from '../../../protocol/audit.ts';
import type { AgentRecord } from '../../../server/features/agents/store.ts';
import { CHAT_MESSAGE_MS, type ChatKey } from '../../../server/features/telegram/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, MINUTE, NOON, newAgent, newId, setScene } from '../scene.ts';

/** TB1, TB3: the chats of agents, and what was said there. */
export function agentChatRules(store: () => Store): void {
  async function someone(change: Partial<AgentRecord> = {}): Promise<AgentRecord> {
    const agent = newAgent(change);
    await store().agents.create(agent);
    return agent;
  }
  const newChat = (): ChatKey & { name: string; at: number } => ({
    botId: 'bot',
    chatId: newId('chat'),
    name: '@bat',
    at: NOON,
  });
  const rowOf = (agentId: string): AuditRow => ({
    id: newId('audit'),
    at: NOON,
    who: { kind: 'system' },
    what: 'telegram.linked',
    on: { kind: 'agent', id: agentId, text: '' },
    from: null,
    siteId: null,
  });
  const rowsOf = async (agentId: string) =>
    (await store().audit.page({ limit: 100 })).items.filter(each => each.on.id === agentId).map(each => each.what);

  async function linked(agent: AgentRecord, chat = newChat()) {
    const hash = newId('hash');
    await store().agentChats.offer(agent.id, { hash, until: NOON + MINUTE });
    return store().agentChats.link({ hash, agentId: agent.id }, chat);
  }

  test('TB1 a code links a chat once, and of several who use it at the same time one does', async () => {
    const agent = await someone();
    const hash = newId('hash');
    expect(await store().agentChats.of(agent.id)).toBe(null);
    await store().agentChats.offer(agent.id, { hash, until: NOON + MINUTE });
    expect(await store().agentChats.byCode(hash, NOON)).toBe(agent.id);
    const chats = [newChat(), newChat(), newChat()];
    const tried = await Promise.all(
      chats.map(chat => store().agentChats.link({ hash, agentId: agent.id }, chat, rowOf(agent.id))),
    );
    expect(tried.filter(Boolean)).toHaveLength(1);
    const { at: since, ...chat } = chats[tried.indexOf(true)]!;
    const kept = { id: agent.id, codeHash: null, codeUntil: null, ...chat, since, isBlocked: false };
    expect(await store().agentChats.of(agent.id)).toEqual(kept);
    expect(await store().agentChats.byChat(chat)).toEqual(kept);
    expect(await store().agentChats.byCode(hash, NOON)).toBe(null);
    expect(await rowsOf(agent.id)).toEqual(['telegram.linked']);
  });

  test('TB1 a code ends by its time, by a newer one, and when others have seen it', async () => {
    const agent = await someone();
    const [old, late, seen] = [newId('hash'), newId('hash'), newId('hash')];
    const isGood = async (hash: string, at = NOON) => {
      const owner = await store().agentChats.byCode(hash, at);
      const isLinked = await store().agentChats.link({ hash, agentId: agent.id }, { ...newChat(), at });
      expect(owner === null).toBe(!isLinked);
      return isLinked;
    };
    await store().agentChats.offer(agent.id, { hash: old, until: NOON + MINUTE });
    await store().agentChats.offer(agent.id, { hash: late, until: NOON + MINUTE });
    expect(await isGood(old)).toBe(false);
    expect(await isGood(late, NOON + MINUTE)).toBe(false);
    await store().agentChats.offer(agent.id, { hash: seen, until: NOON + MINUTE });
    await store().agentChats.spoil(seen);
    expect(await isGood(seen)).toBe(false);
    await store().agentChats.offer(agent.id, { hash: late, until: NOON + MINUTE });
    await store().agentChats.sweep(NOON + MINUTE);
    expect(await store().agentChats.of(agent.id)).toMatchObject({ codeHash: null, codeUntil: null, chatId: null });
    await store().agentChats.offer(agent.id, { hash: late, until: NOON + MINUTE });
    expect(await isGood(late)).toBe(true);
  });

  test('TB1 an agent has one chat, and a chat one agent', async () => {
    const [bat, dora] = [await someone(), await someone()];
    const [first, second] = [newChat(), newChat()];
    await linked(bat, first);
    await linked(bat, second);
    expect(await store().agentChats.byChat(first)).toBe(null);
    expect(await store().agentChats.byChat(second)).toMatchObject({ id: bat.id });
    await linked(dora, second);
    expect(await store().agentChats.byChat(second)).toMatchObject({ id: dora.id });
    expect(await store().agentChats.of(bat.id)).toMatchObject({ botId: null, chatId: null, name: '', since: null });
    // The same chat with another bot is another one.
    await linked(bat, { ...second, botId: 'other' });
    expect(await store().agentChats.byChat(second)).toMatchObject({ id: dora.id });
  });

  test('TB1 who uses a code in vain takes no chat away', async () => {
    const [bat, dora] = [await someone(), await someone()];
    const chat = newChat();
    await linked(bat, chat);
    const hash = newId('hash');
    await store().agentChats.offer(dora.id, { hash, until: NOON });
    expect(await store().agentChats.link({ hash, agentId: dora.id }, { ...chat, at: NOON })).toBe(false);
    expect(await store().agentChats.byChat(chat)).toMatchObject({ id: bat.id });
  });

  test('TB1 a chat is unlinked by hand, and with a disabling, code and all', async () => {
    const [bat, dora] = [await someone(), await someone()];
    const [chat, other] = [newChat(), newChat()];
    await linked(bat, chat);
    expect(await store().agentChats.unlink(bat.id, { ...rowOf(bat.id), what: 'telegram.unlinked' })).toBe(true);
    expect(await store().agentChats.byChat(chat)).toBe(null);
    expect(await store().agentChats.unlink(bat.id, rowOf(bat.id))).toBe(false);
    expect(await rowsOf(bat.id)).toEqual(['telegram.unlinked']);
    await linked(dora, other);
    const hash = newId('hash');
    await store().agentChats.offer(dora.id, { hash, until: NOON + MINUTE });
    await store().agents.update(dora.id, { isDisabled: true });
    expect(await store().agentChats.byChat(other)).toBe(null);
    expect(await store().agentChats.byCode(hash, NOON)).toBe(null);
    await store().agents.update(dora.id, { isDisabled: false });
    expect(await store().agentChats.of(dora.id)).toBe(null);
  });

  test('TB5 whoever blocks the bot is found no more by their chat, and is when they come back', async () => {
    const bat = await someone();
    const chat = { ...newChat(), botId: newId('bot') };
    await linked(bat, chat);
    expect(await store().agentChats.count(chat.botId)).toBe(1);
    await store().agentChats.block(chat, true);
    expect(await store().agentChats.byChat(chat)).toBe(null);
    expect(await store().agentChats.of(bat.id)).toMatchObject({ chatId: chat.chatId, isBlocked: true });
    expect(await store().agentChats.count(chat.botId)).toBe(0);
    await store().agentChats.block(chat, false);
    expect(await store().agentChats.byChat(chat)).toMatchObject({ id: bat.id });
  });

  test('TB3 PR1 what was said of a conversation is found by its number, and goes with it or by its age', async () => {
    const scene = await setScene(store());
    const { conversation } = await scene.say(await scene.visitor(), 'Roses, please');
    const said = [1, 2, 3].map(number => ({
      id: newId('message'),
      agentId: 'bat',
      conversationId: conversation.id,
      isNotice: true,
      at: NOON + number,
    }));
    const old = { id: newId('message'), agentId: 'bat', conversationId: newId('talk'), isNotice: true, at: NOON - DAY };
    const question = { ...said[0]!, id: newId('message'), isNotice: false };
    for (const message of [...said, old, question]) await store().agentChats.told(message);
    // The same message again, as when it was sent twice.
    await store().agentChats.told({ ...said[0]!, at: NOON + DAY });
    expect(await store().agentChats.message(said[0]!.id)).toEqual(said[0]);
    expect(await store().agentChats.message(question.id)).toEqual(question);
    expect(await store().agentChats.message('none')).toBe(null);
    expect(await store().agentChats.noticesOf(conversation.id, 2)).toEqual([said[2], said[1]]);
    await store().agentChats.sweep(NOON + CHAT_MESSAGE_MS);
    expect(await store().agentChats.message(old.id)).toBe(null);
    expect(await store().agentChats.noticesOf(conversation.id, 9)).toHaveLength(3);
    const { id: contactId } = conversation.contact;
    const order = { contactId, id: newId('erasure'), by: BELLA, at: NOON, keysUntil: NOON + DAY };
    await store().privacy.erase(order);
    expect(await store().agentChats.noticesOf(conversation.id, 9)).toEqual([]);
  });
}
