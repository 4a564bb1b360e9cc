// @vitest-environment happy-dom
import { render } from 'preact';
import { beforeEach, expect, test } from 'vitest';
import type { VisitorEntry } from '../../protocol/entries.ts';
import { Chat } from '../../widget/features/chat/Chat.tsx';
import { chat, clear } from '../../widget/features/chat/state.ts';
import { Form } from '../../widget/forms/Form.tsx';
import en from '../../widget/i18n/en.ts';
import { Notice } from '../../widget/panel/Desk.tsx';
import { speak } from '../../widget/panel/language.ts';
import { createLazy } from '../../widget/panel/lazy.ts';
import { link } from '../../widget/panel/link.ts';
import { saved } from '../../widget/panel/saved.ts';
import { createValue, watching } from '../../widget/panel/value.ts';

let place: HTMLElement;
/** Preact draws in a microtask, which was asked for before this one. */
const drawn = () => Promise.resolve();

beforeEach(() => {
  render(null, document.body);
  place = document.createElement('div');
  document.body.replaceChildren(place);
  speak({ code: 'en', default: en });
  clear();
  link.change({ isDown: false, waiting: [], isForgetful: false });
  saved.change({ draft: {} });
  return () => render(null, place);
});

const entry = (seq: number, text: string, author: VisitorEntry['author'] = { kind: 'visitor' }): VisitorEntry => ({
  conversationId: 'c',
  seq,
  clientId: `id-${seq}`,
  author,
  body: { kind: 'message', text },
  createdAt: 60_000 * seq,
});

test('a component is drawn anew when a value changes that it watches, and forgets it when it goes', async () => {
  const [count, other] = [createValue({ n: 1 }), createValue({ n: 1 })];
  const drawings: number[] = [];
  const Count = watching([count], () => {
    drawings.push(count.now.n);
    return <b>{count.now.n}</b>;
  });
  render(<Count />, place);
  count.change({ n: 2 });
  count.change({ n: 3 });
  other.change({ n: 2 });
  await drawn();
  expect([place.textContent, drawings]).toEqual(['3', [1, 3]]);
  render(null, place);
  expect(count.watchers.size).toBe(0);
});

test('what people write is text, whatever it looks like, and only web addresses become links', async () => {
  const text = '<img src=x onerror=alert(1)> https://altan.example/a?b=<b> javascript:alert(1)';
  chat.change({ entries: [entry(1, text, { kind: 'agent', name: '<i>Sarnai</i>' })] });
  render(<Chat />, place);
  expect(place.querySelector('.msg')!.textContent).toBe(text);
  expect(place.querySelector('.who')!.textContent).toBe('<<i>Sarnai</i>');
  expect(place.querySelectorAll('img, .log i, .log b:not([aria-hidden])').length).toBe(0);
  expect([...place.querySelectorAll('a')].map(each => each.getAttribute('href'))).toEqual([
    'https://altan.example/a?b=',
  ]);
});

test('C4 a message shows that it is on its way, sent, seen, or refused and can be tried again', async () => {
  const waiting = { type: 'message.send', clientId: 'id-1', text: 'Hello' };
  const meta = () => place.querySelector('.log .meta')!.textContent;
  link.change({ waiting: [waiting] });
  render(<Chat />, place);
  expect(meta()).toBe(en.sending);
  link.change({ isDown: true });
  await drawn();
  expect(meta()).toBe(en.later);
  chat.change({ entries: [entry(1, 'Hello')] });
  await drawn();
  expect([place.querySelectorAll('.msg').length, meta()]).toEqual([1, expect.stringContaining(en.sent)]);
  const conversation = {
    id: 'c',
    status: 'open',
    assignee: null,
    lastSeq: 1,
    agentReadSeq: 1,
    visitorReadSeq: 0,
  } as const;
  chat.change({ conversation });
  await drawn();
  expect(meta()).toContain(en.seen);
  chat.change({ entries: [], failed: [waiting] });
  link.change({ waiting: [] });
  await drawn();
  expect(meta()).toContain(en.failed);
  expect(place.querySelector('.log button')!.textContent).toBe(en.retry);
});

test('bubbles that stay keep their elements when others come above and below', async () => {
  chat.change({ entries: [entry(2, 'two'), entry(3, 'three')] });
  render(<Chat />, place);
  const before = [...place.querySelectorAll('.msg')];
  chat.change({ entries: [entry(1, 'one'), entry(2, 'two'), entry(3, 'three'), entry(4, 'four')] });
  await drawn();
  expect([...place.querySelectorAll('.msg')].slice(1, 3)).toEqual(before);
});

test('what is being typed stays in the field, whatever is drawn around it', async () => {
  saved.change({ draft: { text: 'Half a' } });
  render(<Chat />, place);
  const field = place.querySelector('textarea')!;
  expect(field.value).toBe('Half a');
  field.value = 'Half a sen';
  chat.change({ entries: [entry(1, 'An answer')], typing: 'Sarnai' });
  await drawn();
  expect([place.querySelector('textarea'), field.value]).toEqual([field, 'Half a sen']);
});

test('C3 C4 the notice says that the link is down, or that nothing outlives the page, and not both', async () => {
  render(<Notice />, place);
  expect(place.textContent).toBe('');
  link.change({ isDown: true });
  await drawn();
  expect(place.textContent).toBe(en.offline);
  link.change({ isForgetful: true });
  await drawn();
  expect(place.textContent).toBe(en.unkept);
});

test('a form takes its reader to the first mistake, once for each time that it is sent', async () => {
  const form = (errors?: Record<string, string>) => <Form kind="contact" action="Send" errors={errors} />;
  render(form(), place);
  const [name, reach, , message] = place.querySelectorAll<HTMLElement>('input, textarea');
  name!.focus();
  const wrong = { reach: 'FIELD_REQUIRED', message: 'FIELD_REQUIRED' };
  render(form(wrong), place);
  expect(document.activeElement).toBe(reach);
  expect([reach, message].map(field => field!.getAttribute('aria-invalid'))).toEqual(['true', 'true']);
  expect(place.querySelector(`#${reach!.getAttribute('aria-describedby')}`)!.textContent).toBe(en.FIELD_REQUIRED);
  name!.focus();
  render(form(wrong), place);
  expect(document.activeElement).toBe(name);
});

test('Q4 a chunk that did not come is asked for again by a later drawing, and by none of its own', async () => {
  let isReachable = false;
  let asked = 0;
  const lazy = createLazy('no-such-chunk', async () => {
    asked += 1;
    if (!isReachable) throw new Error('offline');
    return { text: 'here' };
  });
  const draw = createValue({});
  const View = watching([lazy.loaded, draw], () => {
    lazy.load();
    return <p>{lazy.loaded.now.chunk?.text}</p>;
  });
  const lost = new Promise(resolve => document.addEventListener('deskbell:error', resolve, { once: true }));
  render(<View />, place);
  await lost;
  await drawn();
  expect([asked, place.textContent]).toEqual([1, '']);
  isReachable = true;
  draw.change({});
  await expect.poll(() => place.textContent).toBe('here');
  expect(asked).toBe(2);
});
