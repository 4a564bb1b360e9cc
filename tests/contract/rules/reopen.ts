import { expect, test } from 'vitest';
import { PIECE_BYTES } from '../../../protocol/file-kinds.ts';
import type { Store } from '../../../server/store/store.ts';
import { NOON, newAgent, newId, newWebhook, numbers, setScene, upTo } from '../scene.ts';
import type { OpenStore } from '../store-contract.ts';
import { all } from './files.ts';
import { newFile } from './new-file.ts';

/** ST1 over a stop and a start: everything is still there, and goes on by itself. */
export function reopenRules(open: OpenStore, openAgain: (closed: Store) => Promise<Store>): void {
  test('FI2 an upload goes on after a stop and a start where its kept bytes end', async () => {
    const before = await open();
    const { site } = await setScene(before);
    const bytes = Buffer.alloc(PIECE_BYTES + 9, 'roses ');
    const file = newFile(site.id, { size: bytes.length });
    await before.files.begin(file, 1024 ** 3);
    await before.files.addPiece(file.id, 0, bytes.subarray(0, PIECE_BYTES), NOON);
    await before.close();
    const after = await openAgain(before);
    try {
      expect(await after.files.begin(file, 1024 ** 3)).toMatchObject({
        isRepeat: true,
        file: { received: PIECE_BYTES },
      });
      await after.files.addPiece(file.id, PIECE_BYTES, bytes.subarray(PIECE_BYTES), NOON);
      expect((await all(after.files.read(file.id, 0, bytes.length))).equals(bytes)).toBe(true);
    } finally {
      await after.close();
    }
  });

  test('ST1 everything survives close and reopen', async () => {
    const before = await open();
    const scene = await setScene(before);
    const carl = newAgent();
    await before.agents.create(carl);
    const session = {
      id: newId('session'),
      agentId: carl.id,
      userAgent: '',
      address: '',
      createdAt: NOON,
      seenAt: NOON,
    };
    await before.sessions.create({ ...session, expiresAt: NOON + 1000, tokenHash: 'session-hash' }, carl.passwordHash);
    await before.cannedReplies.create({ id: 'reply', shortcut: 'hi', text: 'Hello!' });
    const webhook = newWebhook(scene.site.id, { events: ['callback.changed'] });
    await before.webhooks.create(webhook);
    const ann = await scene.visitor({ name: 'Ann' });
    const sent = scene.submission(ann, { kind: 'message', text: 'Remember the marmalade' });
    const first = await before.conversations.submit(sent);
    const asked = await scene.ask(ann);
    await scene.reply(first.conversation.id, 'Of course');
    const assigned = await scene.assign(first.conversation.id, carl);
    // Writes that are still under way when the store is told to close are kept too.
    const last = scene.say(ann, 'One more thing');
    await before.close();
    await last;

    const after = await openAgain(before);
    try {
      const id = first.conversation.id;
      expect(await after.sites.all()).toEqual([scene.site]);
      expect(await after.agents.all()).toEqual([carl]);
      expect((await after.sessions.byToken('session-hash', NOON))?.agent).toEqual(carl);
      expect(await after.cannedReplies.all()).toEqual([{ id: 'reply', shortcut: 'hi', text: 'Hello!' }]);
      expect(await after.visitors.byToken(scene.site.id, `hash-${ann.id}`, NOON)).toMatchObject({ conversationId: id });
      expect(numbers(await after.conversations.entriesAfter(id, 0, 10))).toEqual(upTo(5));
      expect(await after.conversations.find(id)).toEqual((await last).conversation);
      expect(assigned?.conversation.assigneeId).toBe(carl.id);
      expect(await after.callbacks.find(asked.callback!.id)).toEqual(asked.callback);
      expect(await after.views.count(carl.id)).toEqual({
        mine: 1,
        mineUnread: 1,
        unassigned: 0,
        all: 1,
        callbacks: 1,
        snoozed: 0,
        quarantine: 0,
      });
      expect(await after.webhooks.all()).toEqual([webhook]);
      const told = await after.outbox.page({ isDead: false, limit: 10 });
      expect(told.items).toMatchObject([{ target: webhook.id, event: 'callback.changed' }]);
      await after.search.settled();
      const found = await after.search.find({ q: 'marmal', limit: 5 });
      expect(found.entries.map(each => each.entry)).toEqual([first.entry]);
      expect(await after.conversations.submit(sent)).toMatchObject({ isRepeat: true, entry: first.entry });
      const next = await after.conversations.append({
        conversationId: id,
        clientId: newId('client'),
        fingerprint: 'print',
        author: { kind: 'agent', id: carl.id, name: carl.name },
        body: { kind: 'message', text: 'Welcome back' },
        at: NOON + 1,
      });
      expect(next.entry.seq).toBe(6);
    } finally {
      await after.close();
    }
  });

  test('ST1 a closed store refuses aloud', async () => {
    const store = await open();
    const scene = await setScene(store);
    const ann = await scene.visitor();
    await store.ping();
    await store.close();
    await expect(scene.say(ann, 'Too late')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(store.ping()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await store.close();
  });
}
