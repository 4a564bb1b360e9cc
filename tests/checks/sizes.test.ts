import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../protocol/wire/limits.ts';
import { BUDGETS, type Budget } from './budgets.ts';
import { builtPart, closure, inDist, ROOT } from './dist.ts';

const widget = builtPart('widget');
const inbox = builtPart('inbox');
const panel = closure(widget, [widget.entry]);
const withoutPanel = (chunk: string) => [...closure(widget, [chunk])].filter(path => !panel.has(path));

/** Bytes on the wire of these files, as the server sends them. */
function bytes(files: Iterable<string>, encoding: 'br' | 'gz'): number {
  return [...files].reduce((sum, path) => sum + inDist(`${path}.${encoding}`).length, 0);
}

const largestLocale = (part: typeof widget) =>
  Object.values(part.locales).toSorted((a, b) => bytes([b], 'br') - bytes([a], 'br'))[0]!;

function check(what: string, files: Iterable<string>, budget: Budget) {
  const list = [...files];
  for (const encoding of ['br', 'gz'] as const) {
    const bounds = budget[encoding];
    if (!bounds) continue;
    const size = bytes(list, encoding);
    const verdict = size <= bounds.goal ? 'ok' : `over its goal of ${bounds.goal}`;
    console.log(`${what}: ${size} B ${encoding}, limit ${bounds.limit}, ${verdict}`);
    expect(size, `${what}, ${encoding}, of ${list.join(' + ')}`).toBeLessThanOrEqual(bounds.limit);
  }
}

describe('sizes on the wire', () => {
  test('the launcher', () => check('launcher', [widget.launcher], BUDGETS.launcher));

  test('the panel with chat and one locale', () => {
    check('panel', [...panel, largestLocale(widget)], BUDGETS.panel);
  });

  test('both forms, a chunk of their own', () => {
    expect(widget.forms, 'widget/forms/forms.tsx is not a lazy chunk').toBeTruthy();
    check('forms', withoutPanel(widget.forms), BUDGETS.forms);
  });

  test('what stands after a form, a chunk of its own that needs no second copy of theirs', () => {
    expect(widget.kept, 'widget/forms/kept.tsx is not a lazy chunk').toBeTruthy();
    // One that came under a second specifier is not what an import would find (widget/panel/chunks.ts).
    expect(widget.imports[widget.kept]).toEqual([widget.entry]);
    check('kept', withoutPanel(widget.kept), BUDGETS.kept);
  });

  test.each([
    ['http', 'http-socket'],
    ['spare', 'spare-storage'],
  ] as const)('what stands in for something better (%s), a chunk of its own', (part, name) => {
    expect(widget[part], `protocol/wire/${name}.ts is not a lazy chunk`).toBeTruthy();
    expect(panel, 'not loaded where it is not needed').not.toContain(widget[part]);
    check(part, withoutPanel(widget[part]), BUDGETS[part]);
  });

  test.each(locales('widget'))('locale %s of the widget, a chunk of its own', locale => {
    expect(widget.locales[locale], `widget/i18n/${locale}.ts is not a lazy chunk`).toBeTruthy();
    check(`widget locale ${locale}`, withoutPanel(widget.locales[locale]!), BUDGETS.locale);
  });

  test('whatever else is loaded later, a feature each', () => {
    const named = [
      widget.launcher,
      ...panel,
      widget.forms,
      widget.kept,
      widget.http,
      widget.spare,
      ...Object.values(widget.locales),
    ];
    const others = Object.keys(widget.imports).filter(chunk => !named.includes(chunk));
    expect(
      others.length,
      'the ring, the forms in pages, the calendar of Mongolian, links, parts, times and other ways',
    ).toBeGreaterThan(2);
    for (const chunk of others) check(basename(chunk), withoutPanel(chunk), BUDGETS.feature);
  });

  test('all of the widget with one locale', () => {
    const chunks = closure(widget, [widget.entry, widget.forms, largestLocale(widget)]);
    check('widget', [widget.launcher, ...chunks], BUDGETS.widget);
  });
});

