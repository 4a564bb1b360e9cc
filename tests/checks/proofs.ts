import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ROOT } from './dist.ts';

/** The tests that a cell of a paper names: `tests/server/…` ST9. */
export function proofsIn(cell: string): { file: string; id: string }[] {
  return [...cell.matchAll(/`(tests\/[^`]+)`((?:,? [A-Z]+\d+\b)+)/g)].flatMap(([, file, ids]) =>
    [...ids!.matchAll(/[A-Z]+\d+/g)].map(([id]) => ({ file: file!, id })),
  );
}

/** Expects a test in that file whose name begins with that id, among others perhaps. */
export function expectProof({ file, id }: { file: string; id: string }): void {
  expect(existsSync(join(ROOT, file)), `${file} is there`).toBe(true);
  const source = readFileSync(join(ROOT, file), 'utf8');
  expect(source, `${file} has a test whose name has ${id}`).toMatch(new RegExp(`['"\`](?:[A-Z]+\\d+ )*${id} `));
}
