import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const struck = vi.fn();
let letSound: () => void;

beforeEach(() => {
  vi.resetModules();
  struck.mockClear();
  vi.useFakeTimers({ toFake: ['performance'] });
  const allowed = new Promise<void>(resolve => {
    letSound = resolve;
  });
  class FakeNode {
    gain = { setValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} };
    connect = (next: unknown) => next;
    start = struck;
    stop = () => {};
  }
  vi.stubGlobal('OscillatorNode', FakeNode);
  vi.stubGlobal('GainNode', FakeNode);
  vi.stubGlobal(
    'AudioContext',
    class {
      currentTime = 0;
      resume = () => allowed;
    },
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Of one ring: two strokes of three tones. */
const TONES = 6;

test('NO9 what calls while the bell is heard does not ring it again', async () => {
  const { ringBell } = await import('../../../../inbox/features/notices/bell.ts');
  letSound();
  for (let call = 0; call < 50; call++) ringBell();
  await vi.waitFor(() => expect(struck).toHaveBeenCalledTimes(TONES));
  vi.advanceTimersByTime(1_200);
  ringBell();
  await vi.waitFor(() => expect(struck).toHaveBeenCalledTimes(2 * TONES));
});

test('NO9 what called before sound was allowed is not heard all at once when it is', async () => {
  const { ringBell } = await import('../../../../inbox/features/notices/bell.ts');
  for (let call = 0; call < 50; call++) {
    ringBell();
    vi.advanceTimersByTime(1_200);
  }
  ringBell();
  letSound();
  await vi.waitFor(() => expect(struck).toHaveBeenCalledTimes(TONES));
});
