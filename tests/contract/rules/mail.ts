import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { DAY, MINUTE, NOON, newId, setScene } from '../scene.ts';

const HOUR = 60 * MINUTE;

/** ML4 to ML6: whose turn it is to leave, and who is not written to any more. */
export function mailRules(store: () => Store): void {
  const letter = (given: { scope?: string; address?: string; at?: number } = {}) => ({
    id: newId('letter'),
    scope: newId('scope'),
    address: newId('address'),
    at: NOON,
    ...given,
  });

  test('ML6 so many leave in an hour, and the next when the first of them is an hour old', async () => {
    const limits = { perHour: 2, perAddress: 10 };
    const scope = newId('scope');
    const turn = (at: number) => store().mail.turn(letter({ scope, at }), limits);
    expect(await turn(NOON)).toEqual({ kind: 'now' });
    expect(await turn(NOON + MINUTE)).toEqual({ kind: 'now' });
    expect(await turn(NOON + 2 * MINUTE)).toEqual({ kind: 'later', until: NOON + HOUR });
    expect(await store().mail.turn(letter(), limits)).toEqual({ kind: 'now' });
    expect(await turn(NOON + HOUR)).toEqual({ kind: 'now' });
    expect(await turn(NOON + HOUR)).toEqual({ kind: 'later', until: NOON + HOUR + MINUTE });
  });

  test('ML6 so many leave to one address in a day, from wherever', async () => {
    const limits = { perHour: 10, perAddress: 1 };
    const address = newId('address');
    expect(await store().mail.turn(letter({ address }), limits)).toEqual({ kind: 'now' });
    const second = letter({ address, at: NOON + HOUR });
    expect(await store().mail.turn(second, limits)).toEqual({ kind: 'later', until: NOON + DAY });
    expect(await store().mail.turn({ ...second, at: NOON + DAY }, limits)).toEqual({ kind: 'now' });
  });

  test('ML6 where there is no limit nothing waits', async () => {
    const one = { scope: newId('scope'), address: newId('address') };
    const limits = { perHour: null, perAddress: null };
    for (let number = 0; number < 3; number++) {
      expect(await store().mail.turn(letter(one), limits)).toEqual({ kind: 'now' });
    }
    expect(await store().mail.turn(letter(one), { perHour: 3, perAddress: null })).toMatchObject({ kind: 'later' });
    expect(await store().mail.turn(letter(one), { perHour: null, perAddress: 3 })).toMatchObject({ kind: 'later' });
  });

  test('ML6 a letter that is tried again takes no room twice', async () => {
    const limits = { perHour: 1, perAddress: 1 };
    const once = letter();
    const before = await store().mail.sent(NOON - 1);
    for (let time = 0; time < 3; time++) {
      expect(await store().mail.turn({ ...once, at: NOON + time }, limits)).toEqual({ kind: 'now' });
    }
    expect(await store().mail.sent(NOON - 1)).toBe(before + 1);
  });

  test('ML6 of many that look for room at once no more leave than there is', async () => {
    const scope = newId('scope');
    const turns = await Promise.all(
      Array.from({ length: 8 }, () => store().mail.turn(letter({ scope }), { perHour: 3, perAddress: 10 })),
    );
    expect(turns.filter(each => each.kind === 'now')).toHaveLength(3);
  });

  test('ML4 ML5 a bounce suppresses its address and is told once; released, it is written to again', async () => {
    const scene = await setScene(store());
    const { conversation } = await scene.say(await scene.visitor(), 'Hello');
    const sent = letter();
    const limits = { perHour: 10, perAddress: 10 };
    await store().mail.turn(sent, limits);
    const suppression = { id: sent.address, reason: 'bounced', problem: '550 gone', at: NOON } as const;
    const body = { kind: 'event', event: 'mail_failed', letter: 'transcript', reason: 'bounced' } as const;
    const told = { conversationId: conversation.id, body };
    const written = await store().mail.fail({ letter: sent, suppression, told, at: NOON });
    expect(written!.entry).toMatchObject({ seq: 2, author: { kind: 'system' }, body });
    expect(written!.conversation.waitingSince).toBe(conversation.waitingSince);
    expect(await store().mail.fail({ letter: sent, suppression, told, at: NOON })).toBe(null);
    expect(await store().mail.suppressed(sent.address)).toEqual(suppression);
    const next = letter({ address: sent.address });
    expect(await store().mail.turn(next, limits)).toEqual({ kind: 'suppressed' });

    const who = { kind: 'system' } as const;
    const row = { id: newId('audit'), at: NOON, who, what: 'mail.released' as const, from: null, siteId: null };
    const on = { kind: 'server' as const, id: sent.address, text: '' };
    expect(await store().mail.release(sent.address, { ...row, on })).toBe(true);
    expect(await store().mail.release(sent.address, { ...row, id: newId('audit'), on })).toBe(false);
    const rows = (await store().audit.page({ limit: 100 })).items;
    expect(rows.filter(each => each.on.id === sent.address)).toHaveLength(1);
    expect(await store().mail.turn(letter({ address: sent.address }), limits)).toEqual({ kind: 'now' });
  });

  test('ML4 of a letter that never had its turn it is told, too, once', async () => {
    const scene = await setScene(store());
    const { conversation } = await scene.say(await scene.visitor(), 'Hello');
    const body = { kind: 'event', event: 'mail_failed', letter: 'answers', reason: 'refused' } as const;
    const order = { letter: letter(), suppression: null, told: { conversationId: conversation.id, body }, at: NOON };
    expect((await store().mail.fail(order))!.entry).toMatchObject({ body });
    expect(await store().mail.fail(order)).toBe(null);
  });

  test('ML6 what left long ago counts no more', async () => {
    const before = await store().mail.sent(0);
    await store().mail.turn(letter({ at: NOON - 9 * DAY }), { perHour: 1, perAddress: 1 });
    expect(await store().mail.sent(0)).toBe(before + 1);
    await store().mail.sweep(NOON - 8 * DAY);
    expect(await store().mail.sent(0)).toBe(before);
  });
}
