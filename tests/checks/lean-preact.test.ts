import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UNUSED_OF_PREACT, UNUSED_OPTIONS, withoutDrawings, withoutUnused } from '../../vite.config.ts';
import { builtPart, inDist, ROOT } from './dist.ts';
import { sources } from './sources.ts';

const preact = readFileSync(join(ROOT, 'node_modules/preact/dist/preact.module.js'), 'utf8');
const undefineds = (code: string) => code.split('(void 0)').length - 1;

/**
 * The widget is built with a Preact without these. A test runs with all of Preact, so only this says when the widget comes
 * to need one: then it leaves the list in vite.config.ts.
 */
describe('what the widget does without of Preact', () => {
  test('is used nowhere in the widget', () => {
    const names = new RegExp(
      `\\b(?:${UNUSED_OF_PREACT.join('|')}|createContext)\\b|\\b(?:options|drawing)\\.(\\w+) =`,
      'g',
    );
    const used = [...sources('widget').keys()].flatMap(file =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(names)].map(([found]) => `${file}: ${found}`),
    );
    expect(used).toEqual(['widget/panel/seat.tsx: drawing.debounceRendering =']);
  });

  test.each([...UNUSED_OF_PREACT])('%s is still what Preact calls it, and is gone', name => {
    expect(preact).toMatch(new RegExp(`\\.${name}\\b`));
    // Where it is set, it stays.
    expect(withoutUnused(preact)).not.toMatch(new RegExp(`\\w\\.${name}\\b(?!=)`));
  });

  test('of the hooks for libraries, each is asked for in as many places as we know', () => {
    const features = preact.match(new RegExp(`\\w\\.(?:${UNUSED_OF_PREACT.join('|')})\\b(?!=)`, 'g'))!.length;
    expect(undefineds(withoutUnused(preact)) - features).toBe(UNUSED_OPTIONS.length + 1);
  });

  test('draws HTML alone', () => {
    const drawing = /<(?:svg|math)\b/;
    const used = [...sources('widget').keys()].filter(file => drawing.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(used).toEqual([]);
    expect(withoutDrawings(preact)).toContain('"http://www.w3.org/1999/xhtml"');
    expect(() => withoutDrawings('"svg"==type')).toThrow(/Preact has changed/);
  });

  test('is not in the panel as built', () => {
    const widget = builtPart('widget');
    expect(inDist(widget.entry).toString()).not.toMatch(new RegExp(`\\b(?:${UNUSED_OF_PREACT.join('|')})\\b`));
  });

  test('stops the build when Preact hands its options out otherwise', () => {
    expect(() => withoutUnused('export{a as h}')).toThrow(/Preact has changed/);
  });
});
