// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InboxContext } from '../../inbox/app.ts';
import { insertReply, matchReplies, slashWord } from '../../inbox/canned.ts';
import { createDrafts } from '../../inbox/drafts.ts';
import { loadLocale } from '../../inbox/i18n/index.ts';
import type { Inbox } from '../../inbox/state.ts';
import { createValue } from '../../inbox/value.ts';
import { Composer } from '../../inbox/views/Composer.tsx';
import { conversation } from './inbox-fixtures.ts';

const REPLIES = [
  { id: '1', shortcut: 'hours', text: 'We are open from nine.' },
  { id: '2', shortcut: 'thanks', text: 'Thank you!' },
  { id: '3', shortcut: 'баярлалаа', text: 'Баярлалаа! After hours.' },
];

describe('the word after a slash', () => {
  it('is one at the start or after a space, up to the caret', () => {
    expect(slashWord('/ho', 3)).toEqual({ start: 0, query: 'ho' });
    expect(slashWord('Hello /', 7)).toEqual({ start: 6, query: '' });
    expect(slashWord('/баяр', 5)).toEqual({ start: 0, query: 'баяр' });
    for (const text of ['and/or', 'https://x', '24/11', '/hours now']) expect(slashWord(text, text.length)).toBeNull();
  });

  it('finds shortcuts that begin so before those that have it inside, then texts', () => {
    expect(matchReplies(REPLIES, 'h').map(each => each.shortcut)).toEqual(['hours', 'thanks', 'баярлалаа']);
    expect(matchReplies(REPLIES, 'БАЯР').map(each => each.id)).toEqual(['3']);
    expect(matchReplies(REPLIES, 'zzz')).toEqual([]);
  });

  it('is replaced by the answer, and the words around it stay', () => {
    expect(insertReply('Hi /th and bye', 6, 3, 'Thank you!')).toEqual({ text: 'Hi Thank you! and bye', caret: 13 });
  });
});

describe('the composer', () => {
  let host: HTMLElement;
  const send = vi.fn();

  beforeEach(async () => {
    await loadLocale('en');
    send.mockClear();
    host = document.createElement('div');
    document.body.append(host);
    const inbox = {
      replies: createValue(REPLIES),
      drafts: createDrafts(null, 'sarnai'),
      outgoing: { send },
      tellTyping: () => undefined,
    } as unknown as Inbox;
    await act(() =>
      render(
        <InboxContext.Provider value={inbox}>
          <Composer conversation={conversation('a')} />
        </InboxContext.Provider>,
        host,
      ),
    );
  });
  afterEach(() => {
    render(null, host);
    host.remove();
  });

  const field = () => host.querySelector('textarea')!;
  const options = () => [...host.querySelectorAll('[role=option]')];
  const type = (text: string) =>
    act(() => {
      field().value = text;
      field().setSelectionRange(text.length, text.length);
      field().dispatchEvent(new Event('input', { bubbles: true }));
    });
  const press = (key: string, init: KeyboardEventInit = {}) =>
    act(
      () => void field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })),
    );

  it('a slash opens the list, letters filter it, arrows choose and Enter puts in', async () => {
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
    expect(send).not.toHaveBeenCalled();
  });

  it('Escape shuts the list and keeps the words', async () => {
    await type('/h');
    await press('Escape');
    expect(options()).toHaveLength(0);
    expect(field().value).toBe('/h');
  });

  it('Enter sends, Shift+Enter and an unfinished composition do not', async () => {
    await type('Friday is fine');
    await press('Enter', { shiftKey: true });
    await press('Enter', { isComposing: true });
    expect(send).not.toHaveBeenCalled();
    await press('Enter');
    expect(send).toHaveBeenCalledExactlyOnceWith('a', 'message', 'Friday is fine');
    expect(field().value).toBe('');
    await press('Enter');
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('reply and note keep their words apart', async () => {
    await type('to the visitor');
    const [, note] = host.querySelectorAll<HTMLElement>('.composer-tabs button');
    await act(() => note!.click());
    expect(field().value).toBe('');
    await type('to us');
    await press('Enter');
    expect(send).toHaveBeenCalledExactlyOnceWith('a', 'note', 'to us');
    await act(() => host.querySelector<HTMLElement>('.composer-tabs button')!.click());
    expect(field().value).toBe('to the visitor');
  });

  it('too long an answer says by how much and is not sent', async () => {
    await type('x'.repeat(4003));
    expect(host.querySelector('.problem')!.textContent).toBe('3 characters too long');
    await press('Enter');
    expect(send).not.toHaveBeenCalled();
  });
});
