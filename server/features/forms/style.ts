import { createHash } from 'node:crypto';
import { accentsOf } from './accent.ts';

/** The look's numbers for pages without JavaScript: same scales and colours as the widget, light and dark. */
const SHEET = `
:root{color-scheme:light dark;--ground:#fff;--sunken:#f5f4f1;--line:#8a8780;--soft:#e4e2dc;--ink:#1b1f1e;--ink-2:#5a615f;--late:#b3261e;--late-soft:#fbe9e7}
@media(prefers-color-scheme:dark){:root{--ground:#171a19;--sunken:#111413;--line:#7b8380;--soft:#2c3230;--ink:#eef1ef;--ink-2:#a9b1ae;--late:#ff8a80;--late-soft:#3a1d1b}}
*{box-sizing:border-box;margin:0}
body{font:15px/1.5 system-ui,"Noto Sans","Noto Sans Arabic","Noto Sans Ethiopic","Noto Sans Devanagari",sans-serif;color:var(--ink);background:var(--sunken);padding:24px 16px;-webkit-text-size-adjust:100%}
main{max-inline-size:480px;margin-inline:auto;background:var(--ground);border:1px solid var(--soft);border-radius:18px;padding:24px;display:grid;gap:16px}
h1{font-size:22px;line-height:1.3;letter-spacing:-.01em;text-wrap:balance;overflow-wrap:anywhere}
p{overflow-wrap:anywhere}
.lead,small,.optional{color:var(--ink-2)}
small,.why,.optional{font-size:13px}
form{display:grid;gap:16px}
.field{display:grid;gap:4px}
label{font-size:14px;font-weight:600}
.optional{font-weight:400}
input,textarea,select{font:inherit;font-size:16px;color:inherit;background:var(--ground);border:1px solid var(--line);border-radius:10px;padding:8px 12px;min-block-size:44px;inline-size:100%}
select{appearance:none;text-overflow:ellipsis;padding-inline-end:36px;background-image:linear-gradient(45deg,transparent 44%,currentColor 44% 58%,transparent 58%),linear-gradient(-45deg,transparent 44%,currentColor 44% 58%,transparent 58%);background-size:7px 7px;background-position:right 19px center,right 14px center;background-repeat:no-repeat}
[dir=rtl] select{background-position:left 14px center,left 19px center}
::file-selector-button{font:inherit;font-size:14px;font-weight:600;color:inherit;background:var(--sunken);border:1px solid var(--soft);border-radius:8px;padding:4px 12px;margin-inline-end:12px;cursor:pointer}
textarea{min-block-size:112px;resize:vertical}
.check{display:grid;grid-template-columns:auto 1fr;gap:8px 12px;align-items:start}
.check label{font-weight:400;padding-block:10px}
.check input{inline-size:20px;min-block-size:20px;margin-block:12px;accent-color:var(--accent)}
.check .why{grid-column:1/-1}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
[aria-invalid]{border-color:var(--late);box-shadow:0 0 0 1px var(--late)}
.why{color:var(--late)}
.alert{color:var(--late);background:var(--late-soft);border-radius:10px;padding:12px}
button{font:inherit;font-size:16px;font-weight:600;min-block-size:48px;border:0;border-radius:12px;background:var(--accent);color:var(--accent-ink);cursor:pointer}
a{color:var(--accent)}
.button{display:grid;place-items:center;min-block-size:48px;border-radius:12px;font-weight:600;text-decoration:none;background:var(--accent);color:var(--accent-ink)}
button.quiet{background:none;border:1px solid var(--line);color:var(--ink)}
a.go{display:grid;place-items:center;text-align:center;min-block-size:48px;padding:8px 16px;border-radius:12px;background:var(--accent);color:var(--accent-ink);font-size:16px;font-weight:600;text-decoration:none}
.scores{gap:8px}.scores button{display:flex;gap:12px;align-items:center;padding-inline:16px;font-weight:400;text-align:start}.scores span{color:var(--accent);letter-spacing:2px}
.scores [aria-current]{border-color:var(--accent);box-shadow:0 0 0 1px var(--accent);font-weight:600}
details{display:grid}summary{cursor:pointer;min-block-size:44px;align-content:center;color:var(--ink-2)}
.card{border:1px solid var(--soft);border-radius:12px;padding:12px 16px;display:grid}
.card{gap:8px;color:var(--ink-2)}.card strong{color:var(--ink);font-weight:600}.card bdi{white-space:nowrap}
.ticked{justify-self:start;padding:14px;border-radius:50%;background:color-mix(in srgb,var(--accent) 12%,var(--ground))}
.ticked i{display:block;inline-size:20px;block-size:20px;background:var(--accent);clip-path:path("M3.3 11.2l4.75 4.75L16.7 6.2l-1.4-1.4-7.35 8.25L4.7 9.8z")}
h2{font-size:16px}.sum{font-size:32px;font-weight:650;line-height:1.2}
.rows{list-style:none;padding:0;display:grid;gap:12px;font-variant-numeric:tabular-nums}.rows li{display:flex;justify-content:space-between;gap:16px}
fieldset{border:0;padding:0;display:grid}legend{font-weight:600;padding:0;margin-block-end:4px}
.trap{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
@media(forced-colors:active){button,a.go{border:1px solid}.ticked i{forced-color-adjust:none;background:CanvasText}}
`.replace(/\n/g, '');

/** What the widget shows beside its own drawings: pictures that were sent, and its bell. */
const WIDGET_SOURCES = " img-src 'self' data: blob:; media-src 'self' data:;";

/**
 * The page's one stylesheet in the site's colour, and the policy that lets the browser apply exactly this one.
 * @param formTargets origins beside our own that a post may end at: browsers hold redirects against `form-action` too
 * @param script that exactly this page runs, and that speaks with this server alone; null: none
 * @param hasWidget whether the widget comes with it
 */
export function styled(
  accent: string,
  formTargets: string[] = [],
  script: string | null = null,
  hasWidget = false,
): { sheet: string; policy: string } {
  const { light, dark } = accentsOf(accent);
  const sheet = `${SHEET}:root{--accent:${light.fill};--accent-ink:${light.ink}}@media(prefers-color-scheme:dark){:root{--accent:${dark.fill};--accent-ink:${dark.ink}}}`;
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const scripts =
    script === null ? '' : ` script-src ${hash(script)}${hasWidget ? ` 'self'` : ''}; connect-src 'self';`;
  const targets = ["'self'", ...formTargets].join(' ');
  return {
    sheet,
    policy: `default-src 'none'; style-src ${hash(sheet)};${scripts}${hasWidget ? WIDGET_SOURCES : ''} form-action ${targets}; base-uri 'none'; frame-ancestors 'none'`,
  };
}
