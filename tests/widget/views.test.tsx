// @vitest-environment happy-dom
import { render } from 'preact';
import { beforeEach, expect, test, vi } from 'vitest';
import type { VisitorEntry } from '../../protocol/entries.ts';
import { fill } from '../../protocol/words.ts';
import { CallbackForm } from '../../widget/features/callback/CallbackForm.tsx';
import { loadTimes } from '../../widget/features/callback/state.ts';
import { Chat } from '../../widget/features/chat/Chat.tsx';
import { chat, clear } from '../../widget/features/chat/state.ts';
import { Done } from '../../widget/forms/Done.tsx';
import { Form } from '../../widget/forms/Form.tsx';
import { fail, forms } from '../../widget/forms/state.ts';
import * as english from '../../widget/i18n/en.ts';
import enLater from '../../widget/i18n/later/en.ts';
import { Notice } from '../../widget/panel/Desk.tsx';
import { Header } from '../../widget/panel/Header.tsx';
import { LazyForm } from '../../widget/panel/LazyForm.tsx';
import { language, speak } from '../../widget/panel/language.ts';
import { createLazy } from '../../widget/panel/lazy.ts';
import { deliver, link } from '../../widget/panel/link.ts';
import { saved, write } from '../../widget/panel/saved.ts';
import { desk } from '../../widget/panel/site.ts';
import { Tabs } from '../../widget/panel/Tabs.tsx';
import { clock, near } from '../../widget/panel/times.ts';
import { createValue, watching } from '../../widget/panel/value.ts';
import { view } from '../../widget/panel/view.ts';

const { default: en } = english;

// What goes to the server is looked at; there is none.
vi.mock(import('../../widget/panel/link.ts'), async importOriginal => ({
  ...(await importOriginal()),
  deliver: vi.fn(),
  notify: vi.fn(),
}));

let place: HTMLElement;
/** As the widget draws it: anew when words come. */
const Talk = watching([language, desk], () => <Chat />);

/** Preact draws in a microtask, which was asked for before this one. */
const drawn = () => Promise.resolve();

