import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './dist.ts';
import { sources } from './sources.ts';

test('no file whose process others share mocks a module, which would stay mocked for them', () => {
  const files = [...sources('tests/server', 'tests/protocol', 'tests/helpers').keys()];
  const mocking = files.filter(file =>
    /\bvi\.(mock|doMock|hoisted|resetModules)\(/.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(mocking).toEqual([]);
});
