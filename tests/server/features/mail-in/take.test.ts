import { expect, test } from 'vitest';
import type { MailTaken } from '../../../../protocol/mail-in.ts';
import { addressKey } from '../../../../server/features/mail/rules.ts';
import { readMail } from '../../../../server/features/mail-in/read-mail.ts';
import { NEW_PROGRESS } from '../../../../server/features/mail-in/rules.ts';
import { DESK, type MailAccountRecord } from '../../../../server/features/mail-in/store.ts';
import { takeMail } from '../../../../server/features/mail-in/take.ts';
import { answerId, replyAddress } from '../../../../server/features/mail-in/threads.ts';
import { agent, buildTestApp, type Desk, send, signedIn, visitor } from '../../../helpers/app.ts';
import { said } from './desk.ts';
import { ABSENCES, bounces, letterMail, MACHINES, mailOf } from './mails.ts';

const FILES = { maxCount: 3, maxBytes: 1024 * 1024, kinds: ['text' as const], totalBytes: 64 * 1024 * 1024 };

/** A desk with an account of its site and one for all sites, and what is brought to them. */
async function mailed(options: Parameters<typeof buildTestApp>[0] = {}) {
  const desk = await buildTestApp(options);
  const account = (id: string, address: string): MailAccountRecord => ({
    id,
    version: 1,
    settings: { address, takesPlus: true, imap: null, doorSecret: 'v1.none' },
    progress: NEW_PROGRESS,
  });
  const ofSite = account(desk.site.id, 'hello@altan.example');
  const ofDesk = account(DESK, 'reply@desk.example');
  for (const each of [ofSite, ofDesk]) await desk.store.mailIn.putAccount(each);
  const take = async (raw: Buffer, to = ofSite): Promise<MailTaken['outcome']> =>
    takeMail(desk.context, to, await readMail(raw));
  const first = async () => (await desk.store.views.page({ view: 'all', agentId: '', limit: 9 })).items[0]!;
  const reply = (conversationId: string) =>
    replyAddress(desk.context.config.secretKey, 'reply@desk.example', conversationId)!;
  return { desk, take, ofDesk, first, reply };
}

const bodiesOf = async ({ store }: Desk, conversationId: string) =>
  (await store.conversations.entriesAfter(conversationId, 0, 99)).map(each => each.body);

test('MI2 F3 a mail begins a conversation as a form does: with its contact, its wait, its channel, and to an agent who is here', async () => {
  const { desk, take, first } = await mailed();
  const sarnai = await agent(desk);
  expect(await take(letterMail())).toBe('entry');
  await desk.context.routing.settled();
  const talk = await first();
  expect(talk).toMatchObject({
    contact: { name: 'Ann Lee', email: 'ann@example.com' },
    channels: ['email'],
    assigneeId: sarnai.agent.id,
    wait: { kind: 'form', late: null },
    preview: { text: 'Do you deliver to Darkhan?', author: 'visitor', kind: 'mail' },
  });
  const [body] = await bodiesOf(desk, talk.id);
  const mail = {
    id: expect.stringMatching(/^mail-/),
    from: { name: 'Ann Lee', address: 'ann@example.com' },
    subject: 'Delivery',
  };
  expect(body).toEqual({ kind: 'message', text: 'Do you deliver to Darkhan?', mail });
  const heard = await sarnai.hears('entry.added', ({ entry }) => entry.author.kind === 'visitor');
  expect(heard.entry.body).toEqual(body);
});

test('MI2 the same mail again, by whichever account and after whatever end, is the same entry', async () => {
  const { desk, take } = await mailed();
  expect(await take(letterMail())).toBe('entry');
  expect(await take(letterMail())).toBe('repeat');
  // Two at once, as two accounts of one site bring it.
  const other = letterMail({ 'Message-ID': '<other@example.com>' }, 'And to Erdenet?');
  expect((await Promise.all([take(other), take(other)])).sort()).toEqual(['entry', 'repeat']);
  // A program that gives all its mails one id has not written them in vain.
  expect(await take(letterMail({}, 'Other words under the same id'))).toBe('entry');
  expect((await said(desk)).flat()).toHaveLength(3);
});

