import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import type { Sent } from '../../../server/store/written.ts';
import { BELLA, DAY, newAgent, newSent, numbers, setScene, upTo } from '../scene.ts';

type Scene = Awaited<ReturnType<typeof setScene>>;

const CARL = newAgent({ name: 'Carl' });
const DORA = newAgent({ name: 'Dora' });

/** What an agent does to a conversation, what undoes it, and what it is called. */
const COMMANDS: [string, Command, (scene: Scene, id: string) => Promise<unknown>][] = [
  ['close', (scene, id, sent) => scene.close(id, sent), (scene, id) => scene.reopen(id)],
  ['reopen', (scene, id, sent) => scene.reopen(id, sent), (scene, id) => scene.close(id)],
  ['claim', (scene, id, sent) => scene.assign(id, CARL, null, sent), (scene, id) => scene.assign(id, DORA)],
  ['assign', (scene, id, sent) => scene.assign(id, CARL, undefined, sent), (scene, id) => scene.assign(id, null)],
  ['give away', (scene, id, sent) => scene.assign(id, null, undefined, sent), (scene, id) => scene.assign(id, DORA)],
];
type Command = (scene: Scene, conversationId: string, sent?: Sent) => ReturnType<Store['conversations']['assign']>;

/** ST2, ST4 and RT8: what an agent's client sends again does nothing again. */
export function repeatRules(store: () => Store): void {
  /** A conversation in which the command has something to do. */
  async function talk(name: string) {
    const scene = await setScene(store());
    const { id } = (await scene.say(await scene.visitor(), 'Hello')).conversation;
    if (name === 'reopen') await scene.close(id);
    if (name === 'give away') await scene.assign(id, CARL);
    return { scene, id };
  }

  test.each(COMMANDS)('ST4 a repeated %s changes nothing, whatever a colleague did since', async (name, send, undo) => {
    const { scene, id } = await talk(name);
    const sent = newSent(name);
    const first = await send(scene, id, sent);
    expect(first).toMatchObject({ isRepeat: false, entry: { clientId: sent.clientId, author: BELLA } });
    await undo(scene, id);
    const now = (await store().conversations.find(id))!;
    expect(await send(scene, id, sent)).toMatchObject({ isRepeat: true, entry: first!.entry, conversation: now });
    expect(await store().conversations.answered({ conversationId: id }, sent)).toMatchObject({
      entry: first!.entry,
      conversation: now,
    });
    expect(await store().conversations.find(id)).toEqual(now);
    expect(numbers(await store().conversations.entriesAfter(id, 0, 10))).toEqual(upTo(now.lastSeq));
    // Under another id it is said anew, and done.
    expect(await send(scene, id, newSent(name)).catch(error => error)).not.toBe(null);
  });

  test.each(COMMANDS)('ST2 many copies of a %s at once are one entry', async (name, send) => {
    const { scene, id } = await talk(name);
    const sent = newSent(name);
    const before = (await store().conversations.find(id))!.lastSeq;
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(scene, id, sent)));
    expect(answers.filter(each => !each!.isRepeat)).toHaveLength(1);
    expect(new Set(answers.map(each => each!.entry.seq))).toEqual(new Set([before + 1]));
    expect((await store().conversations.find(id))?.lastSeq).toBe(before + 1);
  });

  test.each(COMMANDS)('ST2 the id of a %s with other content is refused and leaves nothing', async (name, send) => {
    const { scene, id } = await talk(name);
    const other = (await scene.say(await scene.visitor(), 'Another one')).conversation.id;
    const sent = newSent(name);
    const { conversation } = (await send(scene, id, sent))!;
    const reused = { code: 'CLIENT_ID_REUSED' };
    const changed = newSent('something else', sent.clientId);
    for (const each of [scene.close, scene.reopen]) await expect(each(id, changed)).rejects.toMatchObject(reused);
    await expect(scene.assign(id, DORA, undefined, changed)).rejects.toMatchObject(reused);
    await expect(scene.reply(id, 'ok', { clientId: sent.clientId })).rejects.toMatchObject(reused);
    await expect(store().conversations.answered({ conversationId: id }, changed)).rejects.toMatchObject(reused);
    await expect(scene.close(other, sent)).rejects.toMatchObject(reused);
    await expect(store().conversations.answered({ conversationId: other }, sent)).rejects.toMatchObject(reused);
    expect(await store().conversations.find(id)).toEqual(conversation);
  });

  test.each(COMMANDS)('ST4 a %s that finds nothing to do does nothing later either', async (name, send, undo) => {
    const { scene, id } = await talk(name);
    await send(scene, id);
    const before = (await store().conversations.find(id))!;
    expect(await send(scene, id)).toBe(null);
    const sent = newSent(name);
    const first = await send(scene, id, sent);
    // It moves nothing but the number.
    const conversation = { ...before, lastSeq: before.lastSeq + 1 };
    expect(first).toMatchObject({
      isRepeat: false,
      entry: { body: { kind: 'event', event: 'unchanged' } },
      conversation,
    });
    expect(await store().conversations.find(id)).toEqual(conversation);
    await undo(scene, id);
    const now = (await store().conversations.find(id))!;
    expect(await send(scene, id, sent)).toMatchObject({ isRepeat: true, entry: first!.entry, conversation: now });
    expect(await store().conversations.find(id)).toEqual(now);
  });

  test('ST2 the id of a message is none for a command', async () => {
    const { scene, id } = await talk('close');
    const reply = await scene.reply(id, 'Hi', { clientId: 'reply-then-close' });
    const close = scene.close(id, newSent('close', 'reply-then-close'));
    await expect(close).rejects.toMatchObject({ code: 'CLIENT_ID_REUSED' });
    expect(await store().conversations.find(id)).toEqual(reply.conversation);
  });

  test('ST4 a claim that won is answered again after the conversation was moved on, and takes nothing back', async () => {
    const { scene, id } = await talk('claim');
    const sent = newSent('claim');
    const first = await scene.assign(id, CARL, null, sent);
    await scene.assign(id, DORA);
    expect(await scene.assign(id, CARL, null, sent)).toMatchObject({ isRepeat: true, entry: first!.entry });
    await scene.assign(id, null);
    await scene.assign(id, CARL, null, sent);
    expect((await store().conversations.find(id))?.assigneeId).toBe(null);
    const late = scene.assign(id, DORA, CARL.id, newSent('late'));
    await expect(late).rejects.toMatchObject({ code: 'ALREADY_CLAIMED' });
  });

  test('ST4 what an agent did to a callback is told again too, and nothing else is', async () => {
    const scene = await setScene(store());
    const { callback, conversation } = await scene.ask(await scene.visitor());
    const { callback: other } = await scene.ask(await scene.visitor(), { startAt: conversation.createdAt + 2 * DAY });
    const sent = newSent('rang');
    expect(await store().conversations.answered({ callbackId: callback!.id }, sent)).toBe(null);
    const rang = await scene.change(callback!.id, { ...sent, attempt: { outcome: 'no_answer', note: '' } });
    const { entry, conversation: now, callback: noAnswer } = rang;
    const first = { isRepeat: true, entry, conversation: now, callback: noAnswer };
    expect(await store().conversations.answered({ callbackId: callback!.id }, sent)).toMatchObject(first);
    const reused = { code: 'CLIENT_ID_REUSED' };
    const changed = newSent('other', sent.clientId);
    await expect(store().conversations.answered({ callbackId: callback!.id }, changed)).rejects.toMatchObject(reused);
    await expect(store().conversations.answered({ callbackId: other!.id }, sent)).rejects.toMatchObject(reused);
    expect(await store().conversations.answered({ callbackId: 'none' }, sent)).toBe(null);
    expect(await store().conversations.answered({ conversationId: 'nowhere' }, sent)).toBe(null);
  });

  test('RT8 an answer takes what nobody had, in one step, and a repeat takes nothing', async () => {
    const { scene, id } = await talk('reply');
    const { id: agentId, name } = newAgent();
    const said = { clientId: 'answer-client-id', author: { kind: 'agent', id: agentId, name } } as const;
    const first = await scene.reply(id, 'Hi', said);
    expect(first).toMatchObject({ entry: { seq: 2 }, conversation: { lastSeq: 2, assigneeId: agentId } });
    expect(await store().views.count(agentId)).toMatchObject({ mine: 1 });
    await scene.assign(id, null);
    expect(await scene.reply(id, 'Hi', said)).toMatchObject({ isRepeat: true, conversation: { assigneeId: null } });
    await scene.reply(id, 'Only a note', { kind: 'note' });
    expect((await store().conversations.find(id))?.assigneeId).toBe(null);
    await scene.assign(id, DORA);
    expect((await scene.reply(id, 'Hi again')).conversation.assigneeId).toBe(DORA.id);
  });
}
