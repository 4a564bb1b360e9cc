/** How a letter looks where mail is shown as a page: one table, styles in the tags, since mail programs throw sheets away. */

import type { Locale } from '../../../protocol/wire/fields.ts';
import { type Html, html, ownMarkup } from '../../http/html.ts';
import { accentsOf } from '../forms/accent.ts';
import type { MoreLink, Paragraph } from './wording.ts';

export interface LetterPage {
  locale: Locale;
  subject: string;
  paragraphs: readonly Paragraph[];
  /** Null: the letter leads nowhere. */
  button: { text: string; url: string; hint: string } | null;
  links: readonly MoreLink[];
  /** Why it came. */
  why: string;
  /** Where one says that one wants no more of them; null: nobody has to. */
  stop: { text: string; url: string } | null;
  /** The site's colour, as CSS hex. */
  accent: string;
}

const FONTS = "system-ui,-apple-system,'Segoe UI','Noto Sans',Arial,sans-serif";

/** Dark where the reader's program can tell; the light colours stand in the tags, for those that can not. */
function sheet(dark: { fill: string; ink: string }): string {
  return (
    ':root{color-scheme:light dark;supported-color-schemes:light dark}' +
    '@media(prefers-color-scheme:dark){' +
    '.ground{background:#111413!important}.card{background:#171a19!important;border-color:#2c3230!important}' +
    '.ink{color:#eef1ef!important}.soft,.soft a{color:#a9b1ae!important}' +
    `.go{background:${dark.fill}!important}.go a{color:${dark.ink}!important}}`
  );
}

/** A whole page without scripts, pictures or anything that is fetched. */
export function letterPage(page: LetterPage): Html {
  const { locale, subject, paragraphs, button, links, why, stop, accent } = page;
  const { light, dark } = accentsOf(accent);
  const dir = locale === 'ar' ? 'rtl' : 'ltr';
  const align = ownMarkup(`text-align:${locale === 'ar' ? 'right' : 'left'}`);
  return html`<!doctype html>
<html lang="${locale}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
<style>${ownMarkup(sheet(dark))}</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#f5f4f1">
<table role="presentation" class="ground" dir="${dir}" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f5f4f1">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px">
<tr><td class="card" style="background:#ffffff;border:1px solid #e4e2dc;border-radius:14px;padding:24px;font-family:${FONTS};${align}">
${paragraphs.map(
  ({ text, isTheirs }) =>
    html`<p class="ink" dir="${isTheirs ? 'auto' : dir}" style="margin:0 0 16px;font-size:16px;line-height:1.5;color:#1b1f1e;overflow-wrap:anywhere">${broken(text)}</p>
`,
)}${button && buttonRow(button, light, align)}${links.length > 0 && linksRow(links, align)}</td></tr>
<tr><td class="soft" style="padding:16px 24px 0;font-family:${FONTS};font-size:13px;line-height:1.5;color:#5a615f;${align}">${why}${stop && html`<br><a href="${stop.url}" style="color:#5a615f">${stop.text}</a>`}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function buttonRow({ text, url, hint }: NonNullable<LetterPage['button']>, { fill, ink }: Colours, align: Html): Html {
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 20px"><tr><td class="go" style="background:${fill};border-radius:10px"><a href="${url}" style="display:inline-block;padding:12px 20px;font-family:${FONTS};font-size:16px;font-weight:600;color:${ink};text-decoration:none">${text}</a></td></tr></table>
<p class="soft" style="margin:0;font-size:13px;line-height:1.5;color:#5a615f;${align}">${hint}<br><a href="${url}" dir="ltr" style="color:#5a615f;overflow-wrap:anywhere">${url}</a></p>
`;
}

function linksRow(links: readonly MoreLink[], align: Html): Html {
  return html`<p class="ink" style="margin:16px 0 0;font-size:15px;line-height:2;color:#1b1f1e;${align}">${links.map(({ text, url }, at) => html`${at > 0 && html`<br>`}<a class="ink" href="${url}" style="color:#1b1f1e">${text}</a>`)}</p>
`;
}

interface Colours {
  fill: string;
  ink: string;
}

function broken(text: string): Html[] {
  return text.split('\n').map((line, at) => (at === 0 ? html`${line}` : html`<br>${line}`));
}
