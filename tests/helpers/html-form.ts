/** Pages of ours as somebody without JavaScript uses them. */

/** What a browser would send of a page's fields as they stand. */
export function sentBy(page: string): Record<string, string> {
  const sent: Record<string, string> = {};
  for (const [tag] of page.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    const isOn = !/type="(?:radio|checkbox)"/.test(tag) || / checked/.test(tag);
    if (!name || !isOn) continue;
    const value = /value="([^"]*)"/.exec(tag)?.[1] ?? '';
    sent[name] = /type="checkbox"/.test(tag) && sent[name] ? `${sent[name]}, ${value}` : value;
  }
  for (const [, name, body] of page.matchAll(/<select[^>]*name="(\w+)"[^>]*>(.*?)<\/select>/gs)) {
    const chosen = /<option value="(\d+)" selected/.exec(body!) ?? /<option value="(\d+)"/.exec(body!);
    sent[name!] = chosen?.[1] ?? '';
  }
  for (const [, name, body] of page.matchAll(/<textarea[^>]*name="(\w+)"[^>]*>\n?([^<]*)<\/textarea>/g))
    sent[name!] = body!;
  return sent;
}

const SIGNS: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** The lines that one reads of a page, without those of the browser itself. */
export function linesOf(page: string): string[] {
  return page
    .replace(/<(head|style|title)\b.*?<\/\1>/gs, '')
    .replace(/<optgroup label="([^"]*)">/g, '\n$1\n')
    .replace(
      /<(?:br|\/?(?:p|h1|li|ul|div|form|button|option|select|label|legend|fieldset|small|textarea|optgroup))\b[^>]*>/g,
      '\n',
    )
    .replace(/<[^>]*>/g, '')
    .replace(/&([a-z]+|#39);/g, (whole, name: string) => SIGNS[name] ?? whole)
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
}
