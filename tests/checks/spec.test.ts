import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { agentFrame, agentNews } from '../../protocol/agent.ts';
import { visitorFrame, visitorNews } from '../../protocol/visitor.ts';
import { CLOSE_CODES, ERRORS } from '../../protocol/wire/errors.ts';

const root = join(import.meta.dirname, '../..');
const PAGES = ['protocol/SPEC.md', ...readdirSync(join(root, 'protocol/spec')).map(file => `protocol/spec/${file}`)];
const pages = PAGES.map(page => ({ page, text: readFileSync(join(root, page), 'utf8') }));
const spec = pages.map(({ text }) => text).join('\n');

const FRAMES: Record<string, z.ZodDiscriminatedUnion> = {
  'command visitor': visitorFrame,
  'news visitor': visitorNews,
  'command agent': agentFrame,
  'news agent': agentNews,
};
const examples = pages.flatMap(({ page, text }) =>
  [...text.matchAll(/```json ([a-z ]+)\n([^`]+)```/g)].map(([, kind = '', json = '']) => ({
    page,
    kind,
    json,
    type: /"type": *"([\w.]+)"/.exec(json)?.[1],
  })),
);
/** Each rule, and the page that says it. */
const rules = pages.flatMap(({ page, text }) =>
  [...text.matchAll(/^- \*\*([A-Z]+\d+)\*\*/gm)].map(match => ({ page, id: match[1]! })),
);

describe('the SPEC', () => {
  test('is a door and a page for each noun, and the door names each page', () => {
    const door = pages[0]!.text;
    const named = [...door.matchAll(/\]\((spec\/[\w-]+\.md)\)/g)].map(match => `protocol/${match[1]}`);
    expect([...new Set(named)].sort()).toEqual(PAGES.slice(1).sort());
  });

  test('says each rule once', () => {
    expect(rules.filter(({ id }) => rules.filter(other => other.id === id).length > 1)).toEqual([]);
  });

  test.each(examples)('$page shows a $kind frame that the schemas take: $type', ({ page, kind, json }) => {
    const schema = FRAMES[kind];
    expect(schema, `${page} has an example of an unknown kind: ${kind}`).toBeDefined();
    expect(schema!.safeParse(JSON.parse(json)).error?.issues ?? []).toEqual([]);
  });

  test.each(Object.entries(FRAMES))('shows every %s frame', (kind, schema) => {
    const types = schema.options.map(option => (option as z.ZodObject<{ type: z.ZodLiteral }>).shape.type.value);
    const shown = new Set(examples.filter(each => each.kind === kind).map(each => each.type));
    // What agents and visitors hear alike is shown once, for visitors.
    const shared = kind === 'news agent' ? ['ack', 'error', 'history', 'pong', 'resync'] : [];
    expect(types.filter(type => !shown.has(String(type)) && !shared.includes(String(type)))).toEqual([]);
  });

  test('prints the table of errors as it is', () => {
    const rows = [...spec.matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \| (.+) \|$/gm)].map(row => row.slice(1, 4));
    expect(rows).toEqual(Object.entries(ERRORS).map(([code, { status, text }]) => [code, String(status), text]));
  });

  test('prints the table of close codes as it is', () => {
    const rows = [...spec.matchAll(/^\| (\d{4}) \| `([A-Z_]+)` \| (yes|no) \| (.+) \|$/gm)].map(row => row.slice(1, 5));
    expect(rows).toEqual(
      Object.entries(CLOSE_CODES).map(([name, { code, isFinal, text }]) => [
        String(code),
        name,
        isFinal ? 'no' : 'yes',
        text,
      ]),
    );
  });
});

describe('rules', () => {
  const sources = filesUnder('tests')
    // This one's own examples prove nothing.
    .filter(path => !path.includes('/checks/'))
    .map(path => readFileSync(path, 'utf8'))
    .join('\n');
  /** A string in which a call begins: `test('ST4 …`, `describe.each([…])('ST4 ST2 …`. */
  const proven = new Set(
    [...sources.matchAll(/\(\s*['"`]((?:[A-Z]+\d+ )+)/g)].flatMap(match => match[1]!.trim().split(' ')),
  );
  const cited = filesUnder('protocol', 'server', 'widget', 'inbox', 'tests').flatMap(path =>
    [...readFileSync(path, 'utf8').matchAll(/\bSPEC ([A-Z]+\d+(?:(?:, | and |\.\.)[A-Z]+\d+)*)/g)].flatMap(match =>
      match[1]!.split(/, | and |\.\./).map(rule => ({ rule, path: path.slice(root.length + 1) })),
    ),
  );

  test('each has a test whose name begins with its id', () => {
    expect(rules.length).toBeGreaterThan(30);
    expect(rules.filter(({ id }) => !proven.has(id))).toEqual([]);
  });

  test('only rules of the SPEC are cited', () => {
    expect(cited.filter(each => !rules.some(({ id }) => id === each.rule))).toEqual([]);
  });
});

function filesUnder(...folders: string[]): string[] {
  return folders.flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map(entry => join(entry.parentPath, entry.name)),
  );
}
