import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './dist.ts';
import { expectProof, proofsIn } from './proofs.ts';

/**
 * The requirements of ASVS 5.0.0 at levels 1 and 2, by chapter and section: `1.2: 1 2 3` is 1.2.1, 1.2.2 and 1.2.3. The
 * numbers of level 3 are missing, and chapters 10 and 17, which the paper leaves out as a whole.
 */
const REQUIRED = `
  1.1: 1 2; 1.2: 1 2 3 4 5 6 7 8 9; 1.3: 1 2 3 4 5 6 7 8 9 10 11; 1.4: 1 2 3; 1.5: 1 2;
  2.1: 1 2 3; 2.2: 1 2 3; 2.3: 1 2 3 4; 2.4: 1;
  3.2: 1 2; 3.3: 1 2 3 4; 3.4: 1 2 3 4 5 6; 3.5: 1 2 3 4 5; 3.7: 1 2;
  4.1: 1 2 3; 4.2: 1; 4.3: 1 2; 4.4: 1 2 3 4;
  5.1: 1; 5.2: 1 2 3; 5.3: 1 2; 5.4: 1 2 3;
  6.1: 1 2 3; 6.2: 1 2 3 4 5 6 7 8 9 10 11 12; 6.3: 1 2 3 4; 6.4: 1 2 3 4; 6.5: 1 2 3 4 5; 6.6: 1 2 3; 6.8: 1 2 3 4;
  7.1: 1 2 3; 7.2: 1 2 3 4; 7.3: 1 2; 7.4: 1 2 3 4 5; 7.5: 1 2; 7.6: 1 2;
  8.1: 1 2; 8.2: 1 2 3; 8.3: 1; 8.4: 1;
  9.1: 1 2 3; 9.2: 1 2 3 4;
  11.1: 1 2; 11.2: 1 2 3; 11.3: 1 2 3; 11.4: 1 2 3 4; 11.5: 1; 11.6: 1;
  12.1: 1 2 3; 12.2: 1 2; 12.3: 1 2 3 4;
  13.1: 1; 13.2: 1 2 3 4 5; 13.3: 1 2; 13.4: 1 2 3 4 5;
  14.1: 1 2; 14.2: 1 2 3 4; 14.3: 1 2 3;
  15.1: 1 2 3; 15.2: 1 2 3; 15.3: 1 2 3 4 5 6 7;
  16.1: 1; 16.2: 1 2 3 4 5; 16.3: 1 2 3 4; 16.4: 1 2 3; 16.5: 1 2 3`;

const required = REQUIRED.split(';').flatMap(part => {
  const [section = '', numbers = ''] = part.trim().split(': ');
  return numbers.split(' ').map(number => `${section}.${number}`);
});

const text = readFileSync(join(ROOT, 'docs/asvs.md'), 'utf8');
const rows = [...text.matchAll(/^\| ([\d.]+) \| (.+) \| (.+) \|$/gm)].map(([, id, asked, proof]) => ({
  id: id!,
  asked: asked!,
  proof: proof!,
}));

describe('docs/asvs.md', () => {
  test('has every requirement of levels 1 and 2, once, in order', () => {
    expect(rows.map(({ id }) => id)).toEqual(required);
    for (const chapter of ['10. OAuth and OIDC', '17. WebRTC'])
      expect(text).toMatch(new RegExp(`^## ${chapter}\\n\\nNot applicable: `, 'm'));
  });

  test.each(rows)('$id is proved by a test, does not apply, or is open: $asked', ({ proof }) => {
    const proofs = proofsIn(proof);
    proofs.forEach(expectProof);
    if (proofs.length === 0) expect(proof).toMatch(/^(?:not applicable|open): \S/);
    else expect(proof).not.toMatch(/^(?:not applicable|open): /);
  });
});
