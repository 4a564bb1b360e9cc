import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { VARIABLES } from '../../server/config.ts';
import { ROOT } from './dist.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const papers = ['.', 'docs', 'docs/decisions', 'protocol', 'protocol/spec'].flatMap(folder =>
  readdirSync(join(ROOT, folder))
    .filter(file => file.endsWith('.md'))
    .map(file => join(folder, file)),
);

describe('the papers', () => {
  test.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'protocol/SPEC.md'])(
    '%s is there',
    paper => {
      expect(papers).toContain(paper);
    },
  );

  test.each(papers)('%s names only npm scripts that exist', paper => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...code(read(paper)).matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)].map(match => match[1]!);
    const own = ['ci', 'install', 'i', 'run', 'pack'];
    expect(named.filter(name => !own.includes(name) && !(name in scripts))).toEqual([]);
  });

  test.each(papers)('%s links only to what exists', paper => {
    const prose = read(paper).replace(/^```[\s\S]*?^```/gm, '');
    const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(match => match[1]!);
    const missing = links.filter(link => {
      if (/^[a-z]+:/.test(link)) return false;
      const [file = '', anchor] = link.split('#');
      const target = file ? join(ROOT, dirname(paper), file) : join(ROOT, paper);
      if (!existsSync(target)) return true;
      return anchor !== undefined && target.endsWith('.md') && !anchors(readFileSync(target, 'utf8')).includes(anchor);
    });
    expect(missing).toEqual([]);
  });

  test('docs/deploy.md shows the files as they are', () => {
    const shown = [...read('docs/deploy.md').matchAll(/^\[([^\]]+)\]\(\.\.\/\1\)\n\n```\w+\n([\s\S]*?)^```$/gm)];
    const names = shown.map(([, name]) => name!);
    const examples = readdirSync(join(ROOT, 'examples/deploy')).map(file => `examples/deploy/${file}`);
    expect(names.sort()).toEqual([...examples, 'Dockerfile', 'compose.yaml'].sort());
    for (const [, name, text] of shown) expect(text, name).toBe(read(name!));
  });

  test("README's table of variables is that of server/config.ts", () => {
    const [, table] =
      /^\| variable \| default \| meaning \|\n\|[-| :]+\|\n((?:\|.*\|\n)*)/m.exec(read('README.md')) ?? [];
    expect(table, 'README.md has no table | variable | default | meaning |').toBeDefined();
    const rows = table!.trimEnd().split('\n').filter(Boolean).map(cells);
    const wanted = Object.values(VARIABLES).map(variable => [
      `\`${variable.name}\``,
      variable.default,
      variable.meaning,
    ]);
    expect(rows.map(unquoted)).toEqual(wanted.map(unquoted));
  });
});

/** Blocks and spans of code. */
function code(text: string): string {
  return [...text.matchAll(/^```[\s\S]*?^```|`[^`\n]+`/gm)].map(match => match[0]).join('\n');
}

/** As GitHub makes them of headings. */
function anchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(match =>
    match[1]!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/ /g, '-'),
  );
}

function cells(row: string): string[] {
  return row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map(cell => cell.trim());
}

/** Whether a default is set as code is a matter of looks. */
function unquoted(row: string[]): string[] {
  return row.map(cell => cell.replaceAll('`', ''));
}
