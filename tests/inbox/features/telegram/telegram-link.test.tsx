// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, expect, test, vi } from 'vitest';
import { TelegramLink } from '../../../../inbox/features/telegram/link/TelegramLink.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { TelegramLink as Link, TelegramCode } from '../../../../protocol/telegram.ts';
import { draw } from '../../draw.tsx';
import { START } from '../../fixtures.ts';
import { openInbox, toastsOf } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

const CODE: TelegramCode = {
  code: 'ABCD-EFGH-JKMN',
  url: 'https://t.me/AltanDeskBot?start=ABCD-EFGH-JKMN',
  expiresAt: START + 600_000,
};
const CHAT = { name: '@bat', since: START, isBlocked: false };

const ENDED = { ...CODE, expiresAt: START - 1 };

async function openLink(chat: Link['chat'], bot: string | null = 'AltanDeskBot', codes: TelegramCode[] = []) {
  const state: { link: Link } = { link: { bot, chat } };
  const desk = openInbox([], {
    answers: {
      'GET me/telegram': () => state.link,
      'POST me/telegram/code': () => codes.shift() ?? CODE,
      'DELETE me/telegram': () => {
        state.link = { bot, chat: null };
      },
    },
  });
  const page = await draw(desk, <TelegramLink />);
  await vi.waitUntil(() => desk.http.asked('GET me/telegram').length > 0);
  return { ...desk, page, state };
}

test('TB1 where there is no bot nothing is shown', async () => {
  const { page } = await openLink(null, null);
  expect(page.host.innerHTML).toBe('');
});

test('TB1 a code is shown with where to paste it, and whoever comes back sees that it was taken', async () => {
  const { page, inbox, state } = await openLink(null);
  await vi.waitUntil(() => page.hasButton('Link a chat'));
  await page.press('Link a chat');
  await vi.waitUntil(() => page.text.includes('@AltanDeskBot'));
  expect(page.field('Code for Telegram').value).toBe(CODE.code);
  expect(page.host.querySelector('a')!.href).toBe(CODE.url);
  expect(page.host.querySelector('a')!.rel).toBe('noopener noreferrer');
  await page.press('I have sent it');
  await vi.waitUntil(() => toastsOf(inbox).at(-1)?.text.includes('not come yet'));
  state.link = { bot: 'AltanDeskBot', chat: CHAT };
  await act(() => void window.dispatchEvent(new Event('focus')));
  await vi.waitUntil(() => page.text.includes('@bat'));
  await vi.waitUntil(() => toastsOf(inbox).at(-1)?.text === 'Your chat is linked');
  expect(page.hasButton('I have sent it')).toBe(false);
});

test('TB1 TB5 a linked chat is named and can be unlinked, and one that blocked the bot says so', async () => {
  const { page, state } = await openLink({ ...CHAT, isBlocked: true });
  await vi.waitUntil(() => page.text.includes('You have blocked the bot'));
  expect(page.text).toContain('@bat');
  await page.press('Unlink');
  await vi.waitUntil(() => page.hasButton('Link a chat'));
  expect(state.link.chat).toBe(null);
});

test('TB1 a code that has ended gives way to another one', async () => {
  const { page, http } = await openLink(null, 'AltanDeskBot', [ENDED]);
  await vi.waitUntil(() => page.hasButton('Link a chat'));
  await page.press('Link a chat');
  await vi.waitUntil(() => http.asked('POST').length === 1);
  await page.press('Link a chat');
  await vi.waitUntil(() => page.text.includes('@AltanDeskBot'));
});
