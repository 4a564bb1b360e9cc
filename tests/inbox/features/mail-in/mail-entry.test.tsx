// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { MailEntry } from '../../../../inbox/features/mail-in/thread/MailEntry.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Entry } from '../../../../protocol/entries.ts';
import { draw } from '../../draw.tsx';
import { START } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

const mail = { id: 'mail-1', from: { name: 'Ann', address: 'ann@example.com' }, subject: 'Roses' };
const whole = { ...mail, to: ['hello@altan.example'], sentAt: START, text: 'Hello\n> <b>old</b>', isCut: true };

async function show(body: Parameters<typeof MailEntry>[0]['body']) {
  const desk = openInbox([], { answers: { 'GET mails/mail-1': () => whole } });
  const entry: Entry = {
    conversationId: 'ann',
    seq: 1,
    clientId: null,
    author: { kind: 'visitor' },
    body,
    createdAt: START,
  };
  return { ...desk, page: await draw(desk, <MailEntry entry={entry} body={body} />) };
}

test('MI5 a mail shows its subject, who it says that it is from, and what nobody has proven', async () => {
  const { page, http } = await show({
    kind: 'message',
    text: 'Hello',
    mail: { ...mail, isKnownAddress: true, leftOut: ['setup.exe'] },
  });
  for (const words of ['Roses', 'Ann', 'ann@example.com', 'Hello', 'nobody has proven', 'setup.exe']) {
    expect(page.text).toContain(words);
  }
  // Fetched when somebody looks.
  expect(http.asked('GET mails')).toEqual([]);
  page.host.querySelector('details')!.open = true;
  await vi.waitUntil(() => page.text.includes('only the beginning is kept'));
  expect(page.text).toContain('> <b>old</b>');
  expect(page.host.querySelector('b b')).toBeNull();
});

test('MI7 an answer that came back says to whom and why, and an absence whose it is', async () => {
  const reason = '5.1.1 no such user';
  const returned = {
    kind: 'event',
    event: 'mail_returned',
    mailId: 'mail-1',
    address: 'ann@example.com',
    ofSeq: 2,
    reason,
    to: [],
  } as const;
  const { page } = await show({ ...returned, to: [] });
  expect(page.text).toContain('This answer did not reach');
  expect(page.text).toContain(reason);
  const away = await show({
    kind: 'event',
    event: 'mail_automatic',
    mailId: 'mail-1',
    from: 'ann@example.com',
    subject: 'Away',
  });
  expect(away.page.text).toContain('Away');
});
