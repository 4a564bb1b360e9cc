// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Composer } from '../../../../inbox/features/conversations/Composer.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import { draw } from '../../draw.tsx';
import { conversation } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';

const REPLIES = [
  { id: '1', shortcut: 'hours', text: 'We are open from nine.' },
  { id: '2', shortcut: 'thanks', text: 'Thank you!' },
  { id: '3', shortcut: 'баярлалаа', text: 'Баярлалаа! After hours.' },
];

beforeEach(() => speak('en'));

async function openComposer() {
  const desk = openInbox([], { answers: { 'GET canned-replies': () => REPLIES } });
  desk.welcome();
  await vi.waitUntil(() => desk.inbox.cannedReplies.all.value.length > 0);
  const { host, key } = await draw(desk, <Composer conversation={conversation('a')} />);
  const field = () => host.querySelector('textarea')!;
  return {
    host,
    link: desk.link,
    field,
    options: () => [...host.querySelectorAll('[role=option]')],
    tabs: () => [...host.querySelectorAll<HTMLElement>('.composer-tabs button')],
    sent: () => desk.link.sent.flatMap(each => ('text' in each ? [`${each.type}: ${each.text}`] : [])),
    type: (text: string) =>
      act(() => {
        field().value = text;
        field().setSelectionRange(text.length, text.length);
        field().dispatchEvent(new Event('input', { bubbles: true }));
      }),
    press: (name: string, init?: KeyboardEventInit) => key(field(), name, init),
  };
}

describe('the composer', () => {
  test('a slash opens the list, letters filter it, arrows choose and Enter puts in', async () => {
    const { type, press, options, field, sent } = await openComposer();
    await type('/');
    expect(options()).toHaveLength(3);
    expect(field().getAttribute('aria-activedescendant')).toBe(options()[0]!.id);
    await type('/t');
    expect(options().map(each => each.querySelector('b')!.textContent)).toEqual(['/thanks', '/баярлалаа']);
    await press('ArrowDown');
    await press('ArrowUp');
    expect(options()[0]!.getAttribute('aria-selected')).toBe('true');
    await press('Enter');
    expect(field().value).toBe('Thank you!');
    expect(options()).toHaveLength(0);
    expect(sent()).toEqual([]);
  });

  test('Escape shuts the list and keeps the words', async () => {
    const { type, press, options, field } = await openComposer();
    await type('/h');
    await press('Escape');
    expect(options()).toHaveLength(0);
    expect(field().value).toBe('/h');
  });

  test('Enter sends, Shift+Enter and an unfinished composition do not', async () => {
    const { type, press, field, sent } = await openComposer();
    await type('Friday is fine');
    await press('Enter', { shiftKey: true });
    await press('Enter', { isComposing: true });
    expect(sent()).toEqual([]);
    await press('Enter');
    expect(sent()).toEqual(['message.send: Friday is fine']);
    expect(field().value).toBe('');
    await press('Enter');
    expect(sent()).toHaveLength(1);
  });

  test('reply and note keep their words apart', async () => {
    const { type, press, field, tabs, sent } = await openComposer();
    await type('to the visitor');
    await act(() => tabs()[1]!.click());
    expect(field().value).toBe('');
    await type('to us');
    await press('Enter');
    expect(sent()).toEqual(['note.add: to us']);
    await act(() => tabs()[0]!.click());
    expect(field().value).toBe('to the visitor');
  });

  test('an @ in a note opens the colleagues, and whom it names goes with it', async () => {
    const { type, press, options, field, tabs, link } = await openComposer();
    await type('@');
    expect(options()).toHaveLength(0);
    await act(() => tabs()[1]!.click());
    await type('please, @te');
    expect(options().map(each => each.querySelector('b')!.textContent)).toEqual(['Temuulen']);
    expect(field().getAttribute('aria-activedescendant')).toBe(options()[0]!.id);
    await press('Enter');
    expect(field().value).toBe('please, @Temuulen ');
    expect(options()).toHaveLength(0);
    await press('Enter');
    expect(link.ofType('note.add')).toMatchObject([{ text: 'please, @Temuulen', mentions: ['temuulen'] }]);
    await type('@nobody of this name');
    await press('Enter');
    expect(link.ofType('note.add')[1]).toMatchObject({ text: '@nobody of this name' });
    expect(link.ofType('note.add')[1]).not.toHaveProperty('mentions');
  });

  test('too long an answer says by how much and is not sent', async () => {
    const { type, press, host, sent } = await openComposer();
    await type('x'.repeat(4003));
    expect(host.querySelector('.problem')!.textContent).toBe('3 characters too long');
    await press('Enter');
    expect(sent()).toEqual([]);
  });
});
