import { encode } from 'uqr';
import { t } from './words/index.ts';

/** Modules of white around it: without them cameras do not find it (ISO/IEC 18004 asks for four). */
const BORDER = 4;

/** A QR code, drawn as one path: black on white in the dark too, or apps do not read it. */
export function Picture({ text }: { text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: BORDER });
  const path = data.flatMap((row, y) => row.flatMap((isBlack, x) => (isBlack ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg class="factor-picture" role="img" aria-label={t('picture')} viewBox={`0 0 ${size} ${size}`}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}
