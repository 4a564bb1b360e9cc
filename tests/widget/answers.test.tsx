// @vitest-environment happy-dom
import { render } from 'preact';
import { beforeEach, expect, test, vi } from 'vitest';
import type { VisitorEntry } from '../../protocol/entries.ts';
import type { Scripted } from '../../protocol/scripts.ts';
import { Chat } from '../../widget/features/chat/Chat.tsx';
import { answers } from '../../widget/features/chat/Line.tsx';
import { otherWays } from '../../widget/features/chat/Log.tsx';
import { chat, clear, hear } from '../../widget/features/chat/state.ts';
import * as english from '../../widget/i18n/en.ts';
import { language, speak } from '../../widget/panel/language.ts';
import { deliver, link } from '../../widget/panel/link.ts';
import { desk } from '../../widget/panel/site.ts';
import { watching } from '../../widget/panel/value.ts';
import { welcomeOf } from '../helpers/welcome.ts';

// What goes to the server is looked at; there is none.
vi.mock(import('../../widget/panel/link.ts'), async importOriginal => ({
  ...(await importOriginal()),
  deliver: vi.fn(),
  notify: vi.fn(),
}));

const { site } = welcomeOf('hello-0001', { token: 'token' });
const Talk = watching([language, desk], () => <Chat />);
let place: HTMLElement;

beforeEach(async () => {
  place = document.createElement('div');
  document.body.replaceChildren(place);
  speak(english);
  clear();
  link.change({ isDown: false, waiting: [], isForgetful: false });
  vi.clearAllMocks();
  desk.change({
    site: { ...site, name: 'Altan', offer: { text: 'What is it about?', buttons: ['Delivery', 'Hours'] } },
  });
  render(<Talk />, place);
  await answers.load();
  await otherWays.load();
  await vi.waitFor(() => expect(buttons()).toEqual(['Delivery', 'Hours']));
  return () => render(null, place);
});

const buttons = () => [...place.querySelectorAll('.answers button')].map(each => each.textContent);
const press = (words: string) =>
  [...place.querySelectorAll<HTMLElement>('.answers button')].find(each => each.textContent === words)!.click();

function scripted(seq: number, text: string, script: Partial<Scripted> = {}): VisitorEntry {
  const body = { kind: 'message', text, script: { act: 'answer', node: 'n', buttons: [], ...script } } as const;
  return {
    conversationId: 'c',
    seq,
    clientId: null,
    author: { kind: 'system' },
    body: { ...body, script: { ...body.script, buttons: [...body.script.buttons] } },
    createdAt: 60_000 * seq,
  };
}

test('SA7 SA4 the first answer stands there with its buttons, and pressing one says its words', () => {
  expect(place.querySelector('.msg')?.textContent).toBe('What is it about?');
  press('Hours');
  expect(vi.mocked(deliver)).toHaveBeenCalledWith(expect.objectContaining({ type: 'message.send', text: 'Hours' }));
});

test('SA4 what the script says is the site’s, is spoken, and its old buttons stay', async () => {
  const conversation = {
    id: 'c',
    status: 'open',
    assignee: null,
    lastSeq: 2,
    agentReadSeq: 0,
    visitorReadSeq: 0,
  } as const;
  const entry = scripted(2, 'From nine.', { buttons: ['Start over', 'Talk to a person'] });
  hear({ type: 'entry.added', entry, previousSeq: 0, conversation });
  await vi.waitFor(() => expect(buttons()).toEqual(['Delivery', 'Hours', 'Start over', 'Talk to a person']));
  const said = [...place.querySelectorAll('.msg')].at(-1)!;
  expect([said.textContent, said.classList.contains('them')]).toEqual(['From nine.', true]);
  expect(place.querySelector('.who')?.textContent).toContain('Altan');
  expect(chat.now.announced).toBe('From nine.');
});

test('SA2 A6 while the script answers nobody is missed; where a person is wanted and nobody is there, it is said when somebody will be', async () => {
  const nobody = {
    state: 'away',
    agents: [],
    answersInMs: null,
    opensAt: null,
    closesAt: null,
    callsUntil: null,
  } as const;
  desk.change({ availability: { ...nobody, agents: [] } });
  chat.change({ entries: [scripted(2, 'From nine.')] });
  await vi.waitFor(() => expect(place.textContent).toContain('From nine.'));
  expect(place.querySelector('.offer')).toBe(null);
  chat.change({ entries: [scripted(2, 'From nine.'), scripted(4, 'Nobody is here.', { act: 'person' })] });
  await vi.waitFor(() => expect(place.querySelector('.offer')?.textContent).toContain(english.default.away));
});
