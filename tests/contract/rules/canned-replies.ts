import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { newId } from '../scene.ts';

/** Answers that all agents share. */
export function cannedReplyRules(store: () => Store): void {
  test('ST9 canned replies are saved, changed and taken away', async () => {
    const hello = { id: newId('reply'), shortcut: 'hello', text: 'Hello!\nHow can we help?' };
    await store().cannedReplies.save(hello);
    await store().cannedReplies.save({ ...hello, text: 'Hi!' });
    const mine = async () => (await store().cannedReplies.all()).filter(each => each.id === hello.id);
    expect(await mine()).toEqual([{ ...hello, text: 'Hi!' }]);
    await store().cannedReplies.delete(hello.id);
    await store().cannedReplies.delete(hello.id);
    expect(await mine()).toEqual([]);
  });
}
