import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './dist.ts';
import { expectProof, proofsIn } from './proofs.ts';

const text = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8');

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
  const proofs = proofsIn(proof);
  expect(proofs.length).toBeGreaterThan(0);
  proofs.forEach(expectProof);
});
