import { describe, expect, test } from 'vitest';
import type { Callback } from '../../../../protocol/callbacks.ts';
import { changedCallback, refuseTooMany, resolutionChange } from '../../../../server/features/callbacks/rules.ts';

const NOW = Date.parse('2026-03-04T10:20Z');
const QUARTER = 15 * 60_000;
const SARNAI = { kind: 'agent', id: 'a1', name: 'Sarnai' } as const;
const VISITOR = { kind: 'visitor' } as const;

const pending: Callback = {
  id: 'k1',
  siteId: 's1',
  conversationId: 'c1',
  seq: 2,
  phone: '+97699112233',
  name: 'Bat',
  topic: '',
  isAsap: true,
  startAt: NOW,
  endAt: NOW + QUARTER,
  timeZone: 'UTC',
  status: 'pending',
  ringing: null,
  attempts: [],
  createdAt: NOW,
};

describe('a callback', () => {
  const later = { startAt: NOW + 4 * QUARTER, endAt: NOW + 5 * QUARTER };

  test.each([
    ['reached', 'reached', {}],
    ['wrong_number', 'wrong_number', {}],
    ['no_answer', 'pending', later],
  ] as const)('ST8 an attempt that ends with %s leaves it %s', (outcome, status, moved) => {
    const attempt = { outcome, note: 'Rang twice.' };
    const { callback, body } = changedCallback(pending, { author: SARNAI, attempt, window: later, at: NOW });
    expect(callback).toMatchObject({ status, ...(outcome === 'no_answer' ? { ...later, isAsap: false } : {}) });
    expect(callback.attempts).toEqual([{ at: NOW, agentId: 'a1', agentName: 'Sarnai', ...attempt }]);
    const event = { kind: 'event', event: `callback_${outcome}`, callbackId: 'k1', note: 'Rang twice.' };
    expect(body).toEqual({ ...event, ...moved });
  });

  test('ST8 CB1 moving and cancelling leave an event, and a moved one is not as soon as possible any more', () => {
    const moved = changedCallback(pending, { author: VISITOR, window: later, at: NOW });
    expect(moved.callback).toEqual({ ...pending, ...later, isAsap: false });
    expect(moved.body).toEqual({ kind: 'event', event: 'callback_moved', callbackId: 'k1', ...later });
    const cancelled = changedCallback(pending, { author: VISITOR, window: null, at: NOW });
    expect(cancelled.callback.status).toBe('cancelled');
    expect(cancelled.body).toEqual({ kind: 'event', event: 'callback_cancelled', callbackId: 'k1' });
  });

  test('CB2 a resolution is an attempt, a new time, or both where the call did not end it', () => {
    const note = 'Rang twice.';
    const window = { startAt: NOW, endAt: NOW + QUARTER };
    expect(resolutionChange({ outcome: 'reached', startAt: null, note })).toEqual({
      attempt: { outcome: 'reached', note },
    });
    expect(resolutionChange({ outcome: null, startAt: NOW, note })).toEqual({ window });
    expect(resolutionChange({ outcome: 'no_answer', startAt: NOW, note })).toEqual({
      attempt: { outcome: 'no_answer', note },
      window,
    });
  });

  test.each([
    [{ outcome: null, startAt: null }, 'FIELD_REQUIRED', 'outcome'],
    [{ outcome: 'reached', startAt: NOW }, 'FIELD_INVALID', 'startAt'],
    [{ outcome: 'wrong_number', startAt: NOW }, 'FIELD_INVALID', 'startAt'],
  ] as const)('CB2 %j is refused with %s', (said, code, field) => {
    expect(() => resolutionChange({ ...said, note: '' })).toThrow(
      expect.objectContaining({ code, fields: { [field]: code } }),
    );
  });
});

test('CB3 a site promises as many calls as soon as possible as a week of half hours has places', () => {
  const few = { ofConversation: 0, ofPhone: 2 };
  expect(() => refuseTooMany({ ...few, asap: 671 }, 2)).not.toThrow();
  expect(() => refuseTooMany({ ...few, asap: 672 }, 2)).toThrow(expect.objectContaining({ code: 'SLOT_TAKEN' }));
  expect(() => refuseTooMany({ ...few, asap: 672 }, 3)).not.toThrow();
});

test('ST8 a call that is tried for ever stays a row that can be read', () => {
  let callback = pending;
  for (let tried = 0; tried < 60; tried += 1) {
    const attempt = { outcome: 'no_answer', note: `try ${tried}` } as const;
    callback = changedCallback(callback, { author: SARNAI, attempt, at: NOW }).callback;
  }
  expect([callback.attempts.length, callback.attempts.at(-1)!.note]).toEqual([50, 'try 59']);
});
