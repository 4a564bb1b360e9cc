import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './dist.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** What a style sheet makes of the site's accent, by theme: `min(l, 58) c h` and so on. */
function accents(css: string, name: string): string[] {
  return [...css.matchAll(new RegExp(`--${name}: lch\\(from var\\(--site\\) ([^;]+)\\);`, 'g'))].map(
    match => match[1]!,
  );
}

test('the picture in the settings paints what the widget paints, in both themes', () => {
  const panel = accents(read('widget/panel/panel.css'), 'accent');
  expect(panel).toHaveLength(2);
  expect(accents(read('inbox/features/sites/settings/style.css'), 'own')).toEqual(panel);
});
