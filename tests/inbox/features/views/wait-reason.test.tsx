// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, expect, test, vi } from 'vitest';
import { Thread } from '../../../../inbox/features/conversations/Thread.tsx';
import { List } from '../../../../inbox/features/views/List.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Counted, WaitReason } from '../../../../protocol/views.ts';
import { draw } from '../../draw.tsx';
import { COUNTS, conversation, entry, site } from '../../fixtures.ts';
import { openInbox, openThread, sarnai, temuulen, threadOf } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

const HERE = 'Nobody who could answer is here.';
const ROOM = 'Everybody here who could answer has as many conversations as they take.';

test('RT9 Unassigned and what is open from it say why nobody is given it, other lists and conversations do not', async () => {
  const desk = await openThread([conversation('a', { assigneeId: null }), conversation('b')], 'a');
  const tell = (waitReason: WaitReason | null) =>
    act(() =>
      desk.link.tell({ type: 'counts', counts: { ...COUNTS, unassigned: 1 }, calls: 1, waitReason, waitReasonOf: {} }),
    );
  const unassigned = await draw(desk, <List view="unassigned" openId={null} onMenu={() => undefined} />);
  const mine = await draw(desk, <List view="mine" openId={null} onMenu={() => undefined} />);
  const open = await draw(desk, <Thread id="a" view="unassigned" onPerson={() => undefined} />);

  await tell('nobody_here');
  expect([unassigned.text, open.text].every(text => text.includes(HERE))).toBe(true);
  await tell('nobody_has_room');
  expect([unassigned.text, open.text].every(text => text.includes(ROOM))).toBe(true);
  expect(mine.text).not.toContain(ROOM);

  await act(() => desk.added(entry(2), conversation('a', { lastSeq: 2, assigneeId: 'temuulen' })));
  expect(open.text).not.toContain(ROOM);
  await tell('meant_are_full');
  expect(unassigned.text).toContain('given to others within minutes');
  await tell(null);
  expect(unassigned.text).not.toContain(ROOM);
});

test('RT9 where sites wait for different reasons, each reason is told with the names of its sites', async () => {
  const sites = ['roses', 'stoves', 'tea'].map(id => site({ id, key: id, name: `The ${id}` }));
  const waiting = sites.map(({ id }) => conversation(id, { siteId: id, assigneeId: null }));
  const desk = openInbox(waiting, { answers: { 'GET sites': () => sites } });
  desk.inbox.show({ view: 'unassigned', siteId: null, conversationId: 'stoves' });
  desk.welcome();
  await vi.waitUntil(() => desk.inbox.views.rows.value.status === 'ready' && desk.inbox.sites.all.value.length === 3);
  await vi.waitUntil(() => threadOf(desk.inbox, 'stoves')?.status === 'ready');
  const list = await draw(desk, <List view="unassigned" openId={null} onMenu={() => undefined} />);
  const open = await draw(desk, <Thread id="stoves" view="unassigned" onPerson={() => undefined} />);
  const notes = () => [...list.host.querySelectorAll('.wait-reason')].map(each => each.textContent);
  const tell = (waitReasonOf: Counted['waitReasonOf']) =>
    act(() => desk.link.tell({ type: 'counts', counts: COUNTS, calls: 0, waitReason: 'nobody_here', waitReasonOf }));

  await tell({ stoves: 'nobody_has_room' });
  expect(notes()).toEqual([
    expect.stringContaining(`The roses, The tea: ${HERE}`),
    expect.stringContaining(`The stoves: ${ROOM}`),
  ]);
  expect(open.text).toContain(ROOM);
  expect(open.text).not.toContain(HERE);
  await tell({ stoves: null });
  expect(notes()).toEqual([expect.stringContaining(`The roses, The tea: ${HERE}`)]);
  expect(open.text).not.toContain(HERE);
  // One reason for all that wait needs no names.
  await tell({ elsewhere: 'nobody_has_room' });
  expect(notes()).toEqual([expect.stringMatching(`^${HERE}`)]);
});

test('RT9 RT16 who has too many sees in their own list that others wait, or when alone that nobody does', async () => {
  const desk = await openThread([conversation('a')], 'a');
  const mine = await draw(desk, <List view="mine" openId={null} onMenu={() => undefined} />);
  const tell = (has: number, unassigned: number) =>
    act(() => {
      const counts = { ...COUNTS, mine: has, unassigned };
      const waitReason = unassigned > 0 ? 'nobody_has_room' : null;
      desk.link.tell({ type: 'counts', counts, calls: 0, waitReason, waitReasonOf: {} });
    });
  await tell(5, 1);
  expect(mine.text).not.toContain(ROOM);
  await tell(6, 1);
  expect(mine.text).toContain(ROOM);
  await tell(6, 0);
  expect(mine.text).not.toContain(ROOM);
  await act(() => desk.link.tell({ type: 'agents', agents: [sarnai, { ...temuulen, isDisabled: true }] }));
  await tell(6, 0);
  expect(mine.host.querySelector('.wait-reason')).toBeNull();
  await tell(7, 0);
  expect(mine.host.querySelector('.wait-reason')?.textContent.replace(/[\u2066-\u2069]/g, '')).toMatch(
    /^You have 7 open conversations and take 6/,
  );
});
