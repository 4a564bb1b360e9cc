import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { readMail } from '../../../../server/features/mail-in/read-mail.ts';
import { createMailReader, UnreadableMail } from '../../../../server/features/mail-in/reader.ts';
import { letterMail, mailOf } from './mails.ts';

/** Words in the charsets that our languages are mailed in. */
test.each([
  ['utf-8', '8bit', Buffer.from('Сайн байна уу'), 'Сайн байна уу'],
  ['windows-1251', '8bit', Buffer.from('cff0e8e2e5f2', 'hex'), 'Привет'],
  ['koi8-r', '8bit', Buffer.from('f0d2c9d7c5d4', 'hex'), 'Привет'],
  ['windows-1256', '8bit', Buffer.from('e3d1cdc8c7', 'hex'), 'مرحبا'],
  ['iso-8859-6', '8bit', Buffer.from('e5d1cdc8c7', 'hex'), 'مرحبا'],
  ['utf-8', 'base64', Buffer.from(Buffer.from('नमस्ते').toString('base64')), 'नमस्ते'],
  ['utf-8', 'quoted-printable', Buffer.from('=E1=88=B0=E1=88=8B=E1=88=9D'), 'ሰላም'],
  ['utf-16le', 'base64', Buffer.from(Buffer.from('hello', 'utf16le').toString('base64')), 'hello'],
  ['iso-2022-jp', '7bit', Buffer.from('1b2442243324731b2842', 'hex'), 'こん'],
  ['gb18030', '8bit', Buffer.from('c4e3bac3', 'hex'), '你好'],
  ['no-such-charset', '8bit', Buffer.from('hello'), 'hello'],
])('MI4 %s in %s is read', async (charset, encoding, bytes, words) => {
  const head = `From: a@example.com\r\nContent-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`;
  expect((await readMail(Buffer.concat([Buffer.from(head), bytes]))).text).toBe(words);
});

test('MI4 markup becomes text, of which nothing is run or fetched', async () => {
  const html =
    '<style>p{}</style><script>alert(1)</script><p>Hello&nbsp;<b>there</b></p><img src="https://spy.example/x.gif"><blockquote>old</blockquote>';
  const { text } = await readMail(letterMail({ 'Content-Type': 'text/html' }, html));
  expect(text).toMatch(/^Hello.there/);
  expect(text).toContain('> old');
  expect(text).not.toMatch(/alert|<|p\{/);
});

test('MI4 the plain part is taken, files are named, and what carries another mail is none', async () => {
  const body = `--o
Content-Type: multipart/alternative; boundary=i

--i
Content-Type: text/plain; charset=utf-8

Roses, please.
--i
Content-Type: text/html

<p>Other words</p>
--i--
--o
Content-Type: text/plain; name="=?utf-8?B?0YDQvtC30LAudHh0?="
Content-Disposition: attachment

a rose
--o
Content-Type: message/rfc822

Message-ID: <inner@example.com>

Hello
--o--`;
  const mail = await readMail(letterMail({ 'Content-Type': 'multipart/mixed; boundary=o' }, body));
  expect(mail.text).toBe('Roses, please.');
  expect(mail.files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString().trim()])).toEqual([
    ['роза.txt', 'a rose'],
  ]);
  expect(mail.innerIds).toContain('inner@example.com');
});

test('MI4 who it is from and to is told, also where only the server knows', async () => {
  const mail = await readMail(
    letterMail({
      From: '"=?utf-8?B?0JHQsNGC?=" <Bat@Example.mn>',
      'Reply-To': 'office@example.mn',
      Cc: 'a@example.com, B <b@example.com>',
      'Delivered-To': 'hello+token@altan.example',
      References: '<one@example.com> <two@example.com>',
      'In-Reply-To': '<two@example.com>',
    }),
  );
  expect(mail.from).toEqual({ name: 'Бат', address: 'Bat@Example.mn' });
  expect(mail.replyTo?.address).toBe('office@example.mn');
  expect(mail.to).toEqual(['hello@altan.example', 'a@example.com', 'b@example.com', 'hello+token@altan.example']);
  expect(mail.references).toEqual(['one@example.com', 'two@example.com', 'two@example.com']);
  expect([mail.messageId, mail.sentAt]).toEqual(['letter-1@example.com', Date.parse('2026-03-04T10:00:00Z')]);
});

test('MI4 everything in it has an end', async () => {
  const mail = await readMail(
    letterMail(
      { Subject: `${'s'.repeat(5_000)}`, To: Array.from({ length: 900 }, (_, at) => `a${at}@example.com`).join(', ') },
      'x'.repeat(300_000),
    ),
  );
  expect([mail.subject.length, mail.to.length, mail.text.length, mail.isCut]).toEqual([200, 100, 100_000, true]);
  const { signs, from } = await readMail(Buffer.from('\r\n\r\nno headers at all'));
  expect([signs.returnPath, from]).toEqual([null, null]);
});

const HOSTILE: Record<string, Buffer> = {
  'two million headers': Buffer.from(`${'X-A: b\r\n'.repeat(300_000)}\r\nhi`),
  'twenty thousand parts': mailOf(
    { 'Content-Type': 'multipart/mixed; boundary=b' },
    `${'--b\n\nx\n'.repeat(20_000)}--b--`,
  ),
};

test.each(Object.entries(HOSTILE))('MI4 %s are refused', async (_name, raw) => {
  await expect(readMail(raw)).rejects.toThrow(/exceeded/);
});

test('MI4 one mail that can not be read stops no other, and one that takes for ever ends its reader', async () => {
  const reader = createMailReader();
  onTestFinished(() => reader.close());
  const [bad, good] = await Promise.allSettled([
    reader.read(HOSTILE['twenty thousand parts']!),
    reader.read(letterMail()),
  ]);
  expect(bad).toMatchObject({ status: 'rejected', reason: expect.any(UnreadableMail) });
  expect(good).toMatchObject({ status: 'fulfilled', value: { subject: 'Delivery' } });

  const stuck = fileURLToPath(new URL('./stuck-worker.ts', import.meta.url));
  const never = createMailReader({ program: stuck, timeoutMs: 50 });
  onTestFinished(() => never.close());
  await expect(never.read(letterMail())).rejects.toThrow('too long');
  await expect(never.read(letterMail())).rejects.toThrow('too long');
});
