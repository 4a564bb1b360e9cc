// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { MailPage } from '../../../../inbox/features/mail/settings/MailPage.tsx';
import { SendTranscript } from '../../../../inbox/features/mail/transcript/SendTranscript.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { LetterAnswer, MailAnswer } from '../../../../protocol/mail.ts';
import { draw } from '../../draw.tsx';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => {
  // The frame stays empty here; what comes into it, a browser tells.
  const { happyDOM } = window as unknown as { happyDOM: { settings: Record<string, boolean> } };
  Object.assign(happyDOM.settings, { disableIframePageLoading: false, enableIframePageLoading: true });
  return speak('en');
});

const mail: MailAnswer = {
  from: 'Altan <desk@altan.example>',
  isSigned: false,
  limits: { perHour: 500, perAddress: 30 },
  waiting: 2,
  sent: 7,
  failingSince: null,
};
const letter = (subject: string, isOwn = false): LetterAnswer => ({
  words: { subject, body: 'Come in.', button: 'Join' },
  isOwn,
  names: ['inviter', 'until'],
  hasLink: true,
});

async function openPage(state: Partial<MailAnswer> = {}, answers: Answers = {}) {
  // Where it leads is the server's; here nothing leaves the page.
  vi.spyOn(HTMLFormElement.prototype, 'submit').mockImplementation(() => undefined);
  const desk = openInbox([], {
    answers: {
      'GET mail': () => ({ ...mail, ...state }),
      'GET mail/letters/invitation/en': () => letter('Invited'),
      'GET mail/letters/invitation/mn': () => letter('Урилга', true),
      'POST mail/letters/invitation/en/preview': () => ({ subject: 'Invited by Sarnai', text: 'Come in.' }),
      'POST mail/letters/invitation/mn/preview': () => ({ subject: 'Урилга', text: 'Come in.' }),
      ...answers,
    },
  });
  const page = await draw(desk, <MailPage />);
  await vi.waitUntil(() => page.text.includes('{{inviter}} {{until}}'));
  return { ...desk, page };
}

test('ML10 where nothing is mailed the page says what it takes, and tries nothing', async () => {
  const { page } = await openPage({ from: null });
  expect(page.text).toContain('SMTP_URL and MAIL_FROM');
  expect(page.hasButton('Send a test mail to me')).toBe(false);
});

test('ML9 a test says in one sentence what the mail server said', async () => {
  const problem = '550 5.1.1 no such mailbox here';
  const { page } = await openPage(
    {},
    { 'POST mail/test': () => ({ isSent: false, to: 'sarnai@altan.example', problem }) },
  );
  expect(page.text).toContain('Left in the last hour: 7. Waiting: 2.');
  await page.press('Send a test mail to me');
  await vi.waitUntil(() => page.text.includes(`What the mail server says: ${problem}`));
});

test('ML7 words are previewed while they are written, refused under their field, and taken back', async () => {
  const { page, http, inbox } = await openPage(
    {},
    {
      'PUT mail/letters/invitation/en': () => {
        throw new ApiError('FIELD_INVALID', { subject: 'FIELD_INVALID' });
      },
      'DELETE mail/letters/invitation/mn': () => null,
    },
  );
  await vi.waitUntil(() => page.text.includes('Invited by Sarnai'));
  expect(page.host.querySelector('iframe')!.getAttribute('sandbox')).toBe('');
  await page.type(page.field('Subject'), 'From {{token}}');
  await page.submit(page.host.querySelector('.letter-words')!);
  await vi.waitUntil(() => page.text.includes('Between braces only the names below may stand.'));

  await page.choose('Language', 'mn');
  await vi.waitUntil(() => page.hasButton('Back to the first words'));
  expect(page.field('Subject').value).toBe('Урилга');
  await page.press('Back to the first words');
  await vi.waitUntil(() => toastsOf(inbox).at(-1)?.text === 'The first words are back');
  expect(http.asked('DELETE')).toHaveLength(1);
  await page.choose('Language', 'en');
  await vi.waitFor(() => expect(page.field('Subject').value).toBe('From {{token}}'));
});

test('ML7 who saves words keeps their place', async () => {
  const { page, inbox } = await openPage(
    {},
    { 'PUT mail/letters/invitation/en': ({ body }) => ({ ...letter('', true), words: body }) },
  );
  const subject = page.field('Subject');
  subject.focus();
  await page.type(subject, 'Come to us');
  await page.submit(page.host.querySelector('.letter-words')!);
  await vi.waitUntil(() => toastsOf(inbox).at(-1)?.text === 'Saved');
  expect(document.activeElement).toBe(page.field('Subject'));
  expect(subject.value).toBe('Come to us');
});

test('ML7 words that somebody else has saved meanwhile are fetched, and what was typed stays beside them', async () => {
  const { page, http } = await openPage(
    {},
    {
      'PUT mail/letters/invitation/en': () => {
        throw new ApiError('ALREADY_CLAIMED');
      },
    },
  );
  await page.type(page.field('Subject'), 'Mine');
  await page.submit(page.host.querySelector('.letter-words')!);
  await vi.waitUntil(() => page.text.includes('Another agent was faster.'));
  expect(http.asked('PUT')[0]!.body).toMatchObject({ subject: 'Mine', was: { subject: 'Invited' } });
  await vi.waitUntil(() => http.asked('GET mail/letters/invitation/en').length === 2);
  expect(page.field('Subject').value).toBe('Mine');
});

test('ML6 the limits are saved, and a number that can not be is said under its field', async () => {
  const { page, http } = await openPage(
    {},
    {
      'PUT mail/limits': () => {
        throw new ApiError('FIELD_INVALID', { perHour: 'FIELD_INVALID' });
      },
    },
  );
  await page.type(page.field('Letters an hour for each website'), '0');
  await page.submit(page.field('Letters an hour for each website').form!);
  await vi.waitUntil(() => page.text.includes('A whole number from 1 to 100,000 is wanted.'));
  expect(http.asked('PUT')).toHaveLength(1);
});

test.each([
  ['queued', 'On its way to bat@altan.example'],
  ['suppressed', 'Not sent: mail to bat@altan.example came back before.'],
])('ML8 the agent reads what became of a transcript: %s', async (state, text) => {
  const desk = openInbox([], {
    answers: { 'POST conversations/ann/transcript': () => ({ state, to: 'bat@altan.example' }) },
  });
  const page = await draw(desk, <SendTranscript conversationId="ann" />);
  await page.press('Mail the conversation to them');
  await vi.waitUntil(() => toastsOf(desk.inbox).at(-1)?.text === text);
});
