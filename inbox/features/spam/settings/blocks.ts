/** The block list as its owner types it: a text for each kind, one on each line. */
import type { SpamBlock } from '../../../../protocol/spam.ts';

export const BLOCK_KINDS = ['address', 'number', 'word', 'country'] as const satisfies SpamBlock['kind'][];
export type BlockTexts = Record<SpamBlock['kind'], string>;

export function blockTexts(blocks: readonly SpamBlock[]): BlockTexts {
  const of = (kind: SpamBlock['kind']) => blocks.filter(each => each.kind === kind).map(each => each.value);
  return Object.fromEntries(BLOCK_KINDS.map(kind => [kind, of(kind).join('\n')])) as BlockTexts;
}

/** In the order of the kinds, so that a refusal's number leads back to the text that is wrong. */
export function blocksOf(texts: BlockTexts): SpamBlock[] {
  return BLOCK_KINDS.flatMap(kind => linesOf(texts[kind]).map(value => ({ kind, value })));
}

/** ISO 3166 codes in any writing: `mn, ru`. */
export function countriesOf(text: string): string[] {
  return [
    ...new Set(
      text
        .toUpperCase()
        .split(/[^A-Z]+/)
        .filter(Boolean),
    ),
  ];
}

function linesOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split('\n')
        .map(line => line.trim())
        .filter(Boolean),
    ),
  ];
}
