// @vitest-environment happy-dom
import { options } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { Message } from '../../../../inbox/features/conversations/Message.tsx';
import { Thread } from '../../../../inbox/features/conversations/Thread.tsx';
import { RowList } from '../../../../inbox/features/views/RowList.tsx';
import { Face } from '../../../../inbox/shell/Face.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import { draw } from '../../draw.tsx';
import { conversation, entry, START } from '../../fixtures.ts';
import { openInbox, openThread } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

/** Counts how often a component comes to be drawn from now on: each time that what it stands in is. */
function countDrawings(component: unknown): () => number {
  let count = 0;
  const before = options.diffed;
  options.diffed = vnode => {
    if (vnode.type === component) count += 1;
    before?.(vnode);
  };
  onTestFinished(() => {
    options.diffed = before;
  });
  return () => count;
}

const LENGTH = 1_000;

test('of a thread of 1,000 messages none is drawn anew by a key, and few by one more message', async () => {
  const entries = Array.from({ length: LENGTH }, (_, index) =>
    entry(index + 1, { createdAt: START + index * 600_000 }),
  );
  const desk = await openThread([conversation('a', { lastSeq: LENGTH })], 'a', entries);
  const { host, type } = await draw(desk, <Thread id="a" view="mine" onPerson={() => undefined} />);
  expect(host.querySelectorAll('.msg')).toHaveLength(LENGTH);

  const drawings = countDrawings(Message);
  await type(host.querySelector('textarea')!, 'Friday');
  expect(host.querySelector('textarea')!.value).toBe('Friday');
  expect(drawings()).toBe(0);

  await act(() => desk.link.tell({ type: 'typing', conversationId: 'a', agentId: null, isTyping: true }));
  expect(host.querySelector('.typing')).not.toBeNull();
  expect(drawings()).toBe(0);

  const more = entry(LENGTH + 1, { createdAt: START + LENGTH * 600_000 });
  await act(() => desk.added(more, conversation('a', { lastSeq: LENGTH + 1 })));
  expect(host.querySelectorAll('.msg')).toHaveLength(LENGTH + 1);
  expect(drawings()).toBeLessThanOrEqual(3);

  // In another language all of them say their times in it.
  await act(() => speak('ru'));
  expect(drawings()).toBeGreaterThan(LENGTH);
});

test('of a list of 1,000 rows a few are in the page, and one that changes is drawn alone', async () => {
  const known = Array.from({ length: LENGTH }, (_, index) => conversation(`c${index}`, { updatedAt: START - index }));
  const desk = openInbox(known);
  desk.inbox.show({ view: 'mine', siteId: null, conversationId: null });
  await vi.waitUntil(() => desk.inbox.views.rows.value.status === 'ready');
  const { host } = await draw(desk, <RowList view="mine" openId={null} />);
  const rows = host.querySelectorAll('.row').length;
  expect(rows).toBeGreaterThan(0);
  expect(rows).toBeLessThan(50);

  // One in each row.
  const drawings = countDrawings(Face);
  await act(() =>
    desk.added(entry(2, { conversationId: 'c3' }), conversation('c3', { lastSeq: 2, updatedAt: START - 3 })),
  );
  expect(drawings()).toBe(1);
  await act(() => desk.link.tell({ type: 'visitor.presence', conversationId: 'c4', isHere: true }));
  expect(drawings()).toBe(2);
});

test('one more message makes no object of Intl, in the thread nor in the list', async () => {
  const entries = Array.from({ length: 60 }, (_, index) => entry(index + 1));
  const desk = await openThread([conversation('a', { lastSeq: 60 }), conversation('b')], 'a', entries);
  await draw(desk, <Thread id="a" view="mine" onPerson={() => undefined} />);
  await draw(desk, <RowList view="mine" openId="a" />);

  let made = 0;
  const names = ['DateTimeFormat', 'NumberFormat', 'PluralRules', 'Segmenter'] as const;
  const counted = <Made extends object>(of: Made): Made =>
    new Proxy(of, {
      construct(target, values) {
        made += 1;
        return Reflect.construct(target as never, values);
      },
    });
  const before = { ...Object.fromEntries(names.map(name => [name, Intl[name]])) };
  onTestFinished(() => void Object.assign(Intl, before));
  for (const name of names) Object.assign(Intl, { [name]: counted(Intl[name]) });

  const more = entry(61, { body: { kind: 'message', text: 'And lilies?' } });
  await act(() => desk.added(more, conversation('a', { lastSeq: 61, waitingSince: START })));
  expect(made).toBe(0);
});

test("a run of routing's lines is one, with the others behind it", async () => {
  const routing = (seq: number, agentName: string | null) =>
    entry(seq, {
      author: { kind: 'system' },
      body: agentName
        ? { kind: 'event', event: 'assigned', agentId: agentName, agentName }
        : { kind: 'event', event: 'unassigned', agentId: 'sarnai' },
    });
  const entries = [entry(1), routing(2, 'Sarnai'), routing(3, null), routing(4, 'Temuulen'), entry(5)];
  const desk = await openThread([conversation('a', { lastSeq: 5 })], 'a', entries);
  const { host } = await draw(desk, <Thread id="a" view="mine" onPerson={() => undefined} />);
  const [run, ...others] = host.querySelectorAll('.event');
  expect(others).toEqual([]);
  expect(run!.querySelector('summary')!.textContent).toMatch(/^Given to Temuulen · .* · 2 changes before$/);
  expect([...run!.querySelectorAll('p')].map(line => line.textContent.split(' · ')[0])).toEqual([
    'Given to Sarnai',
    'Waits for an agent again',
  ]);
});
