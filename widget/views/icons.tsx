/** @jsxRuntime classic */
/** @jsx h */
// biome-ignore lint/correctness/noUnusedImports: JSX becomes calls of it
import { h } from '../dom.ts';

/** Lines of 2 in a box of 20, in the colour of the text around them. */
export const CLOSE = 'm5 5 10 10M15 5 5 15';
export const SEND = 'M3 10h12m-4.5-5 5 5-5 5';
export const TICK = 'm4 10.5 4 4 8-9';
export const SOUND = 'M3 8v4h3l4 3V5L6 8Zm10-1a4 4 0 0 1 0 6';
export const MUTE = 'M3 8v4h3l4 3V5L6 8Zm10 0 4 4m0-4-4 4';

export const icon = (line: string) => (
  <svg viewBox="0 0 20 20" aria-hidden="true">
    <path d={line} />
  </svg>
);
