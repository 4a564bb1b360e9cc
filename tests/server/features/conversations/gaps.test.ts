import { expect, test } from 'vitest';
import { agent, buildTestApp, send, visitor } from '../../../helpers/app.ts';
import { FollowingPage } from '../../../helpers/visitor-page.ts';

const RING = { type: 'callback.request', phone: '+976 9911 2233' } as const;

/** A visitor with two pages, and an agent who notes three things for colleagues whenever `noting` is called. */
async function twoPages() {
  const desk = await buildTestApp();
  const bat = await visitor(desk);
  const { conversationId } = await send(bat, 'Hello');
  const pages = [
    new FollowingPage(await visitor(desk, { token: bat.token })),
    new FollowingPage(await visitor(desk, { token: bat.token })),
  ] as const;
  const sarnai = await agent(desk);
  const noting = async () => {
    for (const text of ['One', 'Two', 'Three']) await sarnai.ask({ type: 'note.add', conversationId, text });
  };
  return { desk, bat, pages, sarnai, conversationId, noting };
}

test('W8 P5 private notes make no page of the visitor ask for what it missed, whatever comes after them', async () => {
  const { desk, bat, pages, sarnai, conversationId, noting } = await twoPages();
  const [page, second] = pages;
  await noting();
  await sarnai.ask({ type: 'message.send', conversationId, text: 'Good day' });
  await noting();
  await page.ask({ type: 'message.send', text: 'On Tuesday?' });
  await noting();
  const ring = await page.ask(RING);
  const { body } = (ring as Extract<typeof ring, { type: 'ack' }>).entry!;
  const callbackId = (body as Extract<typeof body, { kind: 'callback' }>).callbackId;
  await noting();
  await sarnai.ask({ type: 'callback.resolve', callbackId, outcome: 'no_answer', note: 'Rang twice.' });
  await noting();
  await page.ask({ type: 'callback.change', callbackId, startAt: null });
  // That nobody has it is for colleagues; that somebody has is not.
  await sarnai.ask({ type: 'conversation.assign', conversationId, agentId: null });
  await sarnai.ask({ type: 'conversation.claim', conversationId });
  await noting();
  await sarnai.ask({ type: 'conversation.close', conversationId });
  await noting();
  const posted = await desk.app.inject({
    method: 'POST',
    url: '/v1/sites/altan/submissions',
    headers: { authorization: `Bearer ${bat.token}` },
    payload: { type: 'form.send', clientId: 'form-00001', email: 'bat@example.mn', message: 'No lilies, please.' },
  });
  expect(posted.statusCode).toBe(201);
  for (const each of pages) await each.follow();
  expect([page.asked, second.asked]).toEqual([[], []]);
  const { seq } = posted.json().entry;
  expect([page.held, second.held]).toEqual([seq, seq]);
});

test('W8 ST4 a repeat tells the number before it as it was, so nobody asks for it again', async () => {
  const { pages, noting } = await twoPages();
  const [page, second] = pages;
  await noting();
  const words = { type: 'message.send', clientId: 'words-0001', text: 'Sent twice' } as const;
  const first = await page.ask(words);
  expect(await page.ask(words)).toEqual(first);
  await second.follow();
  expect([page.asked, second.asked]).toEqual([[], []]);
});

test('W8 a page that comes back after notes alone is given nothing, and lacks nothing', async () => {
  const { desk, bat, conversationId, sarnai, noting } = await twoPages();
  await bat.leave();
  await noting();
  const page = new FollowingPage(await visitor(desk, { token: bat.token, conversationId, afterSeq: 2 }));
  expect(page.dialogue.welcome).toMatchObject({ isFresh: false, entries: [] });
  page.held = 2;
  await sarnai.ask({ type: 'message.send', conversationId, text: 'Good day' });
  await page.follow();
  expect([page.asked, page.held]).toEqual([[], 6]);
});
