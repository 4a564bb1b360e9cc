// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { Thread } from '../../../../inbox/features/conversations/Thread.tsx';
import { ScriptPage } from '../../../../inbox/features/scripts/settings/ScriptPage.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Bot, BotTestAnswer } from '../../../../protocol/bots.ts';
import type { ScriptCount } from '../../../../protocol/scripts.ts';
import { SCRIPT } from '../../../helpers/script.ts';
import { draw } from '../../draw.tsx';
import { conversation, entry, site } from '../../fixtures.ts';
import { openInbox, openThread, toastsOf } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

const URL = 'https://bot.example/ask';
const BOT: Bot = { url: URL, isOn: true, oldSecretUntil: null };

async function openPage(bot: Bot | null, extra: { test?: BotTestAnswer; counts?: ScriptCount[] } = {}) {
  const desk = openInbox([], {
    answers: {
      'GET sites/altan/script': () => ({ script: SCRIPT, counts: extra.counts ?? [] }),
      'GET sites/altan/bot': () => ({ bot }),
      'PUT sites/altan/bot': ({ body }) => {
        const { url, isOn } = body as Bot;
        if (!url.startsWith('https://')) throw new ApiError('FIELD_INVALID', { url: 'FIELD_INVALID' });
        return { bot: { url, isOn, oldSecretUntil: null }, secret: bot ? null : 'whsec_once' };
      },
      'POST sites/altan/bot/rotate': () => ({ bot: { ...BOT, oldSecretUntil: Date.now() }, secret: 'whsec_new' }),
      'POST sites/altan/bot/test': () => extra.test,
      'DELETE sites/altan/bot': () => undefined,
    },
  });
  const page = await draw(desk, <ScriptPage site={site()} />);
  await vi.waitUntil(() => page.text.includes('A bot of your own'));
  const form = () => page.host.querySelector<HTMLFormElement>('[aria-labelledby=own-bot] form')!;
  return { ...desk, page, form };
}

test('BT5 an owner names a bot, is shown its secret once, and is told what is wrong with an address', async () => {
  const { page, form, http } = await openPage(null);
  expect(page.hasButton('Test')).toBe(false);
  await page.type(page.field('Address'), 'bot.example');
  await page.submit(form());
  await vi.waitUntil(() => page.text.includes('A whole address is needed'));
  await page.type(page.field('Address'), URL);
  await page.submit(form());
  const secret = () => page.host.querySelector<HTMLTextAreaElement>('.once textarea')?.value;
  await vi.waitUntil(() => secret() === 'whsec_once');
  expect(http.asked('PUT').at(-1)!.body).toEqual({ url: URL, isOn: true });
  await page.press('Make a new secret');
  await vi.waitUntil(() => secret() === 'whsec_new');
  expect(page.text).toContain('The old secret works until');
});

test('BT5 a test says what it answered, or why it did not; it can be taken away', async () => {
  const answers: [BotTestAnswer, string][] = [
    [
      { reply: { text: 'From May on.', buttons: [], person: false }, why: null, problem: '' },
      'It answered: From May on.',
    ],
    [{ reply: { text: '', buttons: [], person: true }, why: null, problem: '' }, 'a person is wanted'],
    [{ reply: null, why: 'failed', problem: '500' }, 'It did not answer: 500'],
  ];
  for (const [answer, said] of answers) {
    const { page } = await openPage(BOT, { test: answer });
    await page.press('Test');
    await vi.waitUntil(() => page.text.includes(said));
  }
  const { page, inbox, http } = await openPage(BOT);
  await page.press('Remove');
  expect(page.text).toContain('Really remove the bot?');
  expect(http.asked('DELETE')).toEqual([]);
  await page.press('Remove');
  await vi.waitUntil(() => toastsOf(inbox).at(-1)?.text === 'The bot is gone');
  expect(page.hasButton('Test')).toBe(false);
  expect(document.activeElement?.textContent).toBe('A bot of your own');
});

test('BT1 SA6 the trial says where it is asked, and its figures stand with it', async () => {
  const of = (act: ScriptCount['act'], count: number) => ({ day: '2026-03-04', node: '', act, count });
  const { page } = await openPage(BOT, { counts: [of('bot', 7), of('bot_asked', 2), of('bot_skipped', 1)] });
  expect(page.text).toContain('answered 7, called a person 2, passed over 1');
  expect(page.host.querySelectorAll('.script-figures tbody tr')).toHaveLength(0);
  await page.type(page.field('Say something'), 'Peonies?');
  await page.submit(page.host.querySelector<HTMLFormElement>('.script-say'));
  expect([...page.host.querySelectorAll('.script-log p')].at(-1)!.textContent).toBe('Here your bot is asked.');
  await page.type(page.field('Say something'), 'Opening hours');
  await page.submit(page.host.querySelector<HTMLFormElement>('.script-say'));
  expect([...page.host.querySelectorAll('.script-log p')].at(-1)!.textContent).toContain('About opening hours.');
});

test('BT3 one that was passed over rings, once, and the log says why', async () => {
  const script = { is: 'answering', trail: [], isAsked: false, botSeq: 2 } as const;
  const preview = { text: 'Peonies?', author: 'visitor', kind: 'message' } as const;
  const ann = conversation('ann', { status: 'closed', waitingSince: null, preview });
  const desk = await openThread([ann], 'ann');
  const words = entry(2, { conversationId: 'ann' });
  desk.added(words, { ...ann, lastSeq: 2, script: { ...script, trail: [] } });
  expect(desk.rang).toEqual([]);
  const event = entry(3, {
    conversationId: 'ann',
    author: { kind: 'system' },
    body: { kind: 'event', event: 'bot_passed_on', why: 'failed', problem: '500' },
  });
  const over = { is: 'handed_over', trail: [], isAsked: false } as const;
  const open = { ...ann, lastSeq: 3, status: 'open' as const, script: { ...over, trail: [] } };
  desk.added(event, open);
  const told = entry(4, {
    conversationId: 'ann',
    author: { kind: 'system' },
    body: { kind: 'message', text: 'From May on.', script: { act: 'bot', node: '', buttons: [] } },
  });
  desk.added(told, { ...open, lastSeq: 4 });
  expect(desk.rang).toEqual([event]);
  expect(desk.inbox.notices.spoken.value).toContain('Peonies?');
  const page = await draw(desk, <Thread id="ann" view="mine" onPerson={() => undefined} />);
  expect(page.text).toContain('Your bot was passed over: 500');
  expect(page.text).toContain('Your bot · ');
});