beforeEach(() => {
  render(null, document.body);
  place = document.createElement('div');
  document.body.replaceChildren(place);
  speak(english);
  clear();
  link.change({ isDown: false, waiting: [], isForgetful: false });
  saved.change({ draft: {} });
  vi.clearAllMocks();
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

test('what people write is text, whatever it looks like, and only addresses become links', async () => {
  const text =
    '<img src=x onerror=alert(1)> https://altan.example/a?b=<b> javascript:alert(1) www.altan.example a@b.example';
  chat.change({ entries: [entry(1, text, { kind: 'agent', name: '<i>Sarnai</i>' })] });
  render(<Chat />, place);
  expect(place.querySelector('.msg')!.textContent).toBe(text);
  expect(place.querySelector('.who')!.textContent).toBe('<<i>Sarnai</i>');
  await expect.poll(() => place.querySelector('a')).not.toBeNull();
  expect(place.querySelector('.msg')!.textContent).toBe(text);
  expect(place.querySelectorAll('img, .log i, .log b:not([aria-hidden])').length).toBe(0);
  expect([...place.querySelectorAll('a')].map(each => each.getAttribute('href'))).toEqual([
    'https://altan.example/a?b=',
    'https://www.altan.example',
    'mailto:a@b.example',
  ]);
});

test('no sign in a name turns our own words round: it is shown', async () => {
  const agent = { kind: 'agent', id: 'a', name: 'Sara\u202edevas' } as const;
  const joined = {
    ...entry(2, ''),
    body: { kind: 'event', event: 'assigned', agentId: 'a', agentName: agent.name },
  } as VisitorEntry;
  chat.change({ entries: [entry(1, 'Hello', agent), joined], typing: agent.name });
  render(<Chat />, place);
  expect(place.querySelector('.log')!.textContent).not.toMatch(/[\u202a-\u202e]/);
  expect(place.querySelector('.who')!.textContent).toContain('Sara\ufffddevas');
  expect(place.querySelector('.log > div > .meta:last-child')!.textContent).toBe(
    fill(en.typing, { name: '\u2068Sara\ufffddevas\u2069' }),
  );
});

test('no sign in what people write turns it round', async () => {
  chat.change({ entries: [entry(1, 'photo\u202egnp.exe'), entry(2, 'https://a.example/\u202egnp.exe')] });
  render(<Chat />, place);
  await expect.poll(() => place.querySelector('a')).not.toBeNull();
  expect([...place.querySelectorAll('.msg')].map(each => each.textContent)).toEqual([
    'photognp.exe',
    'https://a.example/%E2%80%AEgnp.exe',
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

test('a paste that one message does not take is not cut: it is said by how much, and it can be sent in parts', async () => {
  const said = `${'a'.repeat(3_000)}\n\n${'b'.repeat(3_000)}`;
  render(<Talk />, place);
  const field = place.querySelector('textarea')!;
  field.value = said;
  field.dispatchEvent(new Event('input'));
  const bar = () => place.querySelector('.bar')!;
  await expect.poll(() => bar().textContent).toContain('2002');
  expect([field.value, field.getAttribute('aria-invalid')]).toEqual([said, 'true']);
  // Neither key nor button sends it as it is.
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));
  expect(deliver).not.toHaveBeenCalled();
  const button = bar().querySelector('button')!;
  expect(button.textContent).toBe(fill(enLater.inParts, { n: 2 }));
  button.click();
  await drawn();
  expect(vi.mocked(deliver).mock.calls.map(([command]) => 'text' in command && command.text)).toEqual([
    'a'.repeat(3_000),
    'b'.repeat(3_000),
  ]);
  expect([field.value, bar().textContent]).toEqual(['', '']);
});

test('C3 C4 the notice says that the link is down, or that nothing outlives the page, and not both', async () => {
  const Said = watching([language], () => <Notice />);
  render(<Said />, place);
  expect(place.textContent).toBe('');
  link.change({ isDown: true });
  await drawn();
  expect(place.textContent).toBe(en.offline);
  link.change({ isForgetful: true });
  await expect.poll(() => place.textContent).toBe(enLater.unkept);
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

test('what is corrected is not called wrong any more, and the reader stays where they type', async () => {
  fail('contact', { email: 'EMAIL_INVALID', message: 'FIELD_REQUIRED' });
  const Letter = watching([forms, saved], () => (
    <Form kind="contact" action="Send" errors={forms.now.errors.contact} />
  ));
  render(<Letter />, place);
  const [, reach, , message] = place.querySelectorAll<HTMLInputElement>('input, textarea');
  const wrong = () => [reach, message].map(field => field!.getAttribute('aria-invalid'));
  expect(wrong()).toEqual(['true', 'true']);
  reach!.focus();
  reach!.value = 'b@altan.example';
  reach!.dispatchEvent(new Event('input'));
  await drawn();
  expect([...wrong(), place.querySelector('#why-reach')!.textContent]).toEqual(['false', 'true', '']);
  expect(document.activeElement).toBe(reach);
  // The next try is judged anew, and leads to what is still wrong.
  fail('contact', { message: 'FIELD_REQUIRED' });
  await drawn();
  expect(document.activeElement).toBe(message);
});

test('fields that may stay empty say so, all of them', () => {
  for (const kind of ['callback', 'contact'] as const) {
    render(<Form kind={kind} action="Send" errors={undefined} />, place);
    const labels = [...place.querySelectorAll('.field label')].map(label => label.textContent!);
    const optional = labels.filter(label => label.includes(en.optional)).length;
    expect(optional).toBe(place.querySelectorAll('.field :is(input, textarea):not([required])').length);
    expect(labels.find(label => label.startsWith(en.name))).toContain(en.optional);
    render(null, place);
  }
});

test('C4 a message in a chat of a thousand draws its own line and no other, and makes no formatter', async () => {
  const said = Array.from({ length: 1_000 }, (_, at) => entry(at + 1, `line ${at}`));
  chat.change({ entries: said });
  render(<Chat />, place);
  const nodes = [...place.querySelectorAll('.log > div > *')];
  const created = vi.spyOn(document, 'createElement');
  const formats = ['DateTimeFormat', 'NumberFormat', 'RelativeTimeFormat'].map(name =>
    vi.spyOn(Intl, name as 'NumberFormat'),
  );
  const changed: Node[] = [];
  const watcher = new MutationObserver(records => changed.push(...records.map(({ target }) => target)));
  watcher.observe(place, { subtree: true, childList: true, attributes: true, characterData: true });
  chat.change({ entries: [...said, entry(1_001, 'one more')] });
  await drawn();
  changed.push(...watcher.takeRecords().map(({ target }) => target));
  expect([...place.querySelectorAll('.log > div > *')].filter(node => !nodes.includes(node)).length).toBeLessThan(5);
  expect(created.mock.calls.length).toBeLessThan(5);
  expect(formats.map(format => format.mock.calls.length)).toEqual([0, 0, 0]);
  expect(new Set(changed).size).toBeLessThan(5);
  vi.restoreAllMocks();
});

test('A6 where nobody is there it is said until when, above the field, with the ways that need nobody', async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 23, 20), toFake: ['Date'] });
  const opensAt = Date.UTC(2026, 10, 24, 9);
  desk.change({
    availability: { state: 'closed', agents: [], answersInMs: null, opensAt, closesAt: null, callsUntil: null },
  });
  render(<Talk />, place);
  await expect.poll(() => place.querySelector('.offer')).not.toBeNull();
  const when = fill(en.back, { time: near(opensAt) });
  expect(place.querySelector('.offer')!.firstChild!.textContent).toBe(fill(enLater.leave, { when }));
  expect([...place.querySelectorAll('.offer button')].map(each => each.textContent)).toEqual([en.callback, en.contact]);
  desk.change({ availability: null });
  vi.useRealTimers();
});

test('A7 where a call is asked for it is said until when calls are made, also while the chat is closed', () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 23, 17), toFake: ['Date'] });
  const opensAt = Date.UTC(2026, 10, 24, 9);
  const callsUntil = Date.UTC(2026, 10, 23, 20);
  desk.change({
    availability: { state: 'closed', agents: [], answersInMs: null, opensAt, closesAt: null, callsUntil },
  });
  const said = (tab: 'chat' | 'callback') => {
    render(<Header tab={tab} onClose={() => undefined} />, place);
    return place.querySelector('header p')!.textContent;
  };
  expect(said('callback')).toBe(fill(en.until, { time: clock(callsUntil) }));
  expect(said('chat')).toBe(fill(en.back, { time: near(opensAt) }));
  desk.change({ availability: null });
  vi.useRealTimers();
});

