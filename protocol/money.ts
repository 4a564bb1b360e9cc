/** Money is integer minor units and a currency; imports nothing, so that pages have it too. */

let known: Set<string> | null = null;

/** The code itself when it is a currency's that this machine knows (ISO 4217); null: it is none. */
export function currencyOf(code: string): string | null {
  known ??= new Set(Intl.supportedValuesOf('currency'));
  return known.has(code) ? code : null;
}

/** Decimals of a currency's minor unit by ISO 4217: 2 of USD, 0 of JPY, 3 of KWD. @param currency one that `currencyOf` knows */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * An amount as people write it, in minor units: `1,234.50`, `1 234,50`, `45 000 ₮`, `١٬٢٣٤٫٥٠`.
 * @returns null where it is no amount, or has more decimals than the currency
 */
export function readMoney(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const plain = withoutFrame(text);
  if (!/^\d[\d.,]*$/.test(plain)) return null;
  const [whole, decimals] = parted(plain, digits);
  if (whole === null || !/^0*$/.test(decimals.slice(digits))) return null;
  const minor = Number(whole + decimals.slice(0, digits).padEnd(digits, '0'));
  return Number.isSafeInteger(minor) ? minor : null;
}

/** An amount as `readMoney` and spreadsheets read it: `1234.50`. @param minor whole minor units */
export function plainMoney(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** A text with the digits of any script as those of ASCII. */
export function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, digitOf);
}

/** Without the currency's name or sign around it and without spaces. */
function withoutFrame(text: string): string {
  const plain = plainDigits(text)
    .normalize('NFKC')
    .replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, '')
    .replace(/٫/g, '.')
    .replace(/[\s'’٬]/g, '');
  const first = plain.search(/\d/);
  let end = plain.length;
  while (end > first && !isDigit(plain[end - 1]!)) end -= 1;
  const frame = plain.slice(0, Math.max(0, first)) + plain.slice(end);
  return /^[\p{Sc}\p{L}.]*$/u.test(frame) && !plain.startsWith('.') ? plain.slice(first, end) : '';
}

const isDigit = (sign: string) => sign >= '0' && sign <= '9';

/** Each script has its ten digits in a row, and before its zero stands none. */
function digitOf(sign: string): string {
  const code = sign.codePointAt(0)!;
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

/** The whole and the decimals; null: what separates them makes no sense. */
function parted(plain: string, digits: number): [whole: string | null, decimals: string] {
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
  if (last < 0) return [plain, ''];
  const sign = plain[last]!;
  const after = plain.slice(last + 1);
  const before = plain.slice(0, last);
  const isAlone = !before.includes(sign);
  const hasOther = /[.,]/.test(before);
  // `1.234`: of a currency with three decimals it is one and a bit, of any other it is more than a thousand.
  const isDecimal = isAlone && (hasOther || after.length !== 3 || digits === 3);
  const groups = (isDecimal ? before : plain).split(/[.,]/);
  const isGrouped = groups.slice(1).every(group => group.length === 3 || group.length === 2);
  const isOne = new Set((isDecimal ? before : plain).replace(/\d/g, '')).size <= 1;
  if (!isGrouped || !isOne || groups.at(-1)!.length === 0) return [null, ''];
  return [groups.join(''), isDecimal ? after : ''];
}
