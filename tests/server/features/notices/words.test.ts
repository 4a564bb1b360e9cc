import { expect, test } from 'vitest';
import { named, say } from '../../../../server/features/notices/words/index.ts';

test('NO7 names keep their own direction among Arabic words, and turn nothing round', () => {
  expect(say('ar', 'handover', { by: 'Ann' })).toBe('\u2068Ann\u2069 يسلّمك هذه المحادثة');
  expect(named('ar', 'A\u202eB')).toBe('\u2068A\ufffdB\u2069');
  expect(named('ar', '')).toBe('');
  expect(say('en', 'handover', { by: 'Ann' })).toBe('Ann hands this conversation over to you');
});
