/** How each country writes its numbers, for people abroad: fetched when the first number is shown. */
import metadata from 'libphonenumber-js/min/metadata';

/** A pattern for the digits, what they become, and how numbers of this format begin. */
interface Format {
  pattern: RegExp;
  groups: string;
  leading: RegExp | null;
}

/** By the code that other countries call this one with. */
const known = new Map<string, readonly Format[]>();

/** The longest calling code there is. */
const CODE_DIGITS = 3;

/**
 * `+97699112233` as `+976 9911 2233`; what no country writes stays as it is.
 * @param number E.164
 */
export function spacedPhone(number: string): string {
  const digits = /^\+(\d{4,})$/.exec(number)?.[1];
  if (!digits) return number;
  for (let length = 1; length <= CODE_DIGITS; length++) {
    const code = digits.slice(0, length);
    const rest = digits.slice(length);
    const format = formatsOf(code).find(
      ({ pattern, leading }) => (!leading || leading.test(rest)) && pattern.test(rest),
    );
    // Signs between the groups differ by country; abroad they are spaces.
    if (format)
      return `+${code} ${rest
        .replace(format.pattern, format.groups)
        .replace(/[-/().\s]+/g, ' ')
        .trim()}`;
  }
  return number;
}

/**
 * From the metadata of Google's library, which numbers what it holds of a country: formats are the fifth, of a format the
 * pattern is the first, the groups are the second, and for abroad, where they differ, the sixth. Countries with one code
 * write alike, as the first of them.
 */
function formatsOf(code: string): readonly Format[] {
  const found = known.get(code);
  if (found) return found;
  const [country] = metadata.country_calling_codes[code] ?? [];
  const facts = country ? metadata.countries[country] : metadata.nonGeographic[code];
  const rows: [pattern: string, groups: string, leading?: string[], ...more: unknown[]][] = facts?.[4] || [];
  const formats = rows.flatMap(([pattern, groups, leading, , , abroad]) => {
    if (abroad === 'NA') return [];
    // Of several beginnings, each more exact than the one before, the last decides.
    const begins = leading?.at(-1);
    return {
      pattern: new RegExp(`^(?:${pattern})$`),
      groups: typeof abroad === 'string' ? abroad : groups,
      leading: begins ? new RegExp(`^(?:${begins})`) : null,
    };
  });
  known.set(code, formats);
  return formats;
}
