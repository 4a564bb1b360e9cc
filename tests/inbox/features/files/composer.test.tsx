// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Composer } from '../../../../inbox/features/conversations/Composer.tsx';
import { PendingView } from '../../../../inbox/features/conversations/PendingView.tsx';
import { Spoken } from '../../../../inbox/features/notices/Spoken.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { FileInfo } from '../../../../protocol/files.ts';
import { draw } from '../../draw.tsx';
import { conversation, site } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => speak('en'));

const FILES = { maxCount: 5, maxBytes: 1024 ** 2, kinds: ['image', 'pdf'], totalBytes: 1024 ** 3 } as const;
const found = (id: string): FileInfo => ({
  id,
  name: 'prices.pdf',
  size: 5,
  type: 'application/pdf',
  kind: 'pdf',
  hasPreview: false,
});

/** The composer of one conversation, on a site that takes files, and what stands beside it. */
async function openComposer(answers: Answers = {}, files: typeof FILES | null = FILES) {
  const its = site({ files: files && { ...files, kinds: [...files.kinds] } });
  const desk = openInbox([conversation('a', { siteId: its.id })], {
    answers: {
      'GET sites': () => [its],
      'POST files': () => ({ id: 'f1', offset: 0 }),
      'PATCH files/f1': () => ({ id: 'f1', offset: 5, file: found('f1') }),
      'DELETE files/f1': () => null,
      ...answers,
    },
  });
  desk.welcome();
  await vi.waitUntil(() => desk.inbox.sites.all.value.length > 0);
  // What sends files comes after the first screen.
  await import('../../../../protocol/wire/uploads.ts');
  const { outgoing } = desk.inbox.conversations;
  const Pendings = () => (
    <>
      {outgoing.pending.value.map(each => (
        <PendingView key={each.clientId} pending={each} />
      ))}
    </>
  );
  const drawn = await draw(
    desk,
    <main class="thread">
      <Pendings />
      <Composer conversation={conversation('a', { siteId: its.id })} />
      <Spoken />
    </main>,
  );
  const { host } = drawn;
  return {
    ...desk,
    ...drawn,
    chips: () => [...host.querySelectorAll('.upload b')].map(each => each.textContent),
    choose: (...chosen: File[]) =>
      act(async () => {
        const input = host.querySelector<HTMLInputElement>('input[type=file]')!;
        Object.defineProperty(input, 'files', { value: chosen, configurable: true });
        input.dispatchEvent(new Event('change', { bubbles: true }));
      }),
    /** Something that brings files, at the field. */
    bring: (type: 'drop' | 'paste', data: { files: File[]; types: string[] }) =>
      act(async () => {
        const event = new Event(type, { bubbles: true, cancelable: true });
        Object.assign(event, { [type === 'drop' ? 'dataTransfer' : 'clipboardData']: data });
        host.querySelector('textarea')!.dispatchEvent(event);
      }),
    frames: () => desk.link.sent.filter(({ type }) => type === 'message.send' || type === 'note.add'),
  };
}
const file = (name = 'prices.pdf') => new File(['bytes'], name, { type: 'application/pdf' });

describe('files of the composer', () => {
  test('FI6 come nowhere on a site that takes none', async () => {
    const { host, hasButton } = await openComposer({}, null);
    expect(host.querySelector('input[type=file]')).toBeNull();
    expect(hasButton('Attach files')).toBe(false);
  });

  test('C6 are sent at once, announced, and go with an answer that has no words', async () => {
    const { choose, chips, http, press, frames, host } = await openComposer();
    await choose(file());
    expect(chips()).toEqual(['prices.pdf']);
    await vi.waitFor(() => expect(http.asked('PATCH files/f1')).toHaveLength(1));
    expect(http.asked('POST files')[0]!.body).toMatchObject({ name: 'prices.pdf', size: 5, conversationId: 'a' });
    expect(host.textContent).toContain('prices.pdf');
    await vi.waitFor(() =>
      expect([...host.querySelectorAll('[role=status]')].map(each => each.textContent)).toContain(
        'prices.pdf is uploaded',
      ),
    );
    expect(host.querySelector('progress')).toBeNull();
    await press('Send');
    expect(frames()).toMatchObject([
      { type: 'message.send', conversationId: 'a', text: '', files: [expect.any(String)] },
    ]);
  });

  test('C6 are dropped on the thread and pasted; each field has its own, and a note keeps them to us', async () => {
    const { bring, chips, press, frames } = await openComposer();
    await bring('drop', { files: [file('dropped.pdf')], types: ['Files'] });
    await press('Note');
    expect(chips()).toEqual([]);
    await bring('paste', { files: [file('pasted.png')], types: ['Files'] });
    await bring('paste', { files: [file('table.png')], types: ['text/plain', 'Files'] });
    expect(chips()).toEqual(['pasted.png']);
    await press('Add note');
    expect(frames()).toMatchObject([{ type: 'note.add', files: [expect.any(String)] }]);
    await press('Reply');
    expect(chips()).toContain('dropped.pdf');
  });

  test('C6 can be stopped, and the server is told', async () => {
    const { choose, press, chips, http } = await openComposer({ 'PATCH files/f1': () => new Promise(() => {}) });
    await choose(file());
    await vi.waitFor(() => expect(http.asked('PATCH files/f1')).toHaveLength(1));
    await press('Remove prices.pdf');
    expect(chips()).toEqual([]);
    expect(http.asked('DELETE files/f1')).toHaveLength(1);
  });

  test.each([
    ['FILE_TOO_LARGE', 'Too large. At most 1 MB.'],
    ['FILE_KIND', 'This kind of file is not taken here.'],
    ['FILES_FULL', 'There is no room for more files here now.'],
  ] as const)('%s is said in one sentence, and can be tried again', async (code, sentence) => {
    let isRefused = true;
    const { choose, press, http, host } = await openComposer({
      'POST files': () => {
        if (isRefused) throw new ApiError(code);
        return { id: 'f1', offset: 0 };
      },
    });
    await choose(file());
    const why = await vi.waitUntil(() => host.querySelector('.upload [role=alert]'));
    expect(why!.textContent).toContain(sentence);
    isRefused = false;
    await press('Try again');
    await vi.waitFor(() => expect(http.asked('PATCH files/f1')).toHaveLength(1));
  });

  test('C6 wait for the link without failing, and are sent when it is back', async () => {
    let isDown = true;
    const { choose, http, host, link } = await openComposer({
      'POST files': () => {
        if (isDown) throw new ApiError('STORE_UNAVAILABLE');
        return { id: 'f1', offset: 0 };
      },
    });
    await choose(file());
    await vi.waitFor(() => expect(host.querySelector('.upload')!.textContent).toContain('Waits for the connection'));
    isDown = false;
    link.become('waiting');
    link.become('ready');
    await vi.waitFor(() => expect(http.asked('PATCH files/f1')).toHaveLength(1));
  });

  test('C6 what is refused with its answer stands below it, and goes with the next try', async () => {
    const { choose, press, chips, frames, link, host } = await openComposer();
    await choose(file());
    await press('Send');
    const [first] = frames();
    await act(() => link.tell({ type: 'error', code: 'FILE_UNKNOWN', ref: first!.clientId! }));
    expect(host.textContent).toContain('Not sent');
    expect(chips()).toEqual(['prices.pdf']);
    await press('Try again');
    expect(frames()).toHaveLength(2);
    expect(frames()[1]).toMatchObject({ files: (first as { files: string[] }).files });
    await act(() => link.tell({ type: 'ack', ref: frames()[1]!.clientId! }));
    expect(chips()).toEqual([]);
  });
});
