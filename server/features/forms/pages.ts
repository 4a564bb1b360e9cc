/** The pages that need no JavaScript: the two forms, the thank-you, and what could not be done. */

import { dayAndTime } from '../../../protocol/calendar/date-words.ts';
import type { Slot, SlotsAnswer } from '../../../protocol/callbacks.ts';
import { acceptOf } from '../../../protocol/file-kinds.ts';
import type { PublicFiles } from '../../../protocol/files.ts';
import type { PublicSite } from '../../../protocol/sites.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { type Html, html, ownMarkup } from '../../http/html.ts';
import { asksText, FIELDS, type FieldName, type FormKind, type Posted } from './fields.ts';
import { fieldSentence, marked, plain, type Sentence } from './sentences.ts';
import { roomFor } from './submission.ts';
import { clockText, dayText, offsetText, sizeText, zoneText } from './times.ts';
import { directionOf, type MessageKey, say } from './words/index.ts';

/** The accent of pages that belong to no site. */
export const OWN_ACCENT = '#0b6b57';

export interface FormPage {
  kind: FormKind;
  locale: Locale;
  site: PublicSite;
  posted: Posted;
  /** Times that are offered, for the callback form. */
  slots: SlotsAnswer | null;
  now: number;
  /** What was wrong with the last try. */
  mistakes: Partial<Record<FieldName, ErrorCode>>;
  alert: Sentence | null;
  /** Files came with the last try; no page may put them back into its field. */
  hadFiles: boolean;
  sheet: string;
}

export interface Thanks {
  title: Sentence;
  /** The promised window in one or two zones, and whose clock that is. */
  windows: { text: string; zone: string }[];
  /** What belongs to the promise, one line each. */
  card: Sentence[];
  /** What happens next, one line each. */
  lines: Sentence[];
  /** Where the call is moved or cancelled, and its file for calendars, beside the page. */
  call: { page: string; calendar: string } | null;
  back: URL | null;
}

export function formPage(page: FormPage): Html {
  const { kind, locale, site, posted, alert } = page;
  const key = kind === 'form' ? 'formTitle' : 'callbackTitle';
  const heading = { key, values: { site: site.name } } as const;
  const title = plain(locale, heading);
  const rows = kind === 'form' ? FORM_ROWS : CALLBACK_ROWS;
  // The cursor waits where the first mistake is; without one the page is read from its top.
  const firstBad = [...rows, 'consent' as const].find(name => page.mistakes[name]);
  return document(
    locale,
    alert ? say(locale, 'mistakeMark', { title }) : title,
    page.sheet,
    html`<h1>${marked(locale, heading)}</h1>
<p class="lead">${say(locale, kind === 'form' ? 'formLead' : 'callbackLead')}</p>
${alert && html`<p class="alert" role="alert">${marked(locale, alert)}</p>`}
<form method="post" action="?" novalidate${site.files && html` enctype="multipart/form-data"`}>
${rows.map(name => field(page, name, name === firstBad))}
${site.files && filesField(page, site.files)}
${site.consent !== '' && consentField(page, firstBad === 'consent')}
<div class="trap" aria-hidden="true"><input name="_gotcha" tabindex="-1" autocomplete="off" aria-label="Leave this empty"></div>
${hidden('_id', posted.id)}${hidden('_drawn', posted.drawn)}${hidden('_locale', locale)}${hidden('_next', posted.next)}${hidden('_timezone', posted.timeZone ?? '')}${hidden('_country', posted.country)}${hidden('_asks', asksText(posted.asks))}
${unshown(rows).map(name => hidden(name, posted.values[name]))}
${posted.extras.map(([name, value]) => hidden(name, value))}
<button>${say(locale, kind === 'form' ? 'send' : 'call')}</button>
</form>`,
  );
}

/** What a page does by itself. */
export interface Doing {
  /** Of our own; null: none. */
  script: string | null;
  /** Where the script goes on to once it is done, and a browser without scripts at once; null: nowhere. */
  onTo: URL | null;
}

