/** A promised call under its secret link: when it comes, how to move or cancel it, and how it was, without JavaScript. */
import type { Callback, SlotsAnswer } from '../../../protocol/callbacks.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { type Html, html } from '../../http/html.ts';
import { phoneText } from '../contacts/phones.ts';
import type { SiteRecord } from '../sites/store.ts';
import { ratingForm } from './call-rating.ts';
import { document, promiseCard, slotGroups } from './pages.ts';
import { marked, plain, type Sentence } from './sentences.ts';
import { windowTexts } from './thanks.ts';
import { zoneText } from './times.ts';
import { type MessageKey, say } from './words/index.ts';

export interface CallPage {
  locale: Locale;
  site: SiteRecord;
  callback: Callback;
  /** Times that it can be moved to; null: it is over. */
  slots: SlotsAnswer | null;
  /** What a press made of it; null: it is only looked at. */
  news: MessageKey | null;
  alert: Sentence | null;
  /** Number of what is asked about how it was; null: nothing is. */
  asked: number | null;
  /** Tells this page's presses from those of another, so that one that comes twice counts once. */
  id: string;
  /** Address of its file for calendars, seen from the page. */
  calendar: string;
  sheet: string;
}

export function callPage(page: CallPage): Html {
  const { locale, site, callback, slots, news, alert, calendar, sheet } = page;
  const heading = news ? { key: news } : ({ key: 'callHeading', values: { site: site.name } } as const);
  const windows = windowTexts(site, callback.timeZone, locale, callback);
  const card = [{ key: 'weRing' as const, values: { address: phoneText(callback.phone) } }];
  return document(
    locale,
    plain(locale, heading),
    sheet,
    html`${news && html`<p class="ticked"><i></i></p>`}
<h1>${marked(locale, heading)}</h1>
${alert && html`<p class="alert" role="alert">${marked(locale, alert)}</p>`}
${
  slots
    ? html`${promiseCard(locale, windows, card)}
<p><a href="${calendar}">${say(locale, 'addToCalendar')}</a></p>
${acts(page, slots)}`
    : callback.status !== 'cancelled' && html`<p>${say(locale, 'callOver')}</p>`
}${page.asked !== null && ratingForm(locale, page.asked, pressed(page))}`,
  );
}

/** What each press of a page sends. */
function pressed({ id, locale }: CallPage): Html {
  return html`<input type="hidden" name="_id" value="${id}"><input type="hidden" name="_locale" value="${locale}">`;
}

function acts(page: CallPage, { slots }: SlotsAnswer): Html {
  const { locale, callback } = page;
  const zone = callback.timeZone;
  const others = slots.filter(each => each.startAt !== callback.startAt);
  const free = others.find(each => !each.isFull);
  const hint = free && say(locale, 'timesIn', { zone: zoneText(locale, zone, free.startAt) });
  const hidden = pressed(page);
  return html`${
    free &&
    html`<form method="post" action="?">${hidden}
<div class="field"><label for="time">${say(locale, 'callMoveTo')}</label>
<select id="time" name="time" aria-describedby="time-hint">${slotGroups(locale, zone, others, '')}</select>
<small id="time-hint">${hint}</small></div>
<button>${say(locale, 'callMove')}</button></form>`
  }
<form method="post" action="?">${hidden}<input type="hidden" name="cancel" value="yes">
<button class="quiet">${say(locale, 'callCancel')}</button></form>
<p class="lead"><small>${say(locale, 'changeCallHint')}</small></p>`;
}
