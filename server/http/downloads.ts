/** How bytes are given that a stranger brought: as a download, which no browser runs or takes for something else. */

/**
 * A name in a header, in every script (RFC 6266 section 4.3, RFC 8187): ASCII for old programs, and all of it.
 * @param name without line breaks
 */
export function asAttachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  // Beside what `encodeURIComponent` leaves, these may not stand there as they are.
  const all = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${all}`;
}

/**
 * The one range that is asked for (RFC 9110 section 14). Several at once, or other units, are answered with the whole.
 * @returns bytes from `from` to `to`, not included; `all` where none is wanted; null: there is nothing there
 */
export function rangeOf(header: string | undefined, size: number): { from: number; to: number } | 'all' | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return 'all';
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  return from < to && from < size ? { from, to } : null;
}
