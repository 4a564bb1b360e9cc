import { language } from '../../panel/language.ts';
import { once } from '../../panel/times.ts';

/** `1.2 MB`, or kB where that would be nothing. */
export function fileSize(bytes: number): string {
  const unit = bytes < 1e5 ? 'kilobyte' : 'megabyte';
  const format = once(
    unit,
    () => new Intl.NumberFormat(language.now.tag, { style: 'unit', unit, maximumFractionDigits: 1 }),
  );
  return format.format(bytes / (bytes < 1e5 ? 1e3 : 1e6));
}
