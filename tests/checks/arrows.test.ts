import { describe, expect, test } from 'vitest';
import { circles, path, sources } from './sources.ts';

const all = sources('protocol', 'server', 'widget', 'inbox');
const imports = [...all].flatMap(([from, list]) => list.map(each => ({ from, ...each })));
const folder = (file: string) => file.split('/')[0]!;
const FOLDERS = ['protocol', 'server', 'widget', 'inbox'];

/** Reads as `server/app.ts:12 -> server/main.ts`. */
const show = ({ from, line, to }: (typeof imports)[number]) => `${from}:${line} -> ${to}`;

describe('import arrows', () => {
  test('are found at all', () => {
    expect(imports.length).toBeGreaterThan(50);
    expect(imports.filter(({ to }) => FOLDERS.includes(folder(to)) && !to.includes('.')).map(show)).toEqual([]);
  });

  test('between folders only point to protocol', () => {
    const crossing = imports.filter(
      ({ from, to }) => to.includes('/') && !to.startsWith('@') && folder(to) !== folder(from),
    );
    expect(crossing.filter(({ to }) => folder(to) !== 'protocol').map(show)).toEqual([]);
  });

  test('from widget and inbox never reach zod at run time', () => {
    const pages = [...all.keys()].filter(file => /^(widget|inbox)\//.test(file));
    const ways = pages.map(file => path(all, file, to => to === 'zod')?.join(' -> ')).filter(Boolean);
    expect(ways).toEqual([]);
  });

  test('in the pages lead to no package but Preact', () => {
    const allowed = /^(preact|@preact\/signals(-core)?)$/;
    // How countries write their numbers: its data alone, of which the build takes a part.
    const isNumbers = ({ from, to }: (typeof imports)[number]) =>
      from === 'inbox/shell/phone-formats.ts' && to === 'libphonenumber-js';
    // Draws the picture that an authenticator app reads; fetched with that page alone.
    const isPicture = ({ from, to }: (typeof imports)[number]) =>
      from === 'inbox/features/factors/settings/Picture.tsx' && to === 'uqr';
    // Dragging cards over the board, or a list into its order; fetched with those pages alone.
    const isDrag = ({ from, to }: (typeof imports)[number]) =>
      from === 'inbox/shell/drag.ts' && to === '@atlaskit/pragmatic-drag-and-drop';
    const packages = imports.filter(
      ({ from, to, isValue }) => isValue && /^(widget|inbox)\//.test(from) && !FOLDERS.includes(folder(to)),
    );
    expect(
      packages
        .filter(each => !allowed.test(each.to) && !isNumbers(each) && !isPicture(each) && !isDrag(each))
        .map(show),
    ).toEqual([]);
  });

  test('go round in no circle, types counted', () => {
    expect(circles(all)).toEqual([]);
  });
});

/** Imports from a lower row of files to a higher one; types count, too. */
function upwards(rows: [name: string, files: RegExp][]): string[] {
  const row = (file: string) => rows.findIndex(([, pattern]) => pattern.test(file));
  return [...all.keys()].flatMap(file => {
    const own = row(file);
    if (own < 0) return [];
    const isAbove = (to: string) => row(to) >= 0 && row(to) < own;
    const chain = path(all, file, isAbove);
    const types = all.get(file)!.filter(({ to }) => isAbove(to));
    return chain ? [chain.join(' -> ')] : types.map(each => show({ from: file, ...each }));
  });
}

describe('inside the inbox', () => {
  /** From top to bottom, and no file stands outside. */
  const ROWS: [string, RegExp][] = [
    ['main', /^inbox\/main\.tsx$/],
    ['the desk', /^inbox\/desk\//],
    ['views of rooms', /^inbox\/features\/.*\.tsx$/],
    ['the rooms by name', /^inbox\/inbox\.ts$/],
    ['what rooms hold and say', /^inbox\/features\/.*\.ts$/],
    ['the shell', /^inbox\/shell\//],
  ];

  test.each(ROWS)('%s is there', (_name, pattern) => {
    expect([...all.keys()].some(file => pattern.test(file))).toBe(true);
  });

  test('every file has its row, and no import points upwards', () => {
    const files = [...all.keys()].filter(file => file.startsWith('inbox/'));
    expect(files.filter(file => !ROWS.some(([, pattern]) => pattern.test(file)))).toEqual([]);
    expect(upwards(ROWS)).toEqual([]);
  });
});

describe('inside the server', () => {
  /** What belongs to no engine and reads nothing: what happens to what. */
  const PURE =
    'rules|store|visibility|reach|emails|phones|home|marks|slots|queue|trigrams|names|moves|adverts|disguise|ideas|links|pitches|probes|templates|text|tongues|vocabulary|memory|numbers|blocks|stamp|page-script|letters|accent|times|subjects|gathering|quiet|ways|desk-notice|threads|cursor|identities|card|merges|alike|seeking|edits|person-rows|source|signs|joining|filling|records|buying|headers|purchase-headers|separators|traces|progress|desk-news|changed|spans|referrals|corrections|starts|free-times|visit|why-not|plan';
  /** From top to bottom. Files that stand in no row are tools which any row may use; they count for the way they open. */
  const ROWS: [string, RegExp][] = [
    ['main', /^server\/main\.ts$/],
    ['app', /^server\/(app|rooms)\.ts$/],
    [
      'doors and the beat',
      /^server\/(wire\/(sockets|arrivals|receive|streams|\w+-commands)|http\/(docs|health|pages)|other-servers|beat)\.ts$/,
    ],
    ['rooms', new RegExp(`^server/features/[\\w-]+/(?!(${PURE})\\.ts$|(sqlite|mongo)(-\\w+)?\\.ts$)`)],
    [
      'what opens a store',
      /^server\/store\/(open|open-patiently|move|(sqlite|mongo)\/(open|transfer|tables(\/\w+)?))\.ts$/,
    ],
    ['stores of rooms', /^server\/(features\/[\w-]+|outbox)\/(sqlite|mongo)(-(?!document)\w+)?\.ts$/],
    ['engines', /^server\/(store\/(sqlite|mongo)\/|(features\/[\w-]+|outbox)\/mongo-document\.ts$)/],
    ['rules', new RegExp(`^server/features/[\\w-]+/(${PURE})\\.ts$`)],
  ];
  test.each(ROWS)('%s is there', (_name, pattern) => {
    expect([...all.keys()].some(file => pattern.test(file))).toBe(true);
  });

  test('no import points upwards, not even through a tool', () => {
    expect(upwards(ROWS)).toEqual([]);
  });

  test('lead to other rooms only by their doors', () => {
    /** What one may ask of a room, who hears of it, what is set for it and said, what is pure, and what the context or the core holds of it. */
    const isDoor = new RegExp(
      `^server/features/[\\w-]+/(commands|own|payment|people|fields|news|ways|settings|wording|card|named|trial|${PURE})\\.ts$`,
    );
    const held = new Set(['server/context.ts', 'server/core.ts'].flatMap(file => all.get(file)!.map(({ to }) => to)));
    const room = (file: string) => /^server\/features\/([\w-]+)\//.exec(file)?.[1];
    // Engines know each other: one step of theirs writes what several rooms keep.
    const isEngine = (file: string) => /\/(sqlite|mongo)(-\w+)?\.ts$/.test(file);
    const inside = imports.filter(
      ({ from, to }) =>
        room(from) && room(to) && room(from) !== room(to) && !isDoor.test(to) && !held.has(to) && !isEngine(from),
    );
    expect(inside.map(show)).toEqual([]);
  });

  test.each([
    ['mongodb', 'mongo'],
    ['node:sqlite', 'sqlite'],
  ])('only its store knows %s', (driver, engine) => {
    const isOfEngine = new RegExp(`^server/(store/${engine}/|(features|outbox)/.*${engine})`);
    const users = imports.filter(({ to }) => to === driver);
    expect(users.filter(({ from }) => !isOfEngine.test(from)).map(show)).toEqual([]);
    expect(users.length).toBeGreaterThan(0);
    // Nor does anybody reach into it but those who open it, and the programs that work on its files.
    const openers = /^server\/(store\/(open|transfer|move)|commands\/\w+)\.ts$/;
    const inside = imports.filter(({ from, to }) => isOfEngine.test(to) && !isOfEngine.test(from));
    expect(inside.filter(({ from }) => !openers.test(from)).map(show)).toEqual([]);
  });
});
