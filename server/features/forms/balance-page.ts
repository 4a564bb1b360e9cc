/** The page on which somebody sees their bonus. */
import type { LedgerKind } from '../../../protocol/loyalty.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { type Html, html } from '../../http/html.ts';
import type { OwnBalance } from '../loyalty/own.ts';
import { codeCard, document } from './pages.ts';
import { dateText, moneyText } from './times.ts';
import { type MessageKey, say } from './words/index.ts';

const KINDS = {
  earned: 'bonusEarned',
  spent: 'bonusSpent',
  expired: 'bonusExpired',
  corrected: 'bonusCorrected',
  refunded: 'bonusRefunded',
  referred: 'bonusReferred',
} as const satisfies Record<LedgerKind, MessageKey>;

export interface BalancePage {
  locale: Locale;
  sheet: string;
  site: string;
  /** Null: the address is good no more. */
  own: OwnBalance | null;
}

export function balancePage({ locale, sheet, site, own }: BalancePage): Html {
  const title = say(locale, 'bonusTitle', { site });
  return document(
    locale,
    title,
    sheet,
    html`<h1>${title}</h1>
${own ? shown(locale, own) : html`<p>${say(locale, 'bonusOver')}</p>`}`,
  );
}

function shown(locale: Locale, own: OwnBalance): Html {
  const { currency, timeZone, level, endings, rows, referralCode } = own;
  const day = (at: number) => dateText(locale, timeZone, at);
  const sum = (minor: number, of = currency) => html`<bdi>${moneyText(locale, minor, of)}</bdi>`;
  return html`${own.name && html`<p class="lead" dir="auto">${own.name}</p>`}
<p class="sum">${sum(own.balance)}</p>
${byDay(endings, day).map(({ date, left }) => html`<p>${say(locale, 'bonusEnds', { date })} ${sum(left)}</p>`)}
${level && html`<div class="card"><p>${say(locale, 'bonusLevel')} <strong dir="auto">${level.name}</strong>${level.percentDiscount > 0 && html` · <bdi>${level.percentDiscount} %</bdi>`}</p></div>`}
${referralCode && codeCard(locale, referralCode)}
${
  rows.length > 0 &&
  html`<h2>${say(locale, 'bonusRows')}</h2>
<ul class="rows">${rows.map(row => html`<li><span>${say(locale, KINDS[row.kind])}<br><small>${day(row.at)}</small></span> <bdi dir="ltr">${row.delta > 0 && '+'}${moneyText(locale, row.delta, row.currency)}</bdi></li>`)}</ul>`
}`;
}

/** The next few days on which something runs out, each once. */
function byDay(endings: OwnBalance['endings'], day: (at: number) => string): { date: string; left: number }[] {
  const sums = new Map<string, number>();
  for (const { at, left } of endings) sums.set(day(at), (sums.get(day(at)) ?? 0) + left);
  return [...sums].slice(0, SHOWN_DAYS).map(([date, left]) => ({ date, left }));
}
const SHOWN_DAYS = 3;