test('MI3 the signed address brings an answer into its conversation, whoever it says that it is from', async () => {
  const { desk, take, ofDesk, first, reply } = await mailed();
  const ann = await visitor(desk);
  await send(ann, 'Roses on Friday?');
  const talk = await first();
  const raw = letterMail({ To: reply(talk.id).toUpperCase(), From: 'Bob <bob@example.com>' }, 'Or on Saturday.');
  expect(await take(raw, ofDesk)).toBe('entry');
  const shown = await ann.hears('entry.added');
  // Their own words are theirs to see, and nothing that we noted of the mail.
  expect(shown.entry.body).toEqual({ kind: 'message', text: 'Or on Saturday.' });
  expect((await first()).contact).toMatchObject({ name: '', email: '' });
  expect((await first()).channels).toEqual(['chat', 'email']);
});

test('MI3 P3 a typed address opens nothing: who writes from a known one begins anew, and the agent is told', async () => {
  const { desk, take, first } = await mailed();
  await take(letterMail());
  const talk = await first();
  await take(letterMail({ 'Message-ID': '<two@example.com>' }, 'What have I said before?'));
  const all = (await desk.store.views.page({ view: 'all', agentId: '', limit: 9 })).items;
  expect(all).toHaveLength(2);
  const [body] = await bodiesOf(desk, all.find(each => each.id !== talk.id)!.id);
  expect(body).toMatchObject({ mail: { isKnownAddress: true } });
});

test('MI3 references to what we sent or to their own mail go on; the same ids from another address do not', async () => {
  const { desk, take, first } = await mailed();
  await take(letterMail());
  const { id } = await first();
  const ours = answerId(desk.context.config.secretKey, { conversationId: id, seq: 2 });
  await take(letterMail({ 'Message-ID': '<b@example.com>', References: `<x@y.z> <${ours}@altan.example>` }, 'Second'));
  await take(letterMail({ 'Message-ID': '<c@example.com>', 'In-Reply-To': '<letter-1@example.com>' }, 'Third'));
  expect((await bodiesOf(desk, id)).map(each => 'text' in each && each.text)).toEqual([
    'Do you deliver to Darkhan?',
    'Second',
    'Third',
  ]);
  await take(letterMail({ From: 'eve@example.com', 'In-Reply-To': '<letter-1@example.com>' }, 'Let me in'));
  expect(await bodiesOf(desk, id)).toHaveLength(3);
});

test('MI5 only the new words stand in the entry, and agents of the site may read the whole mail', async () => {
  const { desk, take, first } = await mailed();
  const whole = 'Yes, please.\n\nOn Mon, 2 Mar 2026 at 16:00, Altan <desk@altan.example> wrote:\n> Shall we?';
  await take(letterMail({}, whole));
  const [body] = await bodiesOf(desk, (await first()).id);
  expect(body).toMatchObject({ text: 'Yes, please.' });
  const id = 'mail' in body! ? body.mail!.id : '';
  const read = async (cookie: string) => desk.app.inject({ url: `/v1/mails/${id}`, headers: { cookie } });
  const sees = await signedIn(desk, { role: 'reader' });
  expect((await read(sees.cookie)).json()).toMatchObject({
    id,
    text: whole,
    to: ['hello@altan.example'],
    isCut: false,
  });
  const blind = await signedIn(desk, { siteIds: ['another'] });
  expect((await read(blind.cookie)).statusCode).toBe(404);
  expect((await read('')).statusCode).toBe(401);
});

test('MI4 FI1 what comes with it goes the way of files, and what the site does not take is named', async () => {
  const part = (name: string, text: string) =>
    `--b\nContent-Type: text/plain; name=${name}\nContent-Disposition: attachment\n\n${text}\n`;
  const raw = letterMail(
    { 'Content-Type': 'multipart/mixed; boundary=b' },
    `--b\n\nSee what I want.\n${part('list.txt', 'roses')}${part('setup.exe', 'MZ\u0000\u0001')}--b--`,
  );
  const taking = await mailed({ site: { files: FILES } });
  await taking.take(raw);
  const [body] = await bodiesOf(taking.desk, (await taking.first()).id);
  expect(body).toMatchObject({ files: [{ name: 'list.txt', kind: 'text' }], mail: { leftOut: ['setup.exe'] } });
  const none = await mailed();
  await none.take(raw);
  expect((await bodiesOf(none.desk, (await none.first()).id))[0]).toMatchObject({
    mail: { leftOut: ['list.txt', 'setup.exe'] },
  });
});

