// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { RepliesPage } from '../../../../inbox/features/canned-replies/settings/RepliesPage.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { CannedReply } from '../../../../protocol/canned-replies.ts';
import { draw } from '../../draw.tsx';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => speak('en'));

const hours: CannedReply = { id: 'r1', shortcut: 'hours', text: 'We are open from nine.' };
const thanks: CannedReply = { id: 'r2', shortcut: 'thanks', text: 'Thank you!' };

async function openPage(replies: CannedReply[], answers: Answers = {}) {
  let made = 0;
  const desk = openInbox([], {
    answers: {
      'GET canned-replies': () => replies,
      'POST canned-replies': ({ body }) => ({ ...(body as object), id: `new ${++made}` }),
      ...answers,
    },
  });
  const { all } = desk.inbox.cannedReplies;
  await vi.waitUntil(() => all.value.length === replies.length);
  const page = await draw(desk, <RepliesPage />);
  const shortcuts = () => [...page.host.querySelectorAll('.replies b')].map(each => each.textContent);
  return { ...desk, page, shortcuts };
}

test('one is added: the focus goes to the shortcut, which is one word without its slash', async () => {
  const { page, http, inbox, shortcuts } = await openPage([]);
  expect(page.text).toContain('No saved answers yet.');
  await page.press('New saved answer');
  expect(document.activeElement).toBe(page.field('Shortcut'));
  await page.type(page.field('Shortcut'), '/opening hours');
  expect(page.field('Shortcut').value).toBe('openinghours');
  await page.type(page.field('Text'), 'From nine to six.');
  await page.submit();
  await vi.waitUntil(() => shortcuts().length === 1);
  expect(http.asked('POST')[0]!.body).toEqual({ shortcut: 'openinghours', text: 'From nine to six.' });
  expect(page.host.querySelector('form')).toBeNull();
  expect(toastsOf(inbox).at(-1)!.text).toBe('Saved');
  expect(document.activeElement).toBe(page.button('New saved answer'));
});

test('they stand by their shortcuts, and one is changed where it stands', async () => {
  const { page, http, shortcuts } = await openPage([thanks, hours], {
    'PUT canned-replies/r1': ({ body }) => ({ ...(body as object), id: 'r1' }),
  });
  expect(shortcuts()).toEqual(['/hours', '/thanks']);
  await page.check(page.host.querySelector('.replies button')!);
  expect(page.field('Text').value).toBe(hours.text);
  await page.type(page.field('Text'), 'We are open from ten.');
  await page.submit();
  await vi.waitUntil(() => page.text.includes('We are open from ten.'));
  expect(http.asked('PUT')[0]!.body).toEqual({ shortcut: 'hours', text: 'We are open from ten.' });
  expect(shortcuts()).toEqual(['/hours', '/thanks']);
});

test('Cancel leaves it as it was', async () => {
  const { page, http } = await openPage([hours]);
  await page.press('Edit');
  await page.type(page.field('Text'), 'Something else');
  await page.press('Cancel');
  expect(page.text).toContain(hours.text);
  expect(http.asked('PUT')).toEqual([]);
});

test('what is wrong is said under its field, which gets the focus, and what was typed stays', async () => {
  const { page } = await openPage([], {
    'POST canned-replies': () => {
      throw new ApiError('BAD_REQUEST', { text: 'FIELD_REQUIRED' });
    },
  });
  await page.press('New saved answer');
  await page.type(page.field('Shortcut'), 'hours');
  await page.submit();
  await vi.waitUntil(() => page.text.includes('Please fill this in.'));
  expect(page.field('Text').getAttribute('aria-invalid')).toBe('true');
  expect(page.field('Shortcut').value).toBe('hours');
  await vi.waitUntil(() => document.activeElement === page.field('Text'));
});

test('one is removed at once, and comes back by Undo', async () => {
  const { page, http, inbox, shortcuts } = await openPage([hours], { 'DELETE canned-replies/r1': () => undefined });
  await page.press('Remove');
  expect(shortcuts()).toEqual([]);
  await vi.waitUntil(() => toastsOf(inbox).at(-1)?.text === 'Removed: /hours');
  inbox.toasts.undoLast();
  await vi.waitUntil(() => shortcuts().length === 1);
  expect(http.asked('POST')[0]!.body).toEqual({ shortcut: 'hours', text: hours.text });
});

test('one that the server would not remove stands there again', async () => {
  const { page, inbox, shortcuts } = await openPage([hours], {
    'DELETE canned-replies/r1': () => {
      throw new ApiError('STORE_UNAVAILABLE');
    },
  });
  await page.press('Remove');
  await vi.waitUntil(() => toastsOf(inbox).at(-1)?.tone === 'failed');
  await vi.waitUntil(() => shortcuts().length === 1);
});

test('Escape leaves one as it was, goes no further, and gives the focus back to its button', async () => {
  const { page, http } = await openPage([hours, thanks]);
  const [edit] = [...page.host.querySelectorAll('button')].filter(each => each.textContent === 'Edit');
  await page.check(edit!);
  await page.type(page.field('Text'), 'Never.');
  let hasLeaked = false;
  document.addEventListener('keydown', () => {
    hasLeaked = true;
  });
  await page.key(page.field('Text'), 'Escape');
  expect(page.host.querySelector('form')).toBeNull();
  expect(page.text).toContain('We are open from nine.');
  expect(document.activeElement!.textContent).toBe('Edit');
  expect(document.activeElement!.closest('li')!.textContent).toContain('/hours');
  expect([hasLeaked, http.asked('PUT')]).toEqual([false, []]);
});
