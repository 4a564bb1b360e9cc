import { defineConfig } from 'vitest/config';
import { LongFirst } from './tests/helpers/long-first.ts';
import { temporaryFolder } from './tests/helpers/memory-folder.ts';

// Before the workers start, which inherit it.
process.env.TMPDIR = temporaryFolder();

/** They count what a page does while nobody touches it. All others in the browser wait for what they see, and may share the machine. */
const ALONE = ['guest', 'strange-pages', 'host-page'].map(name => `tests/browser/${name}.test.ts`);

/** One `vitest run` runs all of it. A file that needs a DOM says `// @vitest-environment happy-dom` in its first line. */
export default defineConfig({
  test: {
    globalSetup: 'tests/helpers/global-setup.ts',
    setupFiles: ['tests/helpers/patience.ts'],
    reporters: ['default', './tests/helpers/closing-line-reporter.ts'],
    sequence: { sequencer: LongFirst },
    // A test that only sometimes passes is broken: no retries.
    retry: 0,
    // Its second would be a limit on how busy the machine may be.
    expect: { poll: { timeout: 20_000 } },
    allowOnly: !process.env.CI,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/{widget,inbox,contract,checks,golden}/**/*.test.{ts,tsx}'],
          // As many as a small machine has processors: left alone, it would keep one of them for itself.
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
          // Nothing here waits for time to pass: these end what hangs, and are no limit on how busy the machine may be.
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['tests/{protocol,server}/**/*.test.ts'],
          // Files run one after another in the same process, so each loads only what none before it did: half of the work. None
          // may leave behind what another would meet: `leave-as-found.ts` sees to it.
          isolate: false,
          // Beside those of all.
          setupFiles: ['tests/helpers/leave-as-found.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ALONE,
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'screens',
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          exclude: ALONE,
          maxWorkers: 2,
          sequence: { groupOrder: 4 },
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'hostile',
          include: ['tests/hostile/**/*.test.ts'],
          // They measure what stays in memory, and each keeps a processor busy.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          // Each file brings servers, proxies and crowds of clients, and sets of three mongods that stay until the end and are
          // never quite idle: after everybody else. Three of them at a time, since most of their time is waiting, for a vote or
          // a pause.
          maxWorkers: 3,
          sequence: { groupOrder: 5 },
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