test('A6 outside of opening hours the button says for when it asks', async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 23, 20), toFake: ['Date'] });
  const asapAt = Date.UTC(2026, 10, 24, 9);
  vi.stubGlobal('fetch', async () => Response.json({ asapAt, slots: [], timeZone: 'UTC' }));
  render(<CallbackForm />, place);
  const button = () => place.querySelector('.primary')!.textContent;
  await expect.poll(button).toBe(fill(en.callAt, { time: near(asapAt) }));
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('CB4 when the chosen time was just taken, the times are asked for anew, once', async () => {
  const asked = vi.fn(async () => Response.json({ asapAt: Date.now() + 90_000, slots: [], timeZone: 'UTC' }));
  vi.stubGlobal('fetch', asked);
  render(<CallbackForm />, place);
  await drawn();
  asked.mockClear();
  fail('callback', { startAt: 'SLOT_TAKEN' });
  await drawn();
  expect(asked).toHaveBeenCalledOnce();
  fail('callback', { startAt: 'SLOT_TAKEN', name: 'TEXT_TOO_LONG' });
  await drawn();
  expect(asked).toHaveBeenCalledOnce();
  fail('callback', undefined);
  vi.unstubAllGlobals();
});

test('CB4 a time that was just taken leaves the next free one, said aloud, for the visitor to confirm', async () => {
  // Around the noon of tomorrow: all of one day, whatever time it is.
  const tomorrow = (Math.floor(Date.now() / 86_400_000) + 1) * 86_400_000;
  const at = (hours: number) => tomorrow + (hours - 18) * 3_600_000;
  const slot = (hours: number, isFull = false) => ({ startAt: at(hours), endAt: at(hours) + 1_800_000, isFull });
  let slots = [slot(30), slot(31), slot(32)];
  const answers = Promise.withResolvers<void>();
  let isHeld = false;
  vi.stubGlobal('fetch', async () => {
    if (isHeld) await answers.promise;
    return Response.json({ asapAt: Date.now() + 90_000, slots, timeZone: 'UTC' });
  });
  await loadTimes('anew');
  await loadTimes();
  write({ startAt: at(31) });
  const Ask = watching([language], () => <CallbackForm />);
  render(<Ask />, place);
  await vi.waitUntil(() => place.querySelector('.chips'));
  slots = [slot(30), slot(31, true), slot(32)];
  isHeld = true;
  fail('callback', { startAt: 'SLOT_TAKEN' });
  // The offer of before still had it: nothing is chosen out of that.
  await vi.waitUntil(() => place.querySelector('[role=alert]')!.textContent === enLater.SLOT_TAKEN);
  answers.resolve();
  await vi.waitUntil(() => saved.now.draft.startAt === at(32));
  await vi.waitUntil(() => place.querySelector('[role=alert]')!.textContent === enLater.nextChosen);
  expect(place.querySelector('.primary')!.textContent).toBe(fill(en.callAt, { time: near(at(32)) }));
  // Choosing is what mends it.
  await vi.waitUntil(() => place.querySelectorAll<HTMLInputElement>('[name=hour]').length > 0);
  place.querySelectorAll<HTMLInputElement>('[name=hour]')[0]!.click();
  await vi.waitUntil(() => place.querySelector('[role=alert]')!.textContent === '');
  // And where none is free, it is said so.
  slots = [];
  fail('callback', { startAt: 'SLOT_TAKEN' });
  await vi.waitUntil(() => place.querySelector('[role=alert]')!.textContent === enLater.SLOT_TAKEN);
  fail('callback', undefined);
  write({ startAt: null });
  vi.unstubAllGlobals();
});