export function thanksPage(locale: Locale, sheet: string, thanks: Thanks, { script, onTo }: Doing): Html {
  const { title, windows, card, lines, call, back } = thanks;
  return document(
    locale,
    plain(locale, title),
    sheet,
    html`<p class="ticked"><i></i></p>
<h1>${marked(locale, title)}</h1>
${windows.length > 0 && promiseCard(locale, windows, card)}
${lines.map(line => html`<p>${marked(locale, line)}</p>`)}
${
  call &&
  html`<p><a href="${call.calendar}">${say(locale, 'addToCalendar')}</a></p>
<p><a href="${call.page}">${say(locale, 'changeCall')}</a><br><small>${say(locale, 'changeCallHint')}</small></p>`
}
${back && html`<p><a href="${back.href}">${marked(locale, { key: 'back', values: { place: back.host } })}</a></p>`}
${script && ownMarkup(`<script>${script}</script>`)}`,
    onTo && html`<noscript><meta http-equiv="refresh" content="0;url=${onTo.href}"></noscript>`,
  );
}

/** By which code somebody brings others, and what that is good for. */
export function codeCard(locale: Locale, code: string): Html {
  return html`<div class="card"><p>${say(locale, 'bonusCode')} <strong><bdi>${code}</bdi></strong></p>
<p>${say(locale, 'bonusCodeHint')}</p></div>`;
}

/** When the call comes, in one zone or two, and what belongs to it. */
export function promiseCard(locale: Locale, windows: Thanks['windows'], card: Sentence[]): Html {
  return html`<div class="card">${windows.map(({ text, zone }) => html`<p><strong>${text}</strong><br>${zone}</p>`)}${card.map(line => html`<p>${marked(locale, line)}</p>`)}</div>`;
}

export function failurePage(locale: Locale, sheet: string, sentence: Sentence): Html {
  return document(
    locale,
    say(locale, 'failed'),
    sheet,
    html`<h1>${say(locale, 'failed')}</h1>
<p>${marked(locale, sentence)}</p>`,
  );
}

/** A whole page of ours around its body. */
export function document(locale: Locale, title: string, sheet: string, body: Html, head: Html | null = null): Html {
  return html`<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<style>${ownMarkup(sheet)}</style>
${head}</head>
<body><main>
${body}
</main></body>
</html>
`;
}

/** Consent stands apart: its label is the site's own text. */
type Row = Exclude<FieldName, 'consent'>;
const FORM_ROWS: Row[] = ['name', 'email', 'phone', 'subject', 'message'];
const CALLBACK_ROWS: Row[] = ['phone', 'time', 'name', 'topic'];

/** What was said in fields that this form does not show is sent again with it. */
function unshown(rows: Row[]): Row[] {
  return FIELDS.filter((name): name is Row => name !== 'consent' && !rows.includes(name as Row));
}

/** How the browser helps with each field. Numbers and addresses run left to right in every script. */
const INPUTS: Partial<Record<Row, Html>> = {
  name: html`autocomplete="name" dir="auto"`,
  email: html`type="email" autocomplete="email" inputmode="email" dir="ltr"`,
  phone: html`type="tel" autocomplete="tel" inputmode="tel" dir="ltr"`,
  subject: html`dir="auto"`,
  topic: html`dir="auto"`,
};
/** Which fields may stay empty, so that the label says so. E-mail and phone are a pair: one is enough. */
const OPTIONAL: Record<FormKind, Row[]> = {
  form: ['name', 'subject'],
  callback: ['name', 'topic'],
};
const HINTS: Partial<Record<Row, MessageKey>> = { phone: 'phoneHint' };

function field(page: FormPage, name: Row, isFirstBad: boolean): Html {
  const { kind, locale, posted, slots } = page;
  const code = page.mistakes[name];
  const hint = name === 'time' ? zoneHint(page) : HINTS[name] && say(locale, HINTS[name]);
  const describedBy = [code && `${name}-why`, hint && `${name}-hint`].filter(Boolean).join(' ');
  const shared = html`id="${name}" name="${name}"${describedBy !== '' && html` aria-describedby="${describedBy}"`}${code && html` aria-invalid="true"`}${isFirstBad && html` autofocus`}`;
  const value = posted.values[name];
  const control =
    name === 'message' || (name !== 'time' && value.includes('\n'))
      ? // The first newline after the tag is dropped by browsers, so one is put there for theirs to survive.
        html`<textarea ${shared} rows="5" dir="auto">
${value}</textarea>`
      : name === 'time'
        ? html`<select ${shared}>${slots && timeOptions(page, slots)}</select>`
        : html`<input ${shared} ${INPUTS[name]} value="${value}">`;
  return html`<div class="field">
<label for="${name}">${say(locale, name)}${OPTIONAL[kind].includes(name) && html` <span class="optional">(${say(locale, 'optional')})</span>`}</label>
${control}
${code && html`<p class="why" id="${name}-why">${marked(locale, fieldSentence(name, code, roomOf(page, name)))}</p>`}
${hint && html`<small id="${name}-hint">${hint}</small>`}
</div>
`;
}

