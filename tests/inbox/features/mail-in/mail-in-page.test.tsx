// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { MailInPage } from '../../../../inbox/features/mail-in/settings/MailInPage.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { MailAccount } from '../../../../protocol/mail-in.ts';
import { draw } from '../../draw.tsx';
import { START, site } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => speak('en'));

const imap = {
  host: 'mail.altan.example',
  port: 993,
  security: 'tls',
  user: 'hello',
  folder: 'INBOX',
  moveTo: '',
  oauth: null,
} as const;
const account: MailAccount = {
  id: 'site',
  address: 'hello@altan.example',
  takesPlus: true,
  imap,
  connectedSince: START,
  problem: null,
  detail: '',
  lastMailAt: null,
  skipped: [],
};

async function openPage(answers: Answers = {}, of: MailAccount | null = null) {
  const desk = openInbox([], {
    answers: {
      'GET sites/altan/mail': () => ({ account: of }),
      'GET mail/account': () => ({ account: null }),
      ...answers,
    },
  });
  const page = await draw(desk, <MailInPage site={site()} />);
  await vi.waitUntil(() => page.text.includes(of ? of.address : 'No mail is read.'));
  return { ...desk, page };
}

test('MI1 an account is tried when it is saved, and what is wrong is said in a sentence beside what the server said', async () => {
  const answered = [
    { account: null, problem: 'login', detail: 'Login failed' },
    { account, problem: null, detail: '' },
  ];
  const { page, http } = await openPage({ 'PUT sites/altan/mail': () => answered.shift() });
  await page.press('Set up an address');
  await page.type(page.field('Address'), 'hello@altan.example');
  await page.type(page.field('Server'), 'mail.altan.example');
  await page.type(page.field('User name'), 'hello');
  await page.type(page.field('Password'), 'hush');
  await page.submit();
  await vi.waitUntil(() => page.text.includes('User name or password is not taken.'));
  expect(page.text).toContain('Login failed');
  await page.submit();
  await vi.waitUntil(() => page.text.includes('Connected since'));
  expect(http.asked('PUT')[1]!.body).toEqual({
    address: 'hello@altan.example',
    takesPlus: true,
    imap: { ...imap, password: 'hush' },
  });
});

test('MI1 a service fills in where it is reached, and secrets that nobody typed are not sent', async () => {
  const { page, http } = await openPage(
    { 'PUT sites/altan/mail': () => ({ account, problem: null, detail: '' }) },
    account,
  );
  await page.press('Edit');
  await page.choose('Service', 'microsoft');
  await page.type(page.field('Client ID'), 'app');
  await page.submit();
  await vi.waitUntil(() => http.asked('PUT').length === 1);
  expect(http.asked('PUT')[0]!.body).toMatchObject({
    imap: {
      host: 'outlook.office365.com',
      port: 993,
      oauth: { clientId: 'app', tokenUrl: expect.stringContaining('https://login.') },
    },
  });
  expect(JSON.stringify(http.asked('PUT')[0]!.body)).not.toMatch(/password|refreshToken|clientSecret/);
});

test('MI1 says under a field what is wanted there', async () => {
  const { page } = await openPage({
    'PUT sites/altan/mail': () => {
      throw new ApiError('FIELD_REQUIRED', { 'imap.password': 'FIELD_REQUIRED', address: 'EMAIL_INVALID' });
    },
  });
  await page.press('Set up an address');
  await page.submit();
  await vi.waitUntil(() => page.text.includes('An address such as hello@shop.example'));
  expect(page.text).toContain('It is needed here');
});

test('MI4 MI1 shows what is wrong now, and which mail was skipped', async () => {
  const skipped = [{ at: START, uid: 7, reason: 'too many parts' }];
  const { page } = await openPage(
    {},
    { ...account, connectedSince: null, problem: 'folder', detail: 'NO such box', skipped },
  );
  expect(page.text).toContain('There is no such folder.');
  expect(page.text).toContain('NO such box');
  expect(page.text).toContain('too many parts');
});

test('MI8 a door shows its secret once, and is closed in two steps', async () => {
  const door = { ...account, imap: null, connectedSince: null };
  const { page, http } = await openPage({
    'PUT sites/altan/mail': () => ({ account: door, problem: null, detail: '', secret: 'shown-once' }),
    'DELETE sites/altan/mail': () => undefined,
  });
  await page.press('Set up an address');
  await page.type(page.field('Address'), 'hello@altan.example');
  await page.choose('How mails come', 'door');
  await page.submit();
  await vi.waitUntil(() => page.host.querySelector('textarea')?.value === 'shown-once');
  expect(http.asked('PUT')[0]!.body).toEqual({ address: 'hello@altan.example', takesPlus: true, imap: null });
  expect(page.text).toContain('/v1/mail/in/site');
  await page.press('Make a new secret');
  expect(page.text).toContain('The old secret stops working at once.');
  expect(http.asked('POST')).toEqual([]);
  await page.press('Cancel');
  expect(document.activeElement).toBe(page.button('Make a new secret'));
  await page.press('Read no more');
  expect(http.asked('DELETE')).toEqual([]);
  await page.press('Read no more');
  await vi.waitUntil(() => !page.text.includes('/v1/mail/in/site'));
  expect(document.activeElement?.textContent).toBe('No mail is read.');
});
