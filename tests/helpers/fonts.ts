import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cachedFolder, cacheFolder } from './cache.ts';

const require = createRequire(import.meta.url);

/**
 * Whole TTF files, one face per weight: Chromium does not read WOFF as a system font, and web-font subsets would make
 * Latin and Cyrillic of one sentence come from two faces. Noto Sans itself has Latin, Cyrillic, Greek and Devanagari.
 */
const PACKAGES = ['noto-sans', 'noto-sans-arabic', 'noto-sans-ethiopic'];
const WEIGHTS = ['400Regular', '500Medium', '600SemiBold', '700Bold'];

/**
 * Which family draws `sans-serif` in a page of that script. Chromium's own per-character fallback knows no weights, so
 * without this a bold Arabic heading would be drawn in fake bold. Page.setFontFamilies of the DevTools protocol.
 */
export const SCRIPT_FAMILIES = [
  { script: 'Arab', fontFamilies: { standard: 'Noto Sans Arabic', sansSerif: 'Noto Sans Arabic' } },
  { script: 'Ethi', fontFamilies: { standard: 'Noto Sans Ethiopic', sansSerif: 'Noto Sans Ethiopic' } },
];

/**
 * Writes a fontconfig file by which a browser sees Noto Sans as its system font and nothing else, so that pictures and
 * measured widths are the same on every machine.
 * @returns the path for `FONTCONFIG_FILE`
 */
export async function fontConfig(): Promise<string> {
  const folders = PACKAGES.flatMap(name => {
    const root = dirname(require.resolve(`@expo-google-fonts/${name}/package.json`));
    return WEIGHTS.map(weight => join(root, weight));
  });
  const aliases = ['system-ui', 'ui-sans-serif', 'sans-serif', 'sans', 'serif', 'monospace']
    .map(
      family => `<alias binding="strong"><family>${family}</family><prefer><family>Noto Sans</family></prefer></alias>`,
    )
    .join('\n');
  const content = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map(folder => `<dir>${folder}</dir>`).join('\n')}
<cachedir>${join(await cacheFolder(), 'fontconfig')}</cachedir>
${aliases}
</fontconfig>
`;
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
  const folder = await cachedFolder(`fonts-${hash}`, folder => writeFile(join(folder, 'fonts.conf'), content));
  return join(folder, 'fonts.conf');
}
