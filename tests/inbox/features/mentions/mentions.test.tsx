// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Rail } from '../../../../inbox/desk/Rail.tsx';
import { Note } from '../../../../inbox/features/conversations/Message.tsx';
import { List } from '../../../../inbox/features/views/List.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Entry } from '../../../../protocol/entries.ts';
import { draw } from '../../draw.tsx';
import { conversation, entry } from '../../fixtures.ts';
import { openInbox, rowsOf } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

const MENTIONS = [{ id: 'sarnai', name: 'Sarnai' }];
const noteIn = (conversationId: string, seq: number): Entry =>
  entry(seq, {
    conversationId,
    author: { kind: 'agent', id: 'temuulen', name: 'Temuulen' },
    body: { kind: 'note', text: `@Sarnai note ${seq}`, mentions: MENTIONS },
  });

function openMentions() {
  const [a, b] = [conversation('a', { lastSeq: 5 }), conversation('b', { lastSeq: 9 })];
  const mentions = [
    { conversation: b, entry: noteIn('b', 9), isRead: false },
    { conversation: a, entry: noteIn('a', 5), isRead: false },
    { conversation: b, entry: noteIn('b', 4), isRead: true },
  ];
  const desk = openInbox([a, b], { answers: { 'GET mentions': () => ({ mentions, cursor: null }) } });
  return { ...desk, a, b };
}

describe('mentions', () => {
  test('are out of sight until there is one, which rings, is spoken and counted', async () => {
    const desk = openMentions();
    desk.welcome();
    const { host } = await draw(desk, <Rail isBehind={false} onHelp={() => {}} onClose={() => {}} />);
    expect(host.textContent).not.toContain('Mentions');
    const told = noteIn('a', 6);
    await act(() =>
      desk.link.tell({ type: 'mention.told', entry: told, conversation: conversation('a', { lastSeq: 6 }) }),
    );
    expect(host.textContent).toContain('Mentions, 1 unread');
    expect(desk.rang).toEqual([told]);
    expect(desk.inbox.notices.spoken.value).toContain('Temuulen mentioned you in a note: @Sarnai note 6');
    await act(() => desk.link.tell({ type: 'mentions.changed', conversationId: 'a', unread: 0, hasAny: true }));
    expect(host.textContent).not.toContain('unread');
    expect(host.textContent).toContain('Mentions');
  });

  test('the list has the newest of each conversation, takes in more and shows what was seen', async () => {
    const desk = openMentions();
    desk.welcome();
    desk.inbox.show({ view: 'mentions', siteId: null, conversationId: null });
    await vi.waitUntil(() => desk.inbox.views.rows.value.status === 'ready');
    const { host } = await draw(desk, <List view="mentions" openId={null} onMenu={() => {}} />);
    expect(rowsOf(desk.inbox)).toEqual(['b', 'a']);
    const links = () => [...host.querySelectorAll<HTMLAnchorElement>('.row-link')];
    expect(links().map(link => link.getAttribute('href'))).toEqual(['/inbox/mentions/b/9', '/inbox/mentions/a/5']);
    expect(host.textContent).toContain('Temuulen: @Sarnai note 9');
    expect(host.querySelectorAll('.is-unread')).toHaveLength(2);
    await act(() =>
      desk.link.tell({
        type: 'mention.told',
        entry: noteIn('a', 12),
        conversation: conversation('a', { lastSeq: 12 }),
      }),
    );
    expect(rowsOf(desk.inbox)).toEqual(['a', 'b']);
    await act(() => desk.link.tell({ type: 'mentions.changed', conversationId: 'a', unread: 1, hasAny: true }));
    expect(host.querySelectorAll('.is-unread')).toHaveLength(1);
  });

  test('a conversation that is seen is told to the server, which knows what ends by it', () => {
    const desk = openMentions();
    desk.inbox.mentions.see('a');
    expect(desk.link.ofType('mentions.read')).toEqual([]);
    desk.welcome();
    desk.inbox.mentions.see('a');
    expect(desk.link.ofType('mentions.read')).toEqual([{ type: 'mentions.read', conversationId: 'a' }]);
  });

  test('a note shows the names in it as names', async () => {
    const desk = openMentions();
    const note = noteIn('a', 5);
    const said = { text: '@Sarnai see https://altan.example' };
    const { host } = await draw(desk, <Note entry={note} said={said} isGrouped={false} mentions={MENTIONS} />);
    expect(host.querySelector('bdi.mention')!.textContent).toBe('@Sarnai');
    expect(host.querySelector('a')!.textContent).toBe('https://altan.example');
  });
});
