import type { Options } from '../options.ts';
import { desk } from './site.ts';
import { createValue } from './value.ts';

/** What the tag said, and whatever `boot` and `update` have changed since. */
export const settings = createValue<Options>({});

/** What the system prefers, where the page has no say in it. */
export const darkness = matchMedia('(prefers-color-scheme:dark)');

/** Whether what we draw is dark, where nothing of the page's lies behind it. */
export function isDark(): boolean {
  const { theme } = settings.now;
  return theme === 'dark' || (theme !== 'light' && darkness.matches);
}

/** Whether fingers type here, on a keyboard that covers half of the screen. */
export const isTouch = (): boolean => matchMedia('(pointer:coarse)').matches;

/** Of a site that has chosen none, and until it is known. */
const ACCENT = '#0b6b57';

/** The site's colour, as the style sheet takes it in. */
export function accentStyle(): { '--site': string } {
  return { '--site': settings.now.accent ?? desk.now.site?.accent ?? ACCENT };
}
