/** What the panel uses of `Intl`, in Mongolian: for browsers that know none, as Chromium. */
import type { DateWords } from './index.ts';

const DAYS = 'Ням Даваа Мягмар Лхагва Пүрэв Баасан Бямба'.split(' ');

export default {
  // biome-ignore lint/complexity/useArrowFunction: called with `new`, as Intl's own
  DateTimeFormat: function (_: string, { weekday, day, hour, timeZone }: Intl.DateTimeFormatOptions) {
    const clock = (at: number) => new Date(at).toLocaleTimeString('ru', { timeStyle: 'short', timeZone });
    const format = (at: number) => {
      const date = new Date(at);
      return [
        day && `${date.getMonth() + 1}-р сарын ${date.getDate()}`,
        weekday && DAYS[date.getDay()],
        hour && clock(at),
      ]
        .filter(Boolean)
        .join(', ');
    };
    return { format, formatRange: (from: number, to: number) => `${format(from)}–${clock(to)}` };
  },
  // biome-ignore lint/complexity/useArrowFunction: called with `new`, as Intl's own
  NumberFormat: function (_: string, { unit }: Intl.NumberFormatOptions) {
    return { format: (value: number) => `${value} ${unit === 'hour' ? 'цаг' : 'мин'}` };
  },
  // biome-ignore lint/complexity/useArrowFunction: called with `new`, as Intl's own
  RelativeTimeFormat: function () {
    return { format: (days: number) => ['өчигдөр', 'өнөөдөр', 'маргааш'][days + 1] };
  },
} as unknown as DateWords;
