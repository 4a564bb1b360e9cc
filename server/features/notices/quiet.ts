/** The hours in which an agent wants to hear nothing: pure (SPEC NO6). */
import { Temporal } from 'temporal-polyfill';
import type { NoticeSettings } from '../../../protocol/notices.ts';

/** When the quiet hours end that are on; null: none are. */
export function quietUntil(quiet: NoticeSettings['quiet'], at: number): number | null {
  if (!quiet) return null;
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(quiet.timeZone);
  const [from, to] = [quiet.from, quiet.to].map(clock => Temporal.PlainTime.from(clock)) as [
    Temporal.PlainTime,
    Temporal.PlainTime,
  ];
  const isOverMidnight = Temporal.PlainTime.compare(from, to) >= 0;
  // Those that began yesterday, and those of today.
  for (const days of [-1, 0]) {
    const day = now.toPlainDate().add({ days });
    const begins = day.toZonedDateTime({ timeZone: quiet.timeZone, plainTime: from });
    const lastDay = isOverMidnight ? day.add({ days: 1 }) : day;
    const ends = lastDay.toZonedDateTime({ timeZone: quiet.timeZone, plainTime: to });
    if (begins.epochMilliseconds <= at && at < ends.epochMilliseconds) return ends.epochMilliseconds;
  }
  return null;
}
