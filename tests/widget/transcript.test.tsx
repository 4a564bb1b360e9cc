// @vitest-environment happy-dom
import { render } from 'preact';
import { beforeEach, expect, test, vi } from 'vitest';
import type { VisitorConversation } from '../../protocol/conversations.ts';
import type { VisitorEntry } from '../../protocol/entries.ts';
import type { OwnTranscriptAnswer } from '../../protocol/mail.ts';
import { Chat } from '../../widget/features/chat/Chat.tsx';
import { chat, clear } from '../../widget/features/chat/state.ts';
import * as english from '../../widget/i18n/en.ts';
import en from '../../widget/i18n/later/en.ts';
import { language, speak } from '../../widget/panel/language.ts';
import { save, write } from '../../widget/panel/saved.ts';
import { desk } from '../../widget/panel/site.ts';
import { watching } from '../../widget/panel/value.ts';
import { welcomeOf } from '../helpers/welcome.ts';

const TALK: VisitorConversation = {
  ...{ id: 'talk', status: 'closed', assignee: null, lastSeq: 2, agentReadSeq: 2, visitorReadSeq: 2 },
};
const ANSWER: VisitorEntry = {
  ...{ conversationId: 'talk', seq: 2, clientId: null, createdAt: 1 },
  author: { kind: 'agent', name: 'Sarnai' },
  body: { kind: 'message', text: 'From nine on' },
};
const Talk = watching([language, desk], () => <Chat />);
const { site, availability } = welcomeOf('hello');
let place: HTMLElement;
/** What the server is asked, and what it answers. */
let asked: { url: string; token: string; body: { clientId: string; email?: string } }[];
let answers: (OwnTranscriptAnswer | number)[];

beforeEach(() => {
  place = document.createElement('div');
  document.body.replaceChildren(place);
  localStorage.clear();
  void speak(english);
  clear();
  save({ token: 'token', draft: {} });
  desk.change({ key: 'k', server: 'https://desk.example/', site: { ...site, mailsTalks: true }, availability });
  [asked, answers] = [[], []];
  vi.stubGlobal('fetch', async (url: string, { headers, body }: { headers: Record<string, string>; body: string }) => {
    asked.push({ url, token: headers.authorization!, body: JSON.parse(body) });
    const answer = answers.shift() ?? 0;
    if (answer === 0) throw new TypeError('Failed to fetch');
    if (typeof answer === 'number') return { status: answer, ok: false };
    return { status: 200, ok: true, json: async () => answer };
  });
  chat.change({ conversation: TALK, entries: [ANSWER] });
  return () => render(null, place);
});

const button = () => [...place.querySelectorAll<HTMLButtonElement>('.talk button')][0];
const input = () => place.querySelector<HTMLInputElement>('.talk input');
const said = () => place.querySelector('.talk')?.textContent ?? '';
async function open() {
  render(<Talk />, place);
  await expect.poll(() => button()?.textContent).toBe(en.talkSend);
}
const press = () => place.querySelector('form.talk')!.dispatchEvent(new Event('submit', { cancelable: true }));

test('ML12 a talk that is over can be had by mail, by one press where the address is known', async () => {
  await open();
  expect(input()).toBeNull();
  answers = [{ state: 'queued', to: 'b…@home.example' }];
  press();
  await expect.poll(said).toContain('It is on its way to');
  expect(said()).toContain('b…@home.example');
  expect(asked).toMatchObject([
    {
      url: 'https://desk.example/v1/sites/k/transcript',
      token: 'Bearer token',
      body: { clientId: expect.any(String) },
    },
  ]);
  expect(asked[0]!.body).not.toHaveProperty('email');
});

test('ML12 where none is known it is asked for, with what was typed before, and a bad one is said', async () => {
  write({ reach: 'bat@home.example' });
  await open();
  answers = [{ state: 'nobody', to: '' }];
  press();
  await expect.poll(() => input()?.value).toBe('bat@home.example');
  expect(document.activeElement).toBe(input());
  answers = [422];
  press();
  await expect.poll(() => input()!.getAttribute('aria-invalid')).toBe('true');
  expect(said()).toContain(english.default.EMAIL_INVALID);
  answers = [{ state: 'queued', to: 'b…@home.example' }];
  press();
  await expect.poll(said).toContain('It is on its way to');
  expect(asked[2]!.body.email).toBe('bat@home.example');
});

test('ML12 what did not come through is tried again under the same id, and what was too much is said', async () => {
  await open();
  press();
  await expect.poll(said).toContain(english.default.wrong);
  answers = [{ state: 'full', to: '' }];
  press();
  await expect.poll(said).toContain(en.talkFull);
  expect(asked[0]!.body.clientId).toBe(asked[1]!.body.clientId);
});

test('ML12 nothing is offered while the talk goes on, where nobody answered, or where nothing is mailed', async () => {
  await open();
  chat.change({ conversation: { ...TALK, status: 'open' } });
  await expect.poll(button).toBeUndefined();
  chat.change({ conversation: TALK });
  await expect.poll(() => button()?.textContent).toBe(en.talkSend);
  desk.change({ site });
  await expect.poll(button).toBeUndefined();
  desk.change({ site: { ...site, mailsTalks: true } });
  await expect.poll(() => button()?.textContent).toBe(en.talkSend);
  chat.change({ entries: [] });
  await expect.poll(button).toBeUndefined();
});
