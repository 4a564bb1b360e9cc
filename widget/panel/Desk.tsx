import type { ComponentChildren } from 'preact';
import { language } from './language.ts';
import { accentStyle, darkness, settings } from './settings.ts';

/** What all of ours stands on: its theme, its language, its direction. */
export function Desk({ children }: { children: ComponentChildren }) {
  const { theme } = settings.now;
  const { code } = language.now;
  const isDark = theme === 'dark' || (theme !== 'light' && darkness.matches);
  return (
    <div class={isDark ? 'desk dark' : 'desk'} style={accentStyle()} lang={code} dir={code === 'ar' ? 'rtl' : 'ltr'}>
      {children}
    </div>
  );
}