test('what came of a form is heard by its heading, unless the reader has gone on, or it is an old story', () => {
  const done = (isNews: boolean) => (
    <Done title="Thank you" isNews={isNews}>
      <b />
    </Done>
  );
  render(done(true), place);
  expect(document.activeElement).toBe(place.querySelector('h3'));
  render(null, place);
  render(done(false), place);
  expect(document.activeElement).toBe(document.body);
  render(null, place);
  const elsewhere = document.body.appendChild(document.createElement('input'));
  elsewhere.focus();
  render(done(true), place);
  expect(document.activeElement).toBe(elsewhere);
});

test('a form shows its bones until its chunk is there', () => {
  render(<LazyForm kind="contact" />, place);
  expect(place.querySelector('.bones')!.getAttribute('aria-busy')).toBe('true');
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

test('arrows, Home and End go from tab to tab', () => {
  render(<Tabs all={['chat', 'callback', 'contact']} tab="chat" />, place);
  const list = place.querySelector('[role=tablist]')!;
  const after = (key: string) => {
    list.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    return [view.now.tab, document.activeElement?.id];
  };
  expect(after('End')).toEqual(['contact', 'contact']);
  expect(after('Home')).toEqual(['chat', 'chat']);
  expect(after('ArrowRight')).toEqual(['callback', 'callback']);
  expect(after('ArrowLeft')).toEqual(['contact', 'contact']);
});
