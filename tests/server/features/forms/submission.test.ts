import { expect, test } from 'vitest';
import { AppError } from '../../../../server/app-error.ts';
import { asciiDigits, withoutMarks } from '../../../../server/features/contacts/marks.ts';
import { type FormKind, type Posted, readPosted } from '../../../../server/features/forms/fields.ts';
import { isTechnical } from '../../../../server/features/forms/names.ts';
import { submissionOf } from '../../../../server/features/forms/submission.ts';
import { newSite } from '../../../../server/features/sites/rules.ts';
import { checked } from '../../../../server/features/submissions/rules.ts';
import fc from '../../../helpers/properties.ts';

const site = newSite({ id: 'site', key: 'altan', name: 'Altan', origins: ['*'], at: 0 });
const ZONE = 'Asia/Ulaanbaatar';

/** Ours, other forms', and names that nobody foresaw; what is for machines or for us is no word. */
const name = fc
  .oneof(
    fc.constantFrom(
      ...[
        'name',
        'email',
        'phone',
        'subject',
        'message',
        'topic',
        '_subject',
        '_replyto',
        '_mood',
        'country',
        'consent',
      ],
      ...['your-message', 'Nachricht', 'сообщение', 'нэр', 'Овог', 'الرسالة', 'መልእክት', 'संदेश', 'Vorname', 'Nachname'],
      ...[
        'wpforms[fields][1]',
        'wpforms[fields][0][first]',
        'input_3',
        'field-2',
        'names[last_name]',
        'email2',
        'tel-7',
      ],
      ...[
        'company',
        'flowers[]',
        'What is your budget?',
        'phone[area]',
        'country code',
        'datenschutz',
        'Mobile / Email',
      ],
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  )
  .filter(each => !isTechnical(each, '') && !/^_(next|gotcha|locale|timezone|country|id|asks)$/.test(each));

const value = fc.oneof(
  fc.constantFrom(
    ...[
      'bat@example.mn',
      '\u200bann@example.mn\u202c',
      'bat@',
      'Bat <bat@example.mn>',
      'a@x.mn, b@x.mn',
      'on',
      '1',
      '',
    ],
    ...[
      '9911 2233',
      '\u202a+976 9911\u00a02233\u202c',
      '9911 2233, 8811 2233',
      '+976',
      '12',
      '+1 212 555 0123 ext. 45',
    ],
    ...['Do you deliver to Darkhan?', 'one\r\ntwo\nthree', 'x'.repeat(300), 'Сайн байна уу', '2026-03-05', 'MN'],
  ),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);

const form = fc.dictionary(name, fc.oneof(value, fc.array(value, { maxLength: 3 })), { maxKeys: 8 });

/** Text as it is compared: control characters, spaces, marks and fillers that can not be seen are no loss. */
const bare = (text: string) => withoutMarks(text).replace(/[\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]+/gu, '');
const digits = (text: string) => asciiDigits(withoutMarks(text)).replace(/\D/g, '');

/** Whether a value that somebody typed can be found; a number may be written otherwise, a tick says nothing. */
function isKept(typed: string, texts: string[]): boolean {
  if (/^(on|1|)$/.test(bare(typed))) return true;
  if (texts.some(text => bare(text).includes(bare(typed)))) return true;
  const number = digits(typed);
  return /^[^\p{L}]{5,}$/u.test(typed) && texts.some(text => digits(text).endsWith(number.replace(/^0+/, '')));
}

const typedIn = (body: Record<string, string | string[]>) => Object.values(body).flat();
const textsOf = ({ values, extras }: Posted) => [...Object.values(values), ...extras.map(([, each]) => each)];

test('F4 every value of a form is read, whatever the fields are called', () => {
  fc.assert(
    fc.property(form, body => {
      const texts = textsOf(readPosted(body, ZONE));
      for (const typed of typedIn(body)) expect([typed, isKept(typed, texts)]).toEqual([typed, true]);
    }),
    { numRuns: 1000 },
  );
});

test.each<FormKind>(['form', 'callback'])('F4 every value of a %s form is in the entry that is stored', kind => {
  let stored = 0;
  fc.assert(
    fc.property(form, given => {
      // Whoever asks for a call gives a number.
      const body = kind === 'callback' ? { ...given, phone: '+976 9911 2233' } : given;
      const posted = readPosted(body, ZONE);
      const place = { country: posted.country || undefined, timeZone: ZONE, asksConsent: false };
      let texts: string[];
      try {
        const sent = submissionOf(kind, posted, 'client-1-of-ann', place);
        const entry = checked(sent, { site, contact: null, now: 0, newId: () => 'id' });
        texts = Object.values(entry.body).filter(each => typeof each === 'string');
        stored += 1;
      } catch (refusal) {
        // A mistake is shown in the form, with everything that was typed; only mistakes are.
        expect(refusal).toBeInstanceOf(AppError);
        const fields = Object.keys((refusal as AppError).fields ?? {});
        expect(fields.length).toBeGreaterThan(0);
        texts = textsOf(posted);
      }
      for (const typed of typedIn(body)) expect([typed, isKept(typed, texts)]).toEqual([typed, true]);
    }),
    { numRuns: 1000 },
  );
  expect(stored).toBeGreaterThan(100);
});
