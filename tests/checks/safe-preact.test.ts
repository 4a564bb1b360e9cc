import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withoutHtmlSink } from '../../vite.config.ts';
import { ROOT } from './dist.ts';

/**
 * What to do when one of these fails after an update of Preact: look up `dangerouslySetInnerHTML` and `newHtml` in
 * node_modules/preact/src/diff/index.js, find the same in dist/preact.module.js, and adapt the two patterns of
 * `withoutHtmlSink` in vite.config.ts, so that both are cut out again: the property, and the branch that sets `innerHTML`.
 */
describe('the HTML sink of Preact', () => {
  test.each(['preact.module.js', 'preact.mjs'])('is cut out of %s as it is installed', file => {
    const code = readFileSync(join(ROOT, 'node_modules/preact/dist', file), 'utf8');
    expect(code).toMatch(/innerHTML/);
    const safe = withoutHtmlSink(code);
    expect(safe).not.toMatch(/innerHTML/i);
    // Two short pieces, and nothing else.
    expect(code.length - safe.length).toBeLessThan(300);
  });

  test('stops the build when it is no longer where it was, with a word on what to do', () => {
    expect(() => withoutHtmlSink('element.innerHTML = props.html')).toThrow(/Preact has changed: tests\/checks\//);
  });
});