describe('sizes of the inbox on the wire', () => {
  const first = closure(inbox, [inbox.entry]);

  /** Chunks with their styles, and their words in the locale that has most bytes. */
  function withStyleAndWords(chunks: string[]): string[] {
    const words = chunks.flatMap(chunk => inbox.lazy[chunk] ?? []).filter(chunk => inbox.words[chunk]);
    const inLocale = (locale: string) => words.filter(chunk => inbox.words[chunk] === locale);
    const largest = LOCALES.map(inLocale).toSorted((a, b) => bytes(b, 'br') - bytes(a, 'br'))[0]!;
    return [...chunks, ...chunks.flatMap(chunk => inbox.styles[chunk] ?? []), ...largest];
  }

  /** How numbers are written is no room, nor is what judges filters, sends files, drags cards or talks with the worker: they have no words. */
  const isNumbers = (chunk: string) => chunk.includes('phone-formats');
  const isWordless = (chunk: string) => isNumbers(chunk) || /conditions|uploads|inbox-adapter-|inbox-link-/.test(chunk);

  /** Every room that comes later, with what it brings besides the first load. */
  function rooms(): [name: string, chunks: string[]][] {
    const later = new Set(
      Object.values(inbox.lazy)
        .flat()
        .filter(chunk => !inbox.words[chunk] && !isWordless(chunk)),
    );
    return [...later].map(chunk => [
      chunk.replace(/^.*inbox-|-[\w-]{8}\.js$/g, ''),
      [...closure(inbox, [chunk])].filter(each => !first.has(each)),
    ]);
  }

  test('the first load with one locale, whose words are one file', () => {
    const files = [...withStyleAndWords([...first])];
    expect(files.filter(file => inbox.words[file])).toHaveLength(1);
    check('inbox', [inbox.page, ...files], BUDGETS.inbox);
  });

  test('rooms that come later are there at all', () => {
    expect(rooms().length).toBeGreaterThan(8);
    for (const [name, chunks] of rooms()) {
      const words = withStyleAndWords(chunks).filter(file => inbox.words[file]);
      expect(words.length, `${name} brings words of its own`).toBeGreaterThan(0);
    }
  });

  test('how numbers are written, which comes with the first of them', () => {
    const chunks = Object.values(inbox.lazy).flat().filter(isNumbers);
    expect(chunks.length, 'inbox/shell/phone-formats.ts is not a lazy chunk').toBeGreaterThan(0);
    const files = [...closure(inbox, chunks)].filter(each => !first.has(each));
    check('inbox numbers', files, BUDGETS.room);
  });

  test('the service worker, which stands alone', () => {
    expect(inbox.imports[inbox.worker]).toEqual([]);
    check('inbox worker', [inbox.worker], BUDGETS.worker);
  });

  test.each(rooms())('%s, a room that comes later, with its style and one locale', (name, chunks) => {
    check(`inbox room ${name}`, withStyleAndWords(chunks), BUDGETS.room);
  });
});

test('README tells what a page pays', () => {
  const text = readFileSync(join(ROOT, 'README.md'), 'utf8').replace(/\s+/g, ' ');
  const [, launcher] = /one request of ([\d,]+) bytes/.exec(text) ?? [];
  const [, all] = /one language are (\d+) KB together/.exec(text) ?? [];
  const chunks = closure(widget, [widget.entry, widget.forms, largestLocale(widget)]);
  const hundreds = Math.round(bytes([widget.launcher!], 'br') / 100) * 100;
  expect(launcher).toBe(hundreds.toLocaleString('en'));
  expect(all).toBe(String(Math.round(bytes([widget.launcher!, ...chunks], 'br') / 1000)));
});

describe('precompressed files', () => {
  const packed = [...widget.files, ...inbox.files].filter(path => /\.(br|gz)$/.test(path));

  test('lie beside each text and unpack to it', () => {
    expect(packed.length).toBeGreaterThan(0);
    for (const path of packed) {
      const unpacked = path.endsWith('.br') ? brotliDecompressSync(inDist(path)) : gunzipSync(inDist(path));
      expect(unpacked.equals(inDist(path.slice(0, -3))), path).toBe(true);
    }
    const texts = [...widget.files, ...inbox.files].filter(path => /\.(js|css|html|svg)$/.test(path));
    expect(texts.filter(path => !packed.includes(`${path}.br`) || !packed.includes(`${path}.gz`))).toEqual([]);
  });
});

function locales(folder: string): string[] {
  const names = readdirSync(join(ROOT, folder, 'i18n'))
    .map(file => /^([a-z]{2})\.ts$/.exec(file)?.[1])
    .filter(name => name !== undefined);
  if (names.length === 0) throw new Error(`${folder}/i18n has no locales`);
  return names;
}
