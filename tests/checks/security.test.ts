import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');

/** Rows of the tables under *Controls*: what is promised, and what is said to prove it. */
const controls = text
  .slice(text.indexOf('## Controls'), text.indexOf('## Out of scope'))
  .split('\n')
  .filter(line => line.startsWith('| ') && !line.startsWith('| control'))
  .map(line => {
    const [control, proof] = line.slice(2).split(' | ');
    return { control: control!, proof: proof ?? '' };
  });

test('SECURITY.md has controls', () => expect(controls.length).toBeGreaterThan(30));

test.each(controls)('a test proves that: $control', ({ proof }) => {
  const tests = [...proof.matchAll(/`(tests\/[^`]+)` ([A-Z]+\d+)/g)];
  expect(tests.length).toBeGreaterThan(0);
  for (const [, file, id] of tests) {
    const source = readFileSync(join(root, file!), 'utf8');
    expect(source, `${file} has a test whose name has ${id}`).toMatch(new RegExp(`['"\`](?:[A-Z]+\\d+ )*${id} `));
  }
});
