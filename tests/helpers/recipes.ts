/** What docs/embed.md tells people to paste, so that the tests paste the same. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const TEXT = readFileSync(join(import.meta.dirname, '../../docs/embed.md'), 'utf8');

/** A fenced block, and the name that stands alone above those that are a file. */
const BLOCK = /(?:^`([^`\n]+)`\n\n)?^```\w+\n([\s\S]*?)^```$/gm;

/**
 * The code under one heading.
 * @param heading without its `##`
 * @throws Error when there is no such heading, or no code under it
 */
export function recipe(heading: string): { blocks: string[]; files: Record<string, string> } {
  const section = TEXT.split(/^## /m).find(each => each.startsWith(`${heading}\n`)) ?? '';
  const found = [...section.matchAll(BLOCK)].map(([, file, code]) => ({ file, code: code! }));
  if (found.length === 0) throw new Error(`docs/embed.md has no code under "${heading}"`);
  const files = found.flatMap(({ file, code }) => (file ? [[file, code] as const] : []));
  return { blocks: found.map(({ code }) => code), files: Object.fromEntries(files) };
}

const [ownElements, , queue, , policy] = recipe('The same everywhere').blocks;
/** The button and the form that a page has of its own. */
export const OWN_ELEMENTS = ownElements!;
/** The lines that let calls wait for the tag's script, and one call. */
export const QUEUE = queue!;
/** The value of a Content-Security-Policy header. */
export const POLICY = policy!.trim();

/** Puts one's own address and key in, as whoever follows the recipe does. */
export function filledIn(text: string, deskbell: { url: string; siteKey: string }): string {
  return text
    .replaceAll('https://YOUR-HOST', deskbell.url)
    .replaceAll('wss://YOUR-HOST', deskbell.url.replace('http', 'ws'))
    .replaceAll('YOUR-SITE-KEY', deskbell.siteKey);
}
