import type { Locale } from '../../../protocol/wire/fields.ts';
import { fill } from '../../../protocol/words.ts';

/** What a code is sent with: short, so that it is one segment in every language. The digits stand last, where phones look for them. */
const CODE: Record<Locale, string> = {
  en: 'Your Deskbell code: {code}',
  ru: 'Ваш код Deskbell: {code}',
  mn: 'Таны Deskbell код: {code}',
  ar: 'رمزك في Deskbell: {code}',
  am: 'የDeskbell ኮድዎ፦ {code}',
  hi: 'आपका Deskbell कोड: {code}',
};

/** @param code six digits */
export function codeText(locale: Locale, code: string): string {
  return fill(CODE[locale], { code });
}
