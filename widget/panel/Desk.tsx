import { language, laterWords, words } from './language.ts';
import { link } from './link.ts';
import { accentStyle } from './settings.ts';
import { desk } from './site.ts';
import { watching } from './value.ts';

/** What makes an element one that all of ours can stand in: its theme, its language, its direction. */
export function deskOf(theme: string) {
  const { code } = language.now;
  return { class: `desk ${theme}`, style: accentStyle(), lang: code, dir: code === 'ar' ? 'rtl' : 'ltr' } as const;
}

/**
 * Says that nothing is taken here, that what is typed does not outlive the page, or that the link is down and it is kept:
 * one of them, as another would be a lie.
 */
export const Notice = watching([link], () => {
  const { isForgetful, isDown } = link.now;
  return (
    <p class="bar" role="status">
      {desk.now.isRefused ? laterWords()?.unset : isForgetful ? laterWords()?.unkept : isDown && words().offline}
    </p>
  );
});
