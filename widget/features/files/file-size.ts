import { language } from '../../panel/language.ts';
import { once } from '../../panel/times.ts';

/** `1.2 MB`, or kB where that would be nothing. */
export function fileSize(bytes: number): string {
  const { tag, intl } = language.now;
  const isSmall = bytes < 1e5;
  const unit = isSmall ? 'kilobyte' : 'megabyte';
  const format = once(unit, () => new intl.NumberFormat(tag, { style: 'unit', unit }));
  return format.format(Math.round(bytes / (isSmall ? 100 : 1e5)) / 10);
}
