import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Entry } from '../../protocol/entries.ts';
import type { Desk } from './desk.ts';
import { entriesIn, expectOrdered } from './evidence.ts';
import { Browser } from './page.ts';
import { onEachStore } from './stores.ts';
import { until } from './until.ts';
import { openWebhook, WEBHOOKS_HERE } from './webhook.ts';

/** The HTTP way in, as the same visitor. */
async function submit(desk: Desk, token: string, body: Record<string, unknown>) {
  const answer = await fetch(`${desk.directUrl}/v1/sites/${desk.site.key}/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return { status: answer.status, ...((await answer.json()) as { entry?: Entry; code?: string }) };
}

const FORM = { type: 'form.send', name: 'Bolormaa', email: 'bolormaa@shop.example', message: 'Lilies?' } as const;
const CALLBACK = { type: 'callback.request', phone: '+976 9911 2233', name: 'Bolormaa', topic: 'A wedding' } as const;

await onEachStore(startDesk => {
  test.each([
    ['a message', { type: 'message.send', text: 'Peonies?' }],
    ['a form', FORM],
    ['a callback', CALLBACK],
  ] as const)('ST2 ST4 C2 D2 %s whose ack is lost is there and told once, over every way in', async (_name, what) => {
    const desk = await startDesk(WEBHOOKS_HERE);
    const webhook = await openWebhook(desk);
    const browser = new Browser(desk);
    const page = browser.open();
    await page.say('Before');
    // Everything that the server says of it has come, so that the next thing it says is the answer.
    await page.resume(1);
    const clientId = randomUUID();

    // The answer comes after the commit, so losing exactly that is the worst moment there is.
    desk.proxy.cutBeforeNext('down');
    const sent = page.send(what, clientId);
    await until('the link to break', () => page.states.includes('waiting'));
    const [, stored] = await entriesIn(desk.database);
    expect(stored).toMatchObject({ clientId, seq: 2 });

    page.connection.retry();
    const { entry } = await sent;
    expect(entry).toMatchObject({ clientId, seq: 2 });
    expect(await page.outbox.all()).toEqual([]);

    const repeat = await submit(desk, browser.token!, { ...what, clientId });
    expect(repeat).toMatchObject({ status: 200, entry });
    const other = await submit(desk, browser.token!, { type: 'message.send', text: 'Something else', clientId });
    expect(other).toMatchObject({ status: 409, code: 'CLIENT_ID_REUSED' });
    // A client that has lost its socket and its memory, but not its outbox.
    const later = browser.open();
    await later.send(what, clientId);
    expect(later.shown.map(each => each.seq)).toEqual([1, 2]);

    const kept = await entriesIn(desk.database);
    expectOrdered(kept);
    expect(kept.length).toBe(2);
    await webhook.expectTold(kept);
  });

  test('ST2 C2 D2 cut before or after any frame, each message is there and told once, and in order', async () => {
    const desk = await startDesk(WEBHOOKS_HERE);
    const webhook = await openWebhook(desk);
    const page = new Browser(desk).open();
    const texts: string[] = [];
    // A link that breaks before it is open goes on by HTTP; one of either kind that breaks later is followed by a pause.
    const pauses = () => page.states.filter(state => state === 'waiting').length;
    // Each cut meets another frame: the upgrade, the hello, the message, or what answers them.
    for (const [round, cut] of [
      () => desk.proxy.cutAfterNext('up'),
      () => desk.proxy.cutBeforeNext('up'),
      () => desk.proxy.cutAfterNext('down'),
      () => desk.proxy.cutBeforeNext('down'),
    ].entries()) {
      for (let frame = 1; frame <= 3; frame++) {
        texts.push(`Round ${round}, frame ${frame}`);
        const sent = page.say(texts.at(-1)!);
        for (let times = 1; times <= frame; times++) {
          cut();
          const drops = pauses();
          page.connection.retry();
          // Where nothing more was to come in this direction, there is nothing to cut.
          await until('a cut or an ack', () => pauses() > drops || page.texts.length === texts.length);
        }
        desk.proxy.mend();
        page.connection.retry();
        await sent;
      }
    }
    const kept = await entriesIn(desk.database);
    expectOrdered(kept);
    expect(kept.map(each => each.body)).toEqual(texts);
    expect(page.texts).toEqual(texts);
    await webhook.expectTold(kept);
  });

  test('ST2 ST4 D2 over HTTP alone, a sender who never heard the answer and has no token finds the first one', async () => {
    const desk = await startDesk(WEBHOOKS_HERE);
    const webhook = await openWebhook(desk);
    const body = JSON.stringify({ ...FORM, clientId: randomUUID() });
    const post = () =>
      fetch(`${desk.url}/v1/sites/${desk.site.key}/submissions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
    desk.proxy.cutBeforeNext('down');
    await expect(post()).rejects.toThrow();
    const answer = await post();
    expect(answer.status).toBe(200);
    const { token, entry } = (await answer.json()) as { token: string; entry: Entry };
    expect(await submit(desk, token, JSON.parse(body))).toMatchObject({ status: 200, entry });
    const kept = await entriesIn(desk.database);
    expect(kept.length).toBe(1);
    await webhook.expectTold(kept);
  });
});
