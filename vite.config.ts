import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minify } from 'terser';
import type { InlineConfig, Plugin } from 'vite';

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8')) as { version: string };

/** No advice about slow plugins: terser is slow, and worth it. */
const checks = { bundlerTimings: false };

/** Nothing is guessed from files in the root: what a build takes is what these functions say. */
function bare(root: string): InlineConfig {
  return { root, configFile: false, publicDir: false, logLevel: 'warn' };
}

/**
 * What the builds for browsers share. All stay in memory (`write: false`): scripts/build.js writes, compresses and tidies.
 * @param define compile-time constants; values are put in as JSON
 */
function page(root: string, define: Record<string, unknown>): InlineConfig {
  return {
    ...bare(root),
    define: Object.fromEntries(
      Object.entries({ __VERSION__: version, 'process.env.NODE_ENV': 'production', ...define }).map(([name, value]) => [
        name,
        JSON.stringify(value),
      ]),
    ),
    resolve: { dedupe: ['preact', '@preact/signals', '@preact/signals-core'] },
    plugins: [safePreact(), terser()],
    build: {
      write: false,
      target: 'es2020',
      // Logical properties and :focus-visible as they are: lowering them would cost more bytes than the browsers left out.
      cssTarget: ['chrome111', 'firefox114', 'safari16.4'],
      // Terser does it (see below). Each `output` says so again, since this alone still prints the code anew after it.
      minify: false,
      cssMinify: 'lightningcss',
      modulePreload: false,
      // Small pictures stay files: a strict policy of ours or of a site allows no data: addresses.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
    },
  };
}

/** `Features.LightDark` of lightningcss, which is Vite's to depend on. */
const LIGHT_DARK = 1 << 20;

/**
 * The panel and all it loads later: its `import()`s become chunks of their own, named like their sources. What several of
 * them use lies in the panel's own chunk, as it is there before any of them, so there is one Preact and one of all else.
 */
