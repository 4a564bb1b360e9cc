import { useApp } from '../../shell/app.ts';
import { dayMark, dayNumber } from '../../shell/times.ts';
import { pathOfUrl } from '../../shell/urls.ts';
import type { Person } from './thread.ts';
import { t } from './words/index.ts';

interface DayProps {
  /** Of the entry below, ms. */
  at: number;
  previousAt: number | undefined;
  /** Given before the very first entry: it also says where the person came from. */
  cameFrom: Person | null;
}

/** The day, before its first entry. */
export function Day({ at, previousAt, cameFrom }: DayProps) {
  if (previousAt !== undefined && dayNumber(previousAt) === dayNumber(at)) return null;
  return <DayMark at={at} page={cameFrom ? pageAt(cameFrom, at) : ''} />;
}

function DayMark({ at, page }: { at: number; page: string }) {
  const day = dayMark(at, useApp().clock.value);
  return (
    <p class="day" dir="auto">
      {page ? t('cameFrom', { day, page }) : day}
    </p>
  );
}

/** On which page the conversation began: the last one seen before it. */
function pageAt({ visitor }: Person, at: number): string {
  const page = visitor?.trail.find(item => item.kind === 'page' && item.at <= at);
  return page ? pathOfUrl(page.url) : '';
}
