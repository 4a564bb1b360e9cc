import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '../../../server/app-error.ts';
import { openPatiently } from '../../../server/store/open-patiently.ts';
import type { Store } from '../../../server/store/store.ts';

const URL = 'mongodb://ann:p%40ss@db.example:27017/deskbell';
const away = () => new AppError('STORE_UNAVAILABLE', 'connect ECONNREFUSED with ann:p@ss');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('OP1 a database that comes up a little later is waited for, and each try is told', async () => {
  const store = {} as Store;
  let tries = 0;
  const told: string[] = [];
  const opened = openPatiently(
    URL,
    sentence => told.push(sentence),
    async () => {
      tries += 1;
      if (tries < 4) throw away();
      return store;
    },
  );
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await opened).toBe(store);
  expect(told).toEqual(
    [0.5, 1, 2].map(
      seconds =>
        `The database mongodb://db.example:27017/deskbell can not be reached: connect ECONNREFUSED with ann:…. Trying again in ${seconds} s.`,
    ),
  );
});

test('OP1 after 30 s it gives up, naming the database and never its password', async () => {
  const opened = openPatiently(
    URL,
    () => {},
    () => Promise.reject(away()),
  );
  const failed = expect(opened).rejects.toThrow(
    'The database mongodb://db.example:27017/deskbell could not be reached for 30 s: connect ECONNREFUSED with ann:….',
  );
  await vi.advanceTimersByTimeAsync(31_000);
  await failed;
});

test('OP2 what waiting does not mend is said at once', async () => {
  const opened = openPatiently(
    `${URL}%`,
    () => {},
    async () => {
      throw new Error(`This is no replica set: ${URL}%`);
    },
  );
  await expect(opened).rejects.toThrow(
    'The database mongodb://db.example:27017/deskbell% can not be used: This is no replica set: mongodb://db.example:27017/deskbell%.',
  );
});