export function panelConfig(root: string): InlineConfig {
  const config = page(root, {});
  return {
    ...config,
    // The panel has no `light-dark()`, and would get the variables that lower it beside each `color-scheme`.
    css: { lightningcss: { exclude: LIGHT_DARK } },
    oxc: { jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' } },
    plugins: [classicJsx(), leanPreact(), ...config.plugins!],
    build: {
      ...config.build,
      lib: {
        entry: { panel: join(root, 'widget/panel/start.ts'), withdraw: join(root, 'widget/withdraw.ts') },
        formats: ['es'],
      },
      rolldownOptions: {
        checks,
        preserveEntrySignatures: 'allow-extension',
        output: {
          minify: false,
          entryFileNames: '[name].js',
          // A language has two: the words that are needed at once, and those that come with later chunks.
          chunkFileNames: ({ moduleIds }) => {
            const kind = /\/(later|calendar|waiting)\/\w\w\.ts$/.exec(moduleIds.at(-1) ?? '')?.[1];
            return kind ? `${kind}-[name].js` : '[name].js';
          },
          codeSplitting: { groups: [{ name: panelChunk }], includeDependenciesRecursively: false },
        },
      },
    },
  };
}

/**
 * The panel's own chunk, for what its entry imports and what several later chunks share: it is there before any of them, and
 * each of them may run under a second specifier (widget/panel/chunks.ts), of which another one's import would know nothing.
 */
function panelChunk(id: string, modules: Modules): string | null {
  const begins = beginnings(id, modules);
  return begins.size > 1 || [...begins][0]?.endsWith('/widget/panel/start.ts') ? 'panel' : null;
}

/** The entries and later chunks whose code a module is part of, by the module that each begins with. */
function beginnings(id: string, modules: Modules): Set<string> {
  const { importers = [], dynamicImporters = [] } = modules.getModuleInfo(id) ?? {};
  const isBeginning = dynamicImporters.length > 0 || importers.length === 0;
  return new Set([...(isBeginning ? [id] : []), ...importers.flatMap(each => [...beginnings(each, modules)])]);
}

/**
 * The launcher: one classic script that knows where its chunks are.
 * @param folder of the chunks, below public/, such as assets/Ab12Cd34
 */
export function launcherConfig(root: string, folder: string): InlineConfig {
  const config = page(root, { __CHUNKS__: folder });
  const entry = 'virtual:launcher';
  return {
    ...config,
    plugins: [
      ...config.plugins!,
      {
        // An entry without exports of its own, so that those of launcher.ts (for tests) never become a global variable.
        name: 'launcher-entry',
        resolveId: id => (id === entry ? `\0${entry}` : null),
        load: id => (id === `\0${entry}` ? `import ${JSON.stringify(join(root, 'widget/launcher.ts'))};` : null),
      },
    ],
    build: {
      ...config.build,
      rolldownOptions: {
        checks,
        input: entry,
        output: { minify: false, format: 'iife', entryFileNames: 'deskbell.js' },
      },
    },
  };
}

/** The inbox's service worker: one classic script, whose address stays as it is, since browsers know it by that. */
export function workerConfig(root: string): InlineConfig {
  const config = page(root, {});
  return {
    ...config,
    build: {
      ...config.build,
      rolldownOptions: {
        checks,
        input: join(root, 'inbox/features/push/worker/main.ts'),
        output: { minify: false, format: 'iife', entryFileNames: 'inbox/worker.js' },
      },
    },
  };
}

/** What a bundler knows of a module's neighbours. */
interface Modules {
  getModuleInfo(id: string): { importers: string[]; dynamicImporters: string[] } | null;
}

/**
 * Which chunk of the inbox a module belongs to: all that the first screen needs is one, and its words are one for each
 * language. Null leaves it to the bundler: a room that is fetched later has its own.
 */
function inboxChunk(id: string, modules: Modules): string | null {
  // Named here, since what is only imported by words would come to lie in a chunk that needs theirs while theirs needs it.
  const calendar = /\/protocol\/calendar\/(\w\w)\.ts$/.exec(id)?.[1];
  if (calendar) return `words-${calendar}`;
  const locale = /\/words\/(\w\w)\.ts$/.exec(id)?.[1];
  const isWanted = (each: string): boolean =>
    each.endsWith('/inbox/main.tsx') || (modules.getModuleInfo(each)?.importers.some(isWanted) ?? false);
  if (locale) return modules.getModuleInfo(id)?.dynamicImporters.some(isWanted) ? `words-${locale}` : null;
  return isWanted(id) ? 'first' : null;
}

/**
 * The agents' page. It is served as /inbox/ while its files come from /assets, all of it below any path: hence
 * the base. Each room that is fetched later is a
 * chunk with its style and, for each language, one with its words; those of the first screen come together.
 */
export function inboxConfig(root: string): InlineConfig {
  const config = page(root, {});
  return {
    ...config,
    base: './',
    plugins: [leanNumbers(), ...config.plugins!],
    build: {
      ...config.build,
      // What a chunk needs besides is fetched together with it, not after it.
      modulePreload: { polyfill: false },
      rolldownOptions: {
        checks,
        input: join(root, 'inbox/index.html'),
        output: {
          minify: false,
          codeSplitting: {
            groups: [{ name: inboxChunk }],
            includeDependenciesRecursively: false,
          },
          entryFileNames: 'assets/inbox-[hash].js',
          chunkFileNames: 'assets/inbox-[name]-[hash].js',
          assetFileNames: 'assets/inbox-[name]-[hash][extname]',
        },
      },
    },
  };
}

/**
/**
 * Has JSX become calls of Preact's own `h`, which is there anyway, instead of those of a runtime that comes on top: 0.1 KB
 * less. Sources know nothing of it.
 */
function classicJsx(): Plugin {
  return {
    name: 'classic-jsx',
    enforce: 'pre',
    transform: {
      filter: { id: /\.tsx$/ },
      handler: code => ({ code: `import { h, Fragment } from 'preact';${code}`, map: null }),
    },
  };
}

/**
 * Terser, as the last step: Vite's own way keeps annotations in library mode, and earlier its output is printed anew.
 * In the launcher `toplevel` stays off, since with it Terser unwraps the function around the script and our variables
 * become the page's.
 */
function terser(): Plugin {
  return {
    name: 'terser',
    renderChunk: {
      order: 'post',
      async handler(code, _chunk, { format }) {
        const isModule = format === 'es';
        const result = await minify(code, {
          module: isModule,
          toplevel: isModule,
          ecma: 2020,
          // The last two cost characters and save compressed bytes: calls that stay look like each other.
          compress: { passes: 3, pure_getters: true, unsafe: true, negate_iife: false, inline: 1, hoist_props: false },
          format: { comments: false },
        });
        return { code: result.code!, map: null };
      },
    },
  };
}

/** Has both pages use a Preact that can not make markup of text. */
function safePreact(): Plugin {
  return {
    name: 'safe-preact',
    transform: {
      filter: { id: /\/preact\/dist\/preact\.(?:module\.js|mjs)$/ },
      handler: code => ({ code: withoutHtmlSink(code), map: null }),
    },
  };
}

/**
 * Takes `dangerouslySetInnerHTML` out of Preact's code: the only HTML sink in it. We never use it (user text is text), a
 * site with `require-trusted-types-for 'script'` would have to trust us on that, and so it need not: the code is not
 * there. Nothing but a patch can do it: the branch lies in the middle of the function that draws elements, where no
 * bundler can know that it is never taken, and Preact has no option for it. tests/checks/safe-preact.test.ts says what to
 * do when Preact changes.
 * @throws Error when the sink is not where it was
 */
export function withoutHtmlSink(code: string): string {
  const safe = code
    .replace(/"dangerouslySetInnerHTML"==\w+\?\w+=\w+:/g, '')
    .replace(
      /if\((\w+)\)\w+\|\|\w+&&\(\1\.__html==\w+\.__html\|\|\1\.__html==(\w+)\.innerHTML\)\|\|\(\2\.innerHTML=\1\.__html\),\w+\.__k=\[\];else if\(\w+&&\(\2\.innerHTML=""\),/,
      'if(',
    );
  if (/innerHTML/i.test(safe))
    throw new Error('Preact has changed: tests/checks/safe-preact.test.ts says how to cut its innerHTML out again');
  return safe;
}

/**
 * What Preact offers and the widget does not use, by the names that Preact itself reads: lifecycles of old, context and
 * error boundaries. Whoever wants one of them takes it from this list.
 */
export const UNUSED_OF_PREACT = [
  'componentDidCatch',
  'componentWillMount',
  'componentWillReceiveProps',
  'componentWillUpdate',
  'contextType',
  'defaultProps',
  'getChildContext',
  'getDerivedStateFromError',
  'getDerivedStateFromProps',
  'shouldComponentUpdate',
];
/** The same of its `options`, by which libraries extend it. Those with underscores are Preact's own short names. */
export const UNUSED_OPTIONS = ['vnode', 'diffed', 'unmount', 'event', '__', '__b', '__c', '__m'];

/**
 * Has the widget's Preact know that nobody sets these, so that Terser drops the code that asks for them: 0.4 KB. The inbox
 * keeps them, as signals need some. tests/checks/lean-preact.test.ts holds both lists against the widget and Preact.
 */
function leanPreact(): Plugin {
  return {
    name: 'lean-preact',
    transform: {
      filter: { id: /\/preact\/dist\/preact\.(?:module\.js|mjs)$/ },
      handler: code => ({ code: withoutDrawings(withoutUnused(code)), map: null }),
    },
  };
}

/**
 * Puts `undefined` wherever Preact's code reads one of them; what sets one stays.
 * @throws Error when its `options` are not where they were
 */
export function withoutUnused(code: string): string {
  const options = /\b(\w+) as options\b/.exec(code)?.[1];
  if (!options) throw new Error('Preact has changed: withoutUnused in vite.config.ts finds no options in it');
  const features = String.raw`(?:\w+\.)+(?:${UNUSED_OF_PREACT.join('|')})`;
  // Asked for and called at once, or put in a variable to be called: other things have the same short names elsewhere.
  const hooks = String.raw`${options}\.(?:${UNUSED_OPTIONS.join('|')})(?=&&${options}\.|\)&&\w\(|\?${options}\.)`;
  return code.replace(new RegExp(String.raw`(?<![.\w])(?:${features}\b(?!=[^=])|${hooks})`, 'g'), '(void 0)');
}

/**
 * Has the widget's Preact make HTML alone: its icons are cut out by the style sheet, so what tells SVG and MathML apart is
 * never reached: 0.1 KB less.
 * @throws Error when that is not where it was
 */
export function withoutDrawings(code: string): string {
  const html = code
    .replace(/"svg"==(\w)\?(\w)="[^"]+":"math"==\1\?\2="[^"]+":\2\|\|\(\2=("[^"]+")\)/, '$2=$3')
    .replace(/if\("http:\/\/www\.w3\.org\/2000\/svg"==\w\)[^;]*;else /, '')
    .replace(/"foreignObject"==\w\?"[^"]+":/, '');
  if (/svg|MathML|foreignObject/.test(html))
    throw new Error('Preact has changed: withoutDrawings in vite.config.ts finds its SVG no more');
  return html;
}

/** What `metadata.min` of libphonenumber-js holds, as far as the inbox reads it. Formats are the fifth of what is known of a country. */
interface NumberMetadata {
  country_calling_codes: Record<string, string[]>;
  countries: Record<string, unknown[]>;
  nonGeographic: Record<string, unknown[]>;
}

/**
 * Leaves of the metadata of phone numbers what the inbox prints them by: the formats of the first country of each calling
 * code. That is half of it.
 * @throws Error when the metadata is not what it was
 */
function leanNumbers(): Plugin {
  return {
    name: 'lean-numbers',
    transform: {
      filter: { id: /\/libphonenumber-js\/metadata\.min\.json\.js$/ },
      handler(code) {
        const metadata = JSON.parse(code.slice(code.indexOf('{'), code.lastIndexOf('}') + 1)) as NumberMetadata;
        return { code: `export default ${JSON.stringify(formatsOnly(metadata))}`, map: null };
      },
    },
  };
}

export function formatsOnly({ country_calling_codes, countries, nonGeographic }: NumberMetadata): NumberMetadata {
  const formats = (facts: unknown[] | undefined) => [0, 0, 0, 0, facts?.[4] ?? 0];
  const codes = Object.entries(country_calling_codes).map(([code, [first = '']]) => [code, first] as const);
  if (!codes.some(([, country]) => Array.isArray(countries[country]?.[4])))
    throw new Error('libphonenumber-js has changed: formatsOnly in vite.config.ts finds no formats in its metadata');
  return {
    country_calling_codes: Object.fromEntries(codes.map(([code, country]) => [code, [country]])),
    countries: Object.fromEntries(codes.map(([, country]) => [country, formats(countries[country])])),
    nonGeographic: Object.fromEntries(Object.entries(nonGeographic).map(([code, facts]) => [code, formats(facts)])),
  };
}

export default inboxConfig(import.meta.dirname);
