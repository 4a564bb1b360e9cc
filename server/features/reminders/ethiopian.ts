/**
 * Days and hours as they are counted in Ethiopia: `Intl` knows the calendar of thirteen months, and not the clock, whose hours begin at
 * what others call six. Pure.
 */
import { Temporal } from 'temporal-polyfill';

const ZONE = 'Africa/Addis_Ababa';

export function isEthiopian(timeZone: string): boolean {
  return timeZone === ZONE;
}

/** The parts of a day, by the hour of other clocks at which each begins. */
const PARTS = [
  { from: 18, name: 'ከምሽቱ' },
  { from: 12, name: 'ከቀኑ' },
  { from: 6, name: 'ከጠዋቱ' },
  { from: 0, name: 'ከሌሊቱ' },
] as const;

/** `በኢትዮጵያ አቆጣጠር፦ ዓርብ፣ የካቲት 27፣ ከቀኑ 8:30` for 14:30 on 6 March 2026. */
export function ethiopianText(timeZone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('am-ET-u-ca-ethiopic', {
    ...{ weekday: 'long', day: 'numeric', month: 'long', timeZone },
  }).formatToParts(at);
  const [weekday, month, day] = (['weekday', 'month', 'day'] as const).map(
    type => parts.find(part => part.type === type)?.value ?? '',
  );
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const { name } = PARTS.find(each => hour >= each.from)!;
  const spoken = (hour + 6) % 12 || 12;
  return `በኢትዮጵያ አቆጣጠር፦ ${weekday}፣ ${month} ${day}፣ ${name} ${spoken}:${String(minute).padStart(2, '0')}`;
}
