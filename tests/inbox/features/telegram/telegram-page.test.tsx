// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { TelegramPage } from '../../../../inbox/features/telegram/settings/TelegramPage.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { TelegramBot } from '../../../../protocol/telegram.ts';
import { draw } from '../../draw.tsx';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => speak('en'));

const NONE: TelegramBot = {
  mode: 'off',
  username: null,
  apiRoot: 'https://api.telegram.org',
  proxy: null,
  linked: 0,
};
const BOT: TelegramBot = { ...NONE, mode: 'polling', username: 'AltanDeskBot', linked: 3 };

async function openPage(bot: TelegramBot, answers: Answers = {}) {
  const desk = openInbox([], { answers: { 'GET telegram': () => bot, ...answers } });
  const page = await draw(desk, <TelegramPage />);
  await vi.waitUntil(() => page.text.includes('BotFather'));
  return { ...desk, page };
}

test('TB7 a token is tried and kept, and what came of it is shown', async () => {
  const { page, http } = await openPage(NONE, { 'PUT telegram': () => BOT });
  await page.type(page.field('Token'), '123:abc');
  await page.submit();
  await vi.waitUntil(() => page.text.includes('@AltanDeskBot'));
  // Asking works everywhere, so it is what a new bot begins with.
  expect(http.asked('PUT')[0]!.body).toEqual({ mode: 'polling', token: '123:abc' });
  expect(page.text).toContain('Linked chats: 3');
  expect(page.field('Token').value).toBe('');
});

test('TB7 only what is changed is sent: the token stays when it is left empty, and so does the proxy', async () => {
  const bot = { ...BOT, proxy: 'http://shop:***@proxy.example:3128' };
  const { page, http, inbox } = await openPage(bot, {
    'PUT telegram': ({ body }) => ({ ...bot, ...(body as object) }),
  });
  await page.choose('How the bot hears what agents write', 'off');
  await page.submit();
  await vi.waitUntil(() => toastsOf(inbox).at(-1)?.text === 'Saved');
  await page.type(page.field('Proxy'), '');
  await page.type(page.field('Address of the Bot API'), 'https://telegram.example');
  await page.type(page.field('Token'), '123:abc');
  await page.submit();
  await vi.waitUntil(() => http.asked('PUT').length === 2);
  expect(http.asked('PUT').map(each => each.body)).toEqual([
    { mode: 'off' },
    { mode: 'off', token: '123:abc', apiRoot: 'https://telegram.example', proxy: null },
  ]);
});

test.each([
  ['token', 'Token', 'Telegram does not know this token.'],
  ['mode', 'How the bot hears what agents write', 'Telegram can not come here'],
  ['apiRoot', 'Address of the Bot API', 'No Telegram answers there.'],
  ['proxy', 'Proxy', 'This proxy lets nothing through'],
])(
  'TB7 what is wrong with %s stands in a sentence under it, and what was typed stays',
  async (field, label, sentence) => {
    const { page } = await openPage(NONE, {
      'PUT telegram': () => {
        throw new ApiError('FIELD_INVALID', { [field]: 'FIELD_INVALID' });
      },
    });
    await page.type(page.field('Token'), '123:abc');
    await page.submit();
    await vi.waitUntil(() => page.text.includes(sentence));
    const found = [...page.host.querySelectorAll('[aria-invalid=true]')];
    expect(found.map(each => page.host.querySelector(`label[for="${each.id}"]`)?.textContent)).toEqual([label]);
    // What is wrong is not out of sight.
    expect(found[0]!.closest('details')?.open ?? true).toBe(true);
    expect(page.field('Token').value).toBe('123:abc');
  },
);

test('TB7 how it is is told at once, and only one that is off can be removed', async () => {
  let bot = BOT;
  const { page, inbox, http } = await openPage(BOT, {
    'GET telegram': () => bot,
    'POST telegram/check': () => ({ isWell: false, problem: '401 Unauthorized' }),
    'PUT telegram': () => ({ ...BOT, mode: 'off' }),
    'DELETE telegram': () => {
      bot = NONE;
    },
  });
  await page.press('Check now');
  await vi.waitUntil(() => toastsOf(inbox).at(-1)?.text.includes('401 Unauthorized'));
  expect(page.hasButton('Remove')).toBe(false);
  await page.choose('How the bot hears what agents write', 'off');
  await page.submit();
  await vi.waitUntil(() => page.hasButton('Remove'));
  await page.press('Remove');
  await vi.waitUntil(() => !page.text.includes('@AltanDeskBot'));
  expect(http.asked('DELETE')).toHaveLength(1);
  expect(http.asked('GET telegram')).toHaveLength(1);
  expect(document.activeElement?.textContent).toContain('BotFather');
});
