import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, newSent, setScene } from '../scene.ts';

/** TG1, TG2: what agents find conversations by. */
export function tagRules(store: () => Store): void {
  async function talk() {
    const scene = await setScene(store());
    const { conversation } = await scene.say(await scene.visitor(), 'Roses, please');
    const put = (tag: string, isOn = true, sent = newSent(`${tag} ${isOn}`), conversationId = conversation.id) =>
      store().conversations.tag({ conversationId, tag, isOn, author: BELLA, sent, at: scene.tick() });
    return { scene, conversation, put };
  }

  test('TG1 ST4 a tag is on a conversation once, leaves an event, and a repeat changes nothing', async () => {
    const { conversation, put } = await talk();
    const sent = newSent('delivery');
    const first = await put('delivery', true, sent);
    expect(first).toMatchObject({
      entry: { seq: 2, author: BELLA, body: { kind: 'event', event: 'tagged', tag: 'delivery' } },
      conversation: {
        tags: ['delivery'],
        lastSeq: 2,
        updatedAt: conversation.updatedAt,
        waitingSince: expect.anything(),
      },
    });
    await put('хүргэлт "$');
    expect(await put('delivery', true, sent)).toMatchObject({ isRepeat: true, entry: first!.entry });
    expect((await put('delivery'))!.entry.body).toEqual({ kind: 'event', event: 'unchanged' });
    expect((await store().conversations.find(conversation.id))!.tags).toEqual(['delivery', 'хүргэлт "$']);
    expect((await put('delivery', false))!.entry.body).toEqual({ kind: 'event', event: 'untagged', tag: 'delivery' });
    await put('хүргэлт "$', false);
    expect((await store().conversations.find(conversation.id))!.tags).toEqual([]);
    await expect(put('x', true, newSent('x'), 'none')).rejects.toMatchObject({ code: 'CONVERSATION_UNKNOWN' });
  });

  test('TG1 a twenty-first tag is refused, and one that is there already is not', async () => {
    const { conversation, put } = await talk();
    for (let n = 1; n <= 20; n += 1) await put(`tag ${n}`);
    await expect(put('one more')).rejects.toMatchObject({ code: 'FIELD_INVALID', fields: { tag: 'FIELD_INVALID' } });
    await put('tag 7');
    expect((await store().conversations.find(conversation.id))!.tags).toHaveLength(20);
  });

  test('TG1 tags outlive what is said, read and closed afterwards', async () => {
    const { scene, conversation, put } = await talk();
    await put('vip');
    await scene.reply(conversation.id, 'Yes');
    await store().conversations.markRead(conversation.id, 'visitor', 3);
    const close = { conversationId: conversation.id, status: 'closed', author: BELLA, at: scene.tick() } as const;
    expect((await store().conversations.setStatus(close))!.conversation.tags).toEqual(['vip']);
    const closed = await store().views.page({ view: 'closed', agentId: '', siteId: scene.site.id, limit: 5 });
    expect(closed.items.map(each => each.tags)).toEqual([['vip']]);
  });

  test('TG2 the tags of a site are those in use, the most used first, and no other site has them', async () => {
    const { scene, put } = await talk();
    const second = (await scene.say(await scene.visitor(), 'Tulips')).conversation.id;
    await put('vip');
    await put('darkhan');
    await put('darkhan', true, newSent('again'), second);
    await put('gone');
    await put('gone', false);
    expect(await store().conversations.tags(scene.site.id, 10)).toEqual(['darkhan', 'vip']);
    expect(await store().conversations.tags(scene.site.id, 1)).toEqual(['darkhan']);
    expect(await store().conversations.tags((await setScene(store())).site.id, 10)).toEqual([]);
  });
}
