import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { newId } from '../scene.ts';

/** Answers that all agents share. */
export function cannedReplyRules(store: () => Store): void {
  test('ST9 canned replies are saved, changed and taken away', async () => {
    const hello = { id: newId('reply'), shortcut: 'hello', text: 'Hello!\nHow can we help?' };
    const hi = { shortcut: 'hi', text: 'Hi!' };
    await store().cannedReplies.create(hello);
    const mine = async () => (await store().cannedReplies.all()).filter(each => each.id === hello.id);
    expect(await mine()).toEqual([hello]);
    expect(await store().cannedReplies.update(hello.id, hi)).toEqual({ id: hello.id, ...hi });
    expect(await mine()).toEqual([{ id: hello.id, ...hi }]);
    expect(await store().cannedReplies.delete(hello.id)).toBe(true);
    expect(await mine()).toEqual([]);
    expect(await store().cannedReplies.delete(hello.id)).toBe(false);
    expect(await store().cannedReplies.update(hello.id, hi), 'nothing comes back by a change').toBe(null);
    expect(await mine()).toEqual([]);
  });
}
