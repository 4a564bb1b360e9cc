import { expect, test } from 'vitest';
import { openLetter } from '../../../../server/features/mail/letters.ts';
import { readMail } from '../../../../server/features/mail-in/read-mail.ts';
import { NEW_PROGRESS } from '../../../../server/features/mail-in/rules.ts';
import { takeMail } from '../../../../server/features/mail-in/take.ts';
import { answerOfIds, conversationOfAddresses } from '../../../../server/features/mail-in/threads.ts';
import { agent, buildTestApp, type TEST_CONFIG, visitor } from '../../../helpers/app.ts';
import { letterMail } from './mails.ts';

const MAIL = { smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'Altan <desk@altan.example>' };

/** Somebody who wrote a mail, and an agent who answers. */
async function talk(takesPlus = true, config = MAIL as Partial<typeof TEST_CONFIG>) {
  const desk = await buildTestApp({ config });
  const { store, context, site } = desk;
  const settings = { address: 'hello@altan.example', takesPlus, imap: null, doorSecret: 'v1.none' };
  const account = { id: site.id, version: 1, settings, progress: NEW_PROGRESS };
  await store.mailIn.putAccount(account);
  const sarnai = await agent(desk);
  const take = async (raw: Buffer) => takeMail(context, account, await readMail(raw));
  await take(letterMail());
  await context.routing.settled();
  const { id } = (await store.views.page({ view: 'all', agentId: '', limit: 9 })).items[0]!;
  const answer = (text: string) => sarnai.ask({ type: 'message.send', conversationId: id, text });
  const letters = async () => {
    await desk.pass(1_000);
    const { items } = await store.outbox.page({ isDead: false, limit: 9 });
    return items.map(each => ({ id: each.id, ...openLetter(context.config.secretKey, each.payload)! }));
  };
  return { desk, take, answer, letters, conversationId: id };
}

test('MI9 an answer leaves by mail in the thread that it answers, and what is answered to it comes back', async () => {
  const { desk, take, answer, letters, conversationId } = await talk();
  const { secretKey } = desk.context.config;
  await answer('Yes, on Fridays.');
  const [letter, ...more] = await letters();
  expect(more).toEqual([]);
  expect(letter).toMatchObject({
    to: 'ann@example.com',
    template: 'answer',
    values: { subject: 'Re: Delivery', answer: 'Yes, on Fridays.', agent: 'Sarnai', site: desk.site.name },
    headers: { inReplyTo: 'letter-1@example.com', references: ['letter-1@example.com'] },
  });
  expect(answerOfIds(secretKey, [`${letter!.id}@altan.example`])).toEqual({ conversationId, seq: expect.any(Number) });
  const { replyTo } = letter!.headers;
  expect(conversationOfAddresses(secretKey, [replyTo!])).toBe(conversationId);
  expect(replyTo).toMatch(/^hello\+/);
  expect(await take(letterMail({ To: replyTo!, 'Message-ID': '<2@example.com>' }, 'Fine.'))).toBe('entry');
  const entries = await desk.store.conversations.entriesAfter(conversationId, 0, 99);
  expect(entries.at(-1)?.body).toMatchObject({ text: 'Fine.' });
});

test('MI9 each answer is a letter of its own under an id of its own, however often its job is done', async () => {
  const { desk, answer, letters, conversationId } = await talk();
  await answer('One.');
  await answer('Two.');
  expect(new Set((await letters()).map(each => each.id)).size).toBe(2);
  const jobs = await desk.store.jobs.ofConversation(conversationId);
  expect(jobs.filter(each => each.kind === 'mail_answer')).toEqual([]);
  const at = desk.context.now();
  const of = { kind: 'mail_answer' as const, conversationId, subject: conversationId, siteId: desk.site.id };
  await desk.store.jobs.change({ cancel: [], put: [{ ...of, subjectVersion: 4, step: 4, dueAt: at }] });
  expect(await letters()).toHaveLength(2);
});

test('MI9 where addresses take no plus, answers come back to the plain one', async () => {
  const { answer, letters } = await talk(false);
  await answer('Yes.');
  expect((await letters())[0]?.headers.replyTo).toBe('hello@altan.example');
});

test('MI9 who has a page is answered there, and notes are nobody’s letters', async () => {
  const { desk, letters, answer } = await talk();
  await answer('Yes.');
  const sarnai = await agent(desk);
  const bat = await visitor(desk);
  const said = await bat.ask({ type: 'message.send', text: 'Hello' });
  const { conversationId } = (said as { entry: { conversationId: string } }).entry;
  await sarnai.ask({ type: 'message.send', conversationId, text: 'Here' });
  await sarnai.ask({ type: 'note.add', conversationId, text: 'Nice' });
  expect(await letters()).toHaveLength(1);
});

test('MI9 ML10 where nothing is mailed an answer does not wait for ever: who gave it is told', async () => {
  const { desk, answer, letters, conversationId } = await talk(true, {});
  await answer('Yes.');
  expect(await letters()).toEqual([]);
  const bodies = (await desk.store.conversations.entriesAfter(conversationId, 0, 99)).map(each => each.body);
  expect(bodies.at(-1)).toEqual({ kind: 'event', event: 'mail_failed', letter: 'answer', reason: 'off' });
  const jobs = await desk.store.jobs.ofConversation(conversationId);
  expect(jobs.filter(each => each.kind === 'mail_answer')).toEqual([]);
});