/** The message of a letter and the topic of a callback share their place with all that has no field of its own. */
function roomOf({ kind, posted }: FormPage, name: Row): number | undefined {
  return name === (kind === 'form' ? 'message' : 'topic') ? roomFor(kind, posted) : undefined;
}

function filesField({ locale, hadFiles }: FormPage, { maxCount, maxBytes, kinds }: PublicFiles): Html {
  const hint = say(locale, 'filesHint', { count: String(maxCount), size: sizeText(locale, maxBytes) });
  return html`<div class="field">
<label for="files">${say(locale, 'files')} <span class="optional">(${say(locale, 'optional')})</span></label>
<input type="file" id="files" name="files"${maxCount > 1 && html` multiple`} accept="${acceptOf(kinds)}" aria-describedby="files-hint${hadFiles && ' files-why'}">
<small id="files-hint">${hint}</small>
${hadFiles && html`<p class="why" id="files-why">${say(locale, 'filesAgain')}</p>`}
</div>`;
}

function consentField({ locale, site, posted, mistakes }: FormPage, isFirstBad: boolean): Html {
  const code = mistakes.consent;
  return html`<div class="check">
<input type="checkbox" id="consent" name="consent" value="yes"${posted.values.consent !== '' && html` checked`}${code && html` aria-invalid="true" aria-describedby="consent-why"`}${isFirstBad && html` autofocus`}>
<label for="consent" dir="auto">${site.consent}</label>
${code && html`<p class="why" id="consent-why">${marked(locale, fieldSentence('consent', code))}</p>`}
</div>`;
}

const HOUR_MS = 3_600_000;

function zoneOf({ posted, site }: Pick<FormPage, 'posted' | 'site'>): string {
  return posted.timeZone ?? site.timeZone;
}

function zoneHint(page: FormPage): string | undefined {
  const { locale, slots } = page;
  if (!slots) return undefined;
  const zone = zoneOf(page);
  const time = asapText(locale, zone, slots.asapAt, page.now);
  return `${say(locale, 'asapBy', { time })} ${say(locale, 'timesIn', { zone: zoneText(locale, zone, slots.asapAt) })}`;
}

/** As soon as possible, then every offered time under its day; full ones are shown, so that a full day explains itself. */
function timeOptions({ locale, posted, ...page }: FormPage, { slots }: SlotsAnswer): Html {
  const { time } = posted.values;
  return html`<option value=""${time === '' && html` selected`}>${say(locale, 'asap')}</option>
${slotGroups(locale, zoneOf({ posted, ...page }), slots, time)}`;
}

/** Offered times under their days. @param chosen the value of one of them, or none */
export function slotGroups(locale: Locale, zone: string, slots: Slot[], chosen: string): Html {
  const byDay = Map.groupBy(slots, slot => dayText(locale, zone, slot.startAt));
  return html`${[...byDay].map(
    ([day, times]) => html`<optgroup label="${day}">${times.map(({ startAt, isFull }) => {
      const time = hourText(locale, zone, startAt);
      // A full one that was chosen is not shown as chosen: the browser would send nothing, and that means something else.
      const isChosen = String(startAt) === chosen && !isFull;
      return html`<option value="${startAt}"${isChosen && html` selected`}${isFull && html` disabled`}>${isFull ? say(locale, 'taken', { time }) : time}</option>`;
    })}</optgroup>
`,
  )}`;
}

/** An hour that comes twice that night is told apart by how far the clock is from UTC. */
function hourText(locale: Locale, zone: string, at: number): string {
  const time = clockText(locale, zone, at);
  const isTwice = [at - HOUR_MS, at + HOUR_MS].some(other => clockText(locale, zone, other) === time);
  return isTwice ? `${time} (${offsetText(zone, at)})` : time;
}

/** The clock alone would mislead when the next chance is on another day. */
function asapText(locale: Locale, zone: string, asapAt: number, now: number): string {
  const [day, clock] = [dayText(locale, zone, asapAt), clockText(locale, zone, asapAt)];
  return day === dayText(locale, zone, now) ? clock : dayAndTime(locale, day, clock);
}

function hidden(name: string, value: string): Html {
  return html`${value !== '' && html`<input type="hidden" name="${name}" value="${value}">`}`;
}
