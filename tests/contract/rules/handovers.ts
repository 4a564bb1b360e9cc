import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, newAgent, newSent, numbers, setScene } from '../scene.ts';

/** HO1: a conversation is handed over with a note, in one step. */
export function handoverRules(store: () => Store): void {
  async function talk() {
    const scene = await setScene(store());
    const { conversation } = await scene.say(await scene.visitor(), 'Roses, please');
    const carl = newAgent({ name: 'Carl' });
    const hand = (note: string | undefined, sent = newSent(`to carl ${note}`)) =>
      store().conversations.assign({
        conversationId: conversation.id,
        to: { id: carl.id, name: carl.name },
        author: BELLA,
        sent,
        note,
        at: scene.tick(),
      });
    const entries = () => store().conversations.entriesAfter(conversation.id, 0, 50);
    return { scene, conversation, carl, hand, entries };
  }

  test('HO1 the note is the entry after the event, and colleagues find it', async () => {
    const { conversation, carl, hand, entries } = await talk();
    const written = (await hand('She wants the crimson ones'))!;
    expect(written.entry).toMatchObject({ seq: 2, body: { event: 'assigned', agentId: carl.id, agentName: 'Carl' } });
    expect(written.note).toMatchObject({
      entry: { seq: 3, author: BELLA, body: { kind: 'note', text: 'She wants the crimson ones' }, clientId: null },
      before: { lastSeq: 2 },
      conversation: { assigneeId: carl.id, lastSeq: 3, lastVisibleSeq: 2, waitingSince: conversation.waitingSince },
      isRepeat: false,
    });
    expect(numbers(await entries())).toEqual([1, 2, 3]);
    expect((await store().conversations.find(conversation.id))!.preview.text).toBe('Roses, please');
  });

  test('HO1 ST4 a repeat writes neither, two at once write one of each, and the same id with another note is refused', async () => {
    const { conversation, hand, entries } = await talk();
    const sent = newSent('once');
    const [one, two] = await Promise.all([hand('Once', sent), hand('Once', sent)]);
    expect([one!.isRepeat, two!.isRepeat].sort()).toEqual([false, true]);
    expect(one!.entry).toEqual(two!.entry);
    expect((await entries()).map(({ body }) => body.kind)).toEqual(['message', 'event', 'note']);
    const other = { ...sent, fingerprint: 'print:other' };
    await expect(hand('Another', other)).rejects.toMatchObject({ code: 'CLIENT_ID_REUSED' });
    expect((await store().conversations.find(conversation.id))!.lastSeq).toBe(3);
  });

  test('HO1 a note is kept where the conversation is theirs already, and none is written without', async () => {
    const { hand, entries } = await talk();
    expect((await hand(undefined))!.note).toBeUndefined();
    expect((await hand('And be quick'))!.entry.body).toEqual({ kind: 'event', event: 'unchanged' });
    expect((await entries()).map(({ body }) => (body.kind === 'event' ? body.event : body.kind))).toEqual([
      'message',
      'assigned',
      'unchanged',
      'note',
    ]);
  });
}