test('MI4 FI6 what there is no room for now is brought again, whole', async () => {
  const raw = letterMail(
    { 'Content-Type': 'multipart/mixed; boundary=b' },
    '--b\n\nSee what I want.\n--b\nContent-Type: text/plain; name=list.txt\nContent-Disposition: attachment\n\nroses\n--b--',
  );
  const { desk, take, first } = await mailed({ site: { files: FILES } });
  const { rates } = desk.context;
  rates.spend('megabytesOfSite', desk.site.id, 20_000);
  await expect(take(raw)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  expect(await said(desk)).toEqual([]);
  await desk.pass(60_000);
  expect(await take(raw)).toBe('entry');
  expect((await bodiesOf(desk, (await first()).id))[0]).toMatchObject({ files: [{ name: 'list.txt' }] });
});

test('MI6 SP1 what programs write rings nobody: newsletters wait in quarantine, absences and our own mails nowhere', async () => {
  const { desk, take, reply, first, ofDesk } = await mailed();
  const sarnai = await agent(desk);
  for (const raw of Object.values(MACHINES)) expect(await take(raw)).toBe('entry');
  for (const raw of Object.values(ABSENCES)) expect(await take(raw)).toBe('passed');
  expect(await take(letterMail({ From: 'hello@altan.example' }))).toBe('passed');
  const held = (await desk.store.views.page({ view: 'quarantine', agentId: '', limit: 99 })).items;
  expect(held.map(each => each.held?.rules)).toEqual(Object.keys(MACHINES).map(() => ['automatic']));
  const rung = (await sarnai.rest()).filter(each => each.type === 'entry.added' && each.conversation.status !== 'held');
  expect(rung).toEqual([]);

  await send(await visitor(desk), 'Roses?');
  const talk = await first();
  const away = mailOf(
    { From: 'ann@example.com', To: reply(talk.id), Subject: 'Away', 'Auto-Submitted': 'auto-replied' },
    'I am away.',
  );
  expect(await take(away, ofDesk)).toBe('event');
  expect(await take(away, ofDesk)).toBe('repeat');
  const after = await first();
  expect([after.waitingSince, after.preview]).toEqual([talk.waitingSince, talk.preview]);
  expect((await bodiesOf(desk, talk.id)).at(-1)).toMatchObject({
    event: 'mail_automatic',
    from: 'ann@example.com',
    subject: 'Away',
  });
});

test('MI6 a form that another program mails in the name of the shop is of who is named beside it', async () => {
  const { take, first } = await mailed();
  await take(letterMail({ From: 'Altan <hello@altan.example>', 'Reply-To': 'Ann <ann@example.com>' }));
  expect((await first()).contact).toMatchObject({ name: 'Ann', email: 'ann@example.com' });
});

test('MI7 what comes back is told to who wrote it, by the id inside; a report on nothing of ours to nobody', async () => {
  const { desk, take, first } = await mailed();
  const sarnai = await agent(desk);
  await take(letterMail());
  await desk.context.routing.settled();
  const { id } = await first();
  const answer = await sarnai.ask({ type: 'message.send', conversationId: id, text: 'Yes' });
  const { seq } = (answer as { entry: { seq: number } }).entry;
  const ours = `${answerId(desk.context.config.secretKey, { conversationId: id, seq })}@altan.example`;
  const { postfix, qmail } = bounces(ours);
  expect(await take(postfix!)).toBe('event');
  const told = await sarnai.hears('late.told');
  expect(told.entry.body).toMatchObject({
    event: 'mail_returned',
    address: 'ann@example.com',
    ofSeq: seq,
    reason: '5.1.1 550 5.1.1 no such user',
    to: [{ id: sarnai.agent.id, name: sarnai.agent.name }],
  });
  // Nothing more is mailed to it; a report that names somebody else stops nobody.
  const isStopped = (address: string) => desk.store.mail.suppressed(addressKey(desk.context.config.secretKey, address));
  expect(await isStopped('Ann@example.com')).toMatchObject({ reason: 'bounced' });
  await take(Buffer.from(bounces(ours).sendmail!.toString().replaceAll('ann@', 'bob@')));
  expect(await isStopped('bob@example.com')).toBeNull();
  expect(await take(qmail!)).toBe('event');
  expect(await take(bounces('invitation-1@altan.example').postfix!)).toBe('passed');
});

test('PR3 what an erased person mailed does not come back with the next look into the folder', async () => {
  const { desk, take, first } = await mailed();
  await take(letterMail());
  const { contact } = await first();
  const by = { id: 'owner', name: 'Owner' };
  const at = desk.context.now();
  await desk.store.privacy.erase({ contactId: contact.id, id: 'erasure', by, at, keysUntil: at + 1_000 });
  expect(await take(letterMail())).toBe('passed');
  expect(await said(desk)).toEqual([]);
});
