/** What services are called, and how long that may be. Imports nothing, so that pages have it too. */

/** UTF-16 units of a service's name and of its category: they stand in one line of a phone. */
export const SERVICE_CHARS = 100;
export const CATEGORY_CHARS = 60;

/** Its name for who reads `wanted`: in that language, else the desk's, else in any. @param names by language, at least one */
export function nameOf(
  { names }: { names: Readonly<Record<string, string | undefined>> },
  wanted: string,
  desk: string,
): string {
  return names[wanted] ?? names[desk] ?? Object.values(names)[0] ?? '';
}
