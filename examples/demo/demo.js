// Speaks the visitor's language, and tells the widget when they choose another.
import { words } from './words.js';

const RTL = new Set(['ar']);
/** A Monday at midnight UTC; weekdays and hours are counted from it and formatted, never translated by hand. */
const MONDAY = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;

function show(locale) {
  const own = words[locale];
  document.documentElement.lang = locale;
  document.documentElement.dir = RTL.has(locale) ? 'rtl' : 'ltr';
  document.title = own.title;
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = own[element.dataset.word];
  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', own[element.dataset.label]);
  }

  const price = new Intl.NumberFormat(own.intl ?? locale, {
    style: 'currency',
    currency: 'MNT',
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  });
  for (const element of document.querySelectorAll('[data-price]')) {
    element.textContent = price.format(Number(element.value));
  }
  showHours(own.intl ?? locale, own.week);
  document.getElementById('language').value = locale;
}

function showHours(locale, week) {
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  for (const row of document.querySelectorAll('#hours tr')) {
    const days = row.dataset.days
      .split(' ')
      .map(day => week?.[day - 1] ?? weekday.format(MONDAY + (day - 1) * 24 * HOUR));
    const [from, to] = row.dataset.open.split(' ').map(hour => MONDAY + Number(hour) * HOUR);
    row.cells[0].textContent = days.join(' – ');
    row.cells[1].textContent = time.formatRange(from, to);
  }
}

document.getElementById('language').addEventListener('change', event => {
  const locale = event.target.value;
  show(locale);
  const address = new URL(location.href);
  address.searchParams.set('lang', locale);
  history.replaceState(null, '', address);
  // The widget reads the page's lang when it starts; from then on it is told.
  window.deskbell?.('update', { locale });
});

show(document.documentElement.lang);
