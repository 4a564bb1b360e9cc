// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, expect, test } from 'vitest';
import { Thread } from '../../../../inbox/features/conversations/Thread.tsx';
import { List } from '../../../../inbox/features/views/List.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import { draw } from '../../draw.tsx';
import { COUNTS, conversation, entry } from '../../fixtures.ts';
import { openThread } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

const HERE = 'No agent is here.';
const ROOM = 'Everybody who is here has as many conversations as they take.';

test('RT9 Unassigned and what is open from it say why nobody is given it, other lists and conversations do not', async () => {
  const desk = await openThread([conversation('a', { assigneeId: null }), conversation('b')], 'a');
  const tell = (waitReason: 'nobody_here' | 'nobody_has_room' | null) =>
    act(() => desk.link.tell({ type: 'counts', counts: { ...COUNTS, unassigned: 1 }, waitReason }));
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
  await tell(null);
  expect(unassigned.text).not.toContain(ROOM);
});
