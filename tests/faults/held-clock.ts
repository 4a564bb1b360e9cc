import { onTestFinished, vi } from 'vitest';

/**
 * From here on the pages' time stands still until the test moves it. Sockets, proxy and server go on by the true one,
 * so whoever moves it waits for them in between.
 */
export function holdTheClock(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  onTestFinished(() => void vi.useRealTimers());
}

export function pass(ms: number): void {
  vi.advanceTimersByTime(ms);
}
