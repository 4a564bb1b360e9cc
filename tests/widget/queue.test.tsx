// @vitest-environment happy-dom
import { render } from 'preact';
import { beforeEach, describe, expect, test } from 'vitest';
import type { QueuePlace } from '../../protocol/queue.ts';
import { Chat } from '../../widget/features/chat/Chat.tsx';
import { chat, clear } from '../../widget/features/chat/state.ts';
import { isWorthSaying, queueText, takesLong } from '../../widget/features/queue/queue-text.ts';
import * as english from '../../widget/i18n/en.ts';
import enLater from '../../widget/i18n/later/en.ts';
import { language, speak } from '../../widget/panel/language.ts';
import { desk } from '../../widget/panel/site.ts';
import { watching } from '../../widget/panel/value.ts';

const MINUTE = 60_000;
const NOW = 100 * MINUTE;
const at = (place: number, waitMs: number | null = null, isStuck = false): QueuePlace => ({ place, waitMs, isStuck });

beforeEach(() => {
  clear();
  void speak(english);
});

describe('QU1 QU2 QU4 what the panel says of the queue', () => {
  test.each<[QueuePlace, string, boolean]>([
    [at(3), 'Thank you for waiting. Your place in line: 3', false],
    [at(3, 6 * MINUTE), 'Thank you for waiting. Your place in line: 3. About 6 min', false],
    [at(1, 2 * MINUTE), 'Thank you for waiting. You are next. About 2 min', false],
    [at(4, 15 * MINUTE), 'Thank you for waiting. Your place in line: 4. About 15 min', true],
    [at(1, null, true), enLater.stuck, true],
  ])('%o', (queue, text, isLong) => {
    expect([queueText(queue, enLater), takesLong(queue)]).toEqual([text, isLong]);
  });

  test.each<[string, QueuePlace, string, number, boolean]>([
    ['the first time', at(9), '', Number.NEGATIVE_INFINITY, true],
    ['a step within the minute', at(8), 'before', NOW - MINUTE + 1, false],
    ['a step after it', at(7), 'before', NOW - MINUTE, true],
    ['the same again', at(7), 'now', NOW - 9 * MINUTE, false],
    ['the last step', at(1), 'before', NOW, true],
    ['nothing moves', at(3, null, true), 'before', NOW, true],
  ])('and when it is said aloud: %s', (_what, queue, text, saidAt, isSaid) => {
    expect(isWorthSaying('now', queue, { text, at: saidAt }, NOW)).toBe(isSaid);
  });
});

test('QU1 QU4 the log shows the place as it moves, offers other ways where nothing does, and nothing after the answer', async () => {
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  const Talk = watching([language, desk], () => <Chat />);
  const conversation = {
    id: 'c',
    status: 'open',
    assignee: null,
    lastSeq: 1,
    agentReadSeq: 0,
    visitorReadSeq: 1,
  } as const;
  const hear = (queue?: QueuePlace) => chat.change({ conversation: { ...conversation, ...(queue && { queue }) } });
  const said = () => place.querySelector('.offer')?.textContent;
  render(<Talk />, place);
  expect(said()).toBeUndefined();
  hear(at(2));
  await expect.poll(said).toBe('Thank you for waiting. Your place in line: 2');
  expect(chat.now.announced).toBe('Thank you for waiting. Your place in line: 2');
  hear(at(1, 3 * MINUTE));
  await expect.poll(said).toBe('Thank you for waiting. You are next. About 3 min');
  hear(at(1, null, true));
  await expect.poll(said).toContain(enLater.stuck);
  expect([...place.querySelectorAll('.offer button')].map(each => each.textContent)).toEqual([
    'Call me',
    'Write to us',
  ]);
  expect(chat.now.announced).toBe(enLater.stuck);
  hear();
  await expect.poll(said).toBeUndefined();
  render(null, place);
});
