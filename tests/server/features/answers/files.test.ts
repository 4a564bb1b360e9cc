import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import type { Upload } from '../../../../protocol/files.ts';
import { ATTACHED_BYTES, attachable } from '../../../../server/features/mail/rules.ts';
import { MINUTE } from '../../../contract/scene.ts';
import { agent, buildTestApp, send, visitor } from '../../../helpers/app.ts';
import { PDF, TAKES_FILES, uploader } from '../../../helpers/files.ts';
import { OWN } from '../../../helpers/http.ts';
import { openMailServer } from '../../../helpers/mail-server.ts';

const MEGABYTE = 1024 * 1024;
const pdf = (bytes: number) => Buffer.concat([PDF, Buffer.alloc(bytes - PDF.length, 'x')]);

/** Bat wrote and left; Sarnai answers with files. */
async function talk(email = 'bat@home.example') {
  const mail = await openMailServer();
  const files = { ...TAKES_FILES, maxBytes: 16 * MEGABYTE };
  const desk = await buildTestApp({ site: { files }, config: { ...mail.config, publicUrl: OWN } });
  const sarnai = await agent(desk, { name: 'Sarnai' });
  const bat = await visitor(desk, { locale: 'en' });
  await bat.ask({ type: 'visitor.identify', name: 'Bat', email });
  const { conversationId } = await send(bat, 'The price list?');
  await desk.context.routing.settled();
  await bat.leave();
  const upload = uploader(desk, 'files', { cookie: sarnai.cookie });
  let made = 0;
  const uploaded = async (name: string, bytes: Buffer) => {
    made += 1;
    const answer = await upload.whole(name, bytes, { conversationId, clientId: `answer-file-${made}` });
    return (answer.json() as Upload).file!.id;
  };
  const answer = (text: string, ids: string[]) =>
    sarnai.ask({ type: 'message.send', conversationId, text, files: ids });
  const due = async () => {
    await desk.pass(4 * MINUTE, sarnai);
    await desk.context.outbox.settled();
  };
  const waiting = async () => (await desk.store.outbox.page({ isDead: false, limit: 9 })).items;
  return { desk, mail, sarnai, conversationId, uploaded, answer, due, waiting };
}

test('AM6 as many files as a letter has room for go with it, and to the others its link leads', () => {
  const file = (id: string, size: number) => ({
    ...{ id, size, name: `${id}.pdf`, type: 'application/pdf' as const },
    ...{ kind: 'pdf' as const, hasPreview: false },
  });
  const ids = (sizes: number[]) => {
    const { attached, linked } = attachable(sizes.map((size, at) => file(String(at), size)));
    return [attached, linked].map(each => each.map(({ id }) => id).join(''));
  };
  expect(ids([])).toEqual(['', '']);
  expect(ids([ATTACHED_BYTES])).toEqual(['0', '']);
  expect(ids([ATTACHED_BYTES + 1, 1])).toEqual(['1', '0']);
  expect(ids([ATTACHED_BYTES - 1, 2, 1])).toEqual(['02', '1']);
});

test('AM6 ML2 files of answers go with their letter, byte for byte, and again when it is tried again', async () => {
  const { mail, uploaded, answer, due, desk } = await talk('grey@home.example');
  const [list, terms] = [pdf(600_000), pdf(1_000)];
  await answer('Here it is', [await uploaded('Үнэ.pdf', list)]);
  await answer('', [await uploaded('terms.pdf', terms)]);
  await due();
  await desk.pass(10 * MINUTE);
  await desk.context.outbox.settled();
  expect(mail.asked).toEqual(['grey@home.example', 'grey@home.example']);
  expect(mail.got).toHaveLength(1);
  const read = await simpleParser(mail.got[0]!.raw);
  expect(read.attachments.map(each => [each.filename, each.contentType, each.contentDisposition])).toEqual([
    ['Үнэ.pdf', 'application/pdf', 'attachment'],
    ['terms.pdf', 'application/pdf', 'attachment'],
  ]);
  expect(read.attachments.map(each => each.content.equals(each.filename === 'terms.pdf' ? terms : list))).toEqual([
    true,
    true,
  ]);
  expect(read.text).toContain('File: Үнэ.pdf');
  expect(read.text).not.toMatch(/v1\/files/);
});

test('AM6 what is too large is said, and led to by the link into the conversation', async () => {
  const { mail, uploaded, answer, due } = await talk();
  await answer('All of it', [
    await uploaded('film.pdf', pdf(ATTACHED_BYTES + 1)),
    await uploaded('list.pdf', pdf(900)),
  ]);
  await due();
  expect(mail.got).toHaveLength(1);
  const read = await simpleParser(mail.got[0]!.raw);
  expect(read.attachments.map(each => each.filename)).toEqual(['list.pdf']);
  expect(read.text).toContain('film.pdf is too large for a mail: open the conversation to get it.');
  expect(read.text).toMatch(/http:\/\/desk\.example\/f\/altan\/talk\//);
  expect(read.text).not.toMatch(/v1\/files/);
});

test('AM6 ML3 half a file never leaves: the letter waits, no other waits with it, and what was erased is left out', async () => {
  const { mail, desk, uploaded, answer, due, waiting } = await talk();
  const id = await uploaded('list.pdf', pdf(600_000));
  const { files } = desk.store;
  const whole = files.read.bind(files);
  const holed: typeof files.read = async (each, from) => whole(each, from, 300_000);
  files.read = holed;
  await answer('Here', [id]);
  await due();
  expect(mail.got).toEqual([]);
  expect(await waiting()).toMatchObject([{ event: 'answers', problem: expect.stringContaining('got 300000') }]);
  expect(await desk.store.outbox.failingTargets()).toEqual([]);
  files.read = whole;
  await desk.pass(60 * MINUTE);
  await desk.context.outbox.settled();
  expect((await simpleParser(mail.got[0]!.raw)).attachments).toHaveLength(1);
});
