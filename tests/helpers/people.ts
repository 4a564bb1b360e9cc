import type { Submission, SubmissionAnswer, SubmissionInput } from '../../protocol/submissions.ts';
import type { Locale } from '../../protocol/wire/fields.ts';
import type { Deskbell } from './deskbell.ts';

/** Somebody who writes from a browser of their own. */
export interface Person {
  locale: Locale;
  timeZone: string;
  /** Path of the page they are on. */
  path: string;
  said: Said[];
}
/** A submission without what the helper fills in. */
type Said = {
  [Type in Submission['type']]: Omit<Extract<SubmissionInput, { type: Type }>, 'clientId'>;
}[Submission['type']];

/** A morning at the flower shop: every way in, and every script that the pages must draw. */
export const MORNING: Person[] = [
  {
    locale: 'ru',
    timeZone: 'Asia/Irkutsk',
    path: '/delivery',
    said: [{ type: 'message.send', text: 'Здравствуйте! Можно ли доставить букет в Дархан к пятнице?' }],
  },
  {
    locale: 'hi',
    timeZone: 'Asia/Kolkata',
    path: '/bouquets',
    said: [
      {
        type: 'form.send',
        name: 'प्रिया शर्मा',
        email: 'priya@altan.example',
        subject: 'रविवार',
        message: 'क्या आप रविवार को खुले हैं?',
      },
    ],
  },
  {
    locale: 'ar',
    timeZone: 'Asia/Dubai',
    path: '/',
    said: [
      {
        type: 'form.send',
        name: 'سارة الحسن',
        email: 'sara@altan.example',
        message: 'شكرًا، وصلت الباقة وهي جميلة جدًا.',
      },
    ],
  },
  {
    locale: 'am',
    timeZone: 'Africa/Addis_Ababa',
    path: '/weddings',
    said: [
      {
        type: 'callback.request',
        phone: '+251 91 123 4567',
        name: 'አልማዝ ተስፋዬ',
        topic: 'ለሠርግ አበባ',
        timeZone: 'Africa/Addis_Ababa',
      },
    ],
  },
];

/** Everybody comes in, in the order given. */
export async function comeIn(deskbell: Deskbell, people: Person[]): Promise<void> {
  for (const { locale, timeZone, path, said } of people) {
    let token: string | undefined;
    for (const submission of said) {
      const page = { url: `https://altan.example${path}`, title: 'Altan Flowers', referrer: 'https://search.example/' };
      const answer = await fetch(`${deskbell.url}/v1/sites/${deskbell.site.key}/submissions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({
          hasConsent: true,
          ...submission,
          clientId: crypto.randomUUID(),
          context: { locale, timeZone, page },
        }),
      });
      if (!answer.ok) throw new Error(`wanted to be heard, got ${answer.status}: ${await answer.text()}`);
      token ??= ((await answer.json()) as SubmissionAnswer).token;
    }
  }
}
