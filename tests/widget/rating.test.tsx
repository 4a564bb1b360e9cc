// @vitest-environment happy-dom
import { render } from 'preact';
import { beforeEach, expect, test, vi } from 'vitest';
import type { VisitorConversation } from '../../protocol/conversations.ts';
import { chat, clear } from '../../widget/features/chat/state.ts';
import { Rating } from '../../widget/features/rating/rating.tsx';
import * as english from '../../widget/i18n/en.ts';
import en from '../../widget/i18n/later/en.ts';
import { language, speak } from '../../widget/panel/language.ts';
import { deliver, link } from '../../widget/panel/link.ts';
import { watching } from '../../widget/panel/value.ts';

// What goes over the socket is looked at; there is none.
vi.mock(import('../../widget/panel/link.ts'), async importOriginal => ({
  ...(await importOriginal()),
  connect: vi.fn(),
  deliver: vi.fn(),
  notify: vi.fn(),
}));

const UNTIL = Date.now() + 24 * 3_600_000;
const TALK: VisitorConversation = {
  id: 'talk',
  status: 'closed',
  assignee: null,
  lastSeq: 4,
  agentReadSeq: 3,
  visitorReadSeq: 3,
};
const Question = watching([chat, language], () => <Rating asked={chat.now.conversation?.asked} />);
let place: HTMLElement;
/** Numbers of questions, so that no test answers another's. */
let askSeq = 0;

beforeEach(async () => {
  place = document.createElement('div');
  document.body.replaceChildren(place);
  await speak(english);
  language.now.later.load();
  await vi.waitUntil(() => language.now.later.loaded.now.chunk);
  clear();
  link.change({ isDown: false, waiting: [], isForgetful: false });
  vi.mocked(deliver).mockReset();
  askSeq += 1;
  ask();
  render(<Question />, place);
  return () => render(null, place);
});

function ask(of: 'chat' | 'call' = 'chat', until = UNTIL) {
  chat.change({ conversation: { ...TALK, asked: { askSeq, of, until } } });
}
/** The server says that nothing is asked any more. */
const hearAnswered = () => chat.change({ conversation: TALK });
const text = () => place.textContent ?? '';
const says = (what: string) => vi.waitUntil(() => text().includes(what));
const radios = () => [...place.querySelectorAll<HTMLInputElement>('input[type=radio]')];
const button = (name: string) => [...place.querySelectorAll('button')].find(each => each.textContent?.trim() === name);
const sent = () => vi.mocked(deliver).mock.calls.map(([command]) => command);

async function choose(score: number) {
  radios()[score - 1]!.click();
  await vi.waitUntil(() => button('Send'));
}

test('RA4 five named choices, a word and one press say it, and then there is a thank you', async () => {
  await says(en.rateChat);
  expect(radios().map(each => each.getAttribute('aria-label'))).toEqual([
    ...['1, Bad', '2, Poor', '3, All right', '4, Good', '5, Very good'],
  ]);
  expect(button('Send')).toBe(undefined);
  await choose(4);
  expect(text()).toContain('★★★★☆');
  const word = place.querySelector('textarea')!;
  word.value = ' Kind ';
  word.dispatchEvent(new Event('input', { bubbles: true }));
  await vi.waitUntil(() => place.querySelector('textarea')?.value === ' Kind ');
  button('Send')!.click();
  expect(sent()).toEqual([{ type: 'rating.send', clientId: expect.any(String), askSeq, score: 4, word: 'Kind' }]);
  await says('Sending');
  hearAnswered();
  await says(en.rated);
  button('Close')!.click();
  await vi.waitUntil(() => text() === '');
});

test('RA4 offline it says that it goes out later, and is not asked twice', async () => {
  await says(en.rateChat);
  await choose(1);
  vi.mocked(deliver).mockImplementation(() =>
    link.change({ isDown: true, waiting: [{ type: 'rating.send', clientId: 'rating-1' }] }),
  );
  button('Send')!.click();
  await says('Goes out when the connection is back');
  expect(radios()).toEqual([]);
  link.change({ isDown: false, waiting: [] });
  hearAnswered();
  await says(en.rated);
});

test('RA3 RA4 what is taken back goes, what is too old is not asked, and "not now" is heard', async () => {
  await says(en.rateChat);
  hearAnswered();
  await vi.waitUntil(() => text() === '');
  ask('call');
  await says(en.rateCall);
  ask('call', Date.now() - 1);
  await vi.waitUntil(() => text() === '');
  ask();
  await says(en.rateChat);
  button(en.rateNo)!.click();
  await vi.waitUntil(() => text() === '');
  expect(sent()).toEqual([{ type: 'rating.send', clientId: expect.any(String), askSeq, score: null, word: '' }]);
  // The next talk is asked about all the same.
  askSeq += 1;
  ask();
  await says(en.rateChat);
});
