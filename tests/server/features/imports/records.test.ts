import { expect, test } from 'vitest';
import { withEvent } from '../../../../server/features/calls/rules.ts';
import { readRecord, recordLine } from '../../../../server/features/imports/records.ts';
import { freshCall, newEvent } from '../../../contract/rules/calls.ts';
import { NOON } from '../../../contract/scene.ts';

const ended = withEvent(freshCall('site'), newEvent({ is: 'ended', at: NOON + 9_000 }), { isFirst: true })!;

test('EX1 a call of a file of before it was known whether its person was erased is taken, as of one who was not', () => {
  const line = JSON.parse(recordLine({ kind: 'calls', record: ended })!);
  expect(line.record.isEmptied).toBe(false);
  delete line.record.isEmptied;
  expect(readRecord(line, new Set(['site']))).toMatchObject({ record: { id: ended.id, isEmptied: false } });
  expect(readRecord(line, new Set(['another']))).toBe('no site');
});
