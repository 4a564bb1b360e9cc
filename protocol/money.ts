/** Money is integer minor units and a currency; imports nothing, so that pages have it too. */

let known: Set<string> | null = null;

/** The code itself when it is a currency's that this machine knows (ISO 4217); null: it is none. */
export function currencyOf(code: string): string | null {
  known ??= new Set(Intl.supportedValuesOf('currency'));
  return known.has(code) ? code : null;
}
