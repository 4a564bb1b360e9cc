/** The page that a mailed answer leads back to. */
import type { Locale } from '../../../protocol/wire/fields.ts';
import { type Html, html, ownMarkup } from '../../http/html.ts';
import type { SiteRecord } from '../sites/store.ts';
import { document } from './pages.ts';
import { say } from './words/index.ts';

/** Builders rewrite templates that hold it. */
const END = ownMarkup('</script>');

export interface TalkPage {
  locale: Locale;
  site: SiteRecord;
  sheet: string;
  /** It leads nowhere any more. */
  isOver: boolean;
  /** Somebody pressed, and the widget opens; null: it is only looked at. */
  open: { script: string; launcher: string } | null;
}

/** Keeps the visitor's token where the widget looks for it, beside what it keeps there already. */
export function keepingScript(siteKey: string, token: string): string {
  const [name, value] = [`deskbell:${siteKey}`, token].map(text => JSON.stringify(text).replaceAll('<', '\\u003c'));
  return `let kept={};try{kept=JSON.parse(localStorage.getItem(${name}))??{}}catch{}
localStorage.setItem(${name},JSON.stringify({...kept,token:${value}}))`;
}

export function talkPage({ locale, site, sheet, isOver, open }: TalkPage): Html {
  const title = say(locale, 'talkTitle', { site: site.name });
  return document(
    locale,
    title,
    sheet,
    html`<h1>${title}</h1>
${isOver && html`<p>${say(locale, 'talkOver')}</p>`}
${
  open &&
  html`<p>${say(locale, 'talkOpened')}</p>
<noscript><p class="alert">${say(locale, 'talkNeedsScript')}</p></noscript>
${ownMarkup(`<script>${open.script}</script>`)}
<script async src="${open.launcher}" data-site="${site.key}" data-open="chat">${END}`
}
${
  !isOver &&
  !open &&
  html`<p>${say(locale, 'talkLead')}</p>
<form method="post" action="?"><button>${say(locale, 'talkOpen')}</button></form>`
}`,
  );
}
