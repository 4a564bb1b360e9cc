// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, expect, test, vi } from 'vitest';
import { takersOf } from '../../../../inbox/features/conversations/assign-items.ts';
import { HandoverDialog } from '../../../../inbox/features/conversations/handover/HandoverDialog.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { loadWords, speak } from '../../../../inbox/shell/locale.ts';
import { draw } from '../../draw.tsx';
import { conversation, entry } from '../../fixtures.ts';
import { openThread, sarnai, temuulen } from '../../open-inbox.ts';

beforeEach(async () => {
  await speak('en');
  await loadWords();
});

test('HO1 it can be handed to colleagues who see the site and may answer, those who take something now first', () => {
  const colleague = (id: string, change: object) => ({ ...temuulen, role: 'agent' as const, id, name: id, ...change });
  const all = [
    sarnai,
    colleague('away', { isHere: false }),
    colleague('finishing', { pause: { isFinishing: true, reason: null, note: '', until: null } }),
    colleague('reader', { role: 'reader' }),
    colleague('elsewhere', { siteIds: ['other'] }),
    colleague('disabled', { isDisabled: true }),
    colleague('zaya', { siteIds: ['site'] }),
  ];
  const takers = takersOf(conversation('a'), { all, meId: 'sarnai' });
  expect(takers.map(each => each.id)).toEqual(['zaya', 'away', 'finishing']);
});

test('HO1 a colleague and a note are one command, by keys alone; refused, the note becomes a draft', async () => {
  const desk = await openThread([conversation('a')], 'a');
  let isClosed = false;
  const onClose = () => {
    isClosed = true;
  };
  const page = await draw(desk, <HandoverDialog conversation={conversation('a')} onClose={onClose} />);
  expect(document.activeElement).toBe(page.host.querySelector('select'));
  const note = page.field('What they should know');
  await page.type(note, ' She wants the red ones ');
  await page.key(note, 'Enter', { ctrlKey: true });
  expect(isClosed).toBe(true);
  const [asked] = desk.link.ofType('conversation.assign');
  expect(asked).toMatchObject({ conversationId: 'a', agentId: 'temuulen', note: 'She wants the red ones' });
  expect(desk.inbox.conversations.find('a')!.assigneeId).toBe('temuulen');
  expect(desk.inbox.conversations.drafts.get('a', 'note')).toBe('');
  const { reject } = desk.link.asked.find(({ command }) => command.type === 'conversation.assign')!;
  await act(() => reject(new ApiError('FIELD_INVALID')));
  await vi.waitFor(() => expect(desk.inbox.conversations.drafts.get('a', 'note')).toBe('She wants the red ones'));
});

test('HO2 to whom a colleague hands it hears the bell and the name; what one took oneself, or the server gave, is no news', async () => {
  const desk = await openThread([conversation('a', { assigneeId: 'temuulen' })], 'a');
  const after = conversation('a', { lastSeq: 2 });
  const tell = (author: Parameters<typeof entry>[1]) =>
    desk.link.tell({
      type: 'entry.added',
      entry: entry(2, {
        ...author,
        conversationId: 'a',
        body: { kind: 'event', event: 'assigned', agentId: 'sarnai', agentName: 'Sarnai', fromId: 'temuulen' },
      }),
      conversation: after,
    });
  tell({ author: { kind: 'agent', id: 'temuulen', name: 'Temuulen' } });
  expect(desk.rang).toHaveLength(1);
  expect(desk.inbox.notices.spoken.value).toBe('Temuulen hands a over to you');
});
