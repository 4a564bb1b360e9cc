import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** A minute and more each, longest first. */
const LONG = [
  'tests/browser/accessible',
  'tests/contract/mongo',
  'tests/faults/many-servers',
  'tests/faults/places',
  'tests/browser/inbox-fits',
  'tests/faults/chairs',
  'tests/faults/failover',
  'tests/faults/disk',
  'tests/browser/proxies',
  'tests/golden/salon',
  'tests/faults/storm',
  'tests/faults/offline',
  'tests/faults/one-way',
  'tests/faults/lost-answer',
  'tests/faults/kill',
  'tests/browser/hostile-words',
  'tests/server/many-servers',
  'tests/checks/regular-expressions',
  'tests/server/features/mail-in/killed',
];

/**
 * Begins with the files that take long: the last of them would run on when all others are over, with a processor idle beside
 * it. Vitest knows how long each took only where it ran before, and goes by size in a fresh clone.
 */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONG.findIndex(name => moduleId.endsWith(`/${name}.test.ts`));
      return found < 0 ? LONG.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}
