import { describe, expect, test } from 'vitest';
import { isEmail } from '../../../../protocol/emails.ts';
import { readEmail } from '../../../../server/features/contacts/emails.ts';
import type { PhoneHints } from '../../../../server/features/contacts/home.ts';
import { readPhone } from '../../../../server/features/contacts/phones.ts';
import { judgeReach, saysItsCountry, withTyped } from '../../../../server/features/contacts/reach.ts';

const toE164 = (typed: string, hints: PhoneHints) => readPhone(typed, hints)?.number ?? null;

describe('phone numbers', () => {
  test.each<[string, PhoneHints, string]>([
    ['+976 9911 2233', {}, '+97699112233'],
    ['00976 99112233', { country: 'DE' }, '+97699112233'],
    ['9911-2233', { country: 'MN' }, '+97699112233'],
    ['8 (912) 345-67-89', { country: 'RU' }, '+79123456789'],
    ['0911 234567', { country: 'ET' }, '+251911234567'],
    ['098123 45678', { country: 'IN' }, '+919812345678'],
    ['020 7946 0958', { country: 'GB' }, '+442079460958'],
    ['(212) 555-0123', { country: 'US' }, '+12125550123'],
    ['٠١٠ ١٢٣٤ ٥٦٧٨', { country: 'EG' }, '+201012345678'],
    ['९८१२३४५६७८', { country: 'IN' }, '+919812345678'],
    ['＋９７６９９１１２２３３', {}, '+97699112233'],
    ['99112233', { timeZones: ['Asia/Ulaanbaatar'] }, '+97699112233'],
    ['9812345678', { timeZones: ['Asia/Kolkata'] }, '+919812345678'],
    ['99112233', { timeZones: ['UTC', 'Asia/Hovd'] }, '+97699112233'],
    ['99112233', { timeZones: ['UTC'], locale: 'mn' }, '+97699112233'],
    ['0911234567', { locale: 'am' }, '+251911234567'],
  ])('F1 %s, at home by %o, is %s', (typed, hints, number) => {
    expect(toE164(typed, hints)).toBe(number);
  });

  test.each<[string, PhoneHints]>([
    ['12345', { country: 'US' }],
    ['911', { country: 'US' }],
    ['call me at 99112233', { country: 'MN' }],
    ['+999123456789', {}],
    ['99112233', {}],
    ['99112233', { country: 'XX' }],
    ['+', {}],
    ['', {}],
  ])('F1 %s, at home by %o, can not be rung', (typed, hints) => {
    expect(toE164(typed, hints)).toBeNull();
  });

  test("F1 the visitor's choice of country comes before zone and language", () => {
    const hints: PhoneHints = { country: 'MN', timeZones: ['Europe/Berlin'], locale: 'ru' };
    expect(toE164('99112233', hints)).toBe('+97699112233');
  });

  const MN = { country: 'MN' };
  test.each<[string, PhoneHints, string]>([
    ['\u202a+976 9911 2233\u202c', {}, '+97699112233'],
    ['\u2066\u200e+976\u00a09911\u00a02233\u2069', {}, '+97699112233'],
    ['\ufeff9911\u200b22\u00ad33', MN, '+97699112233'],
    ['\u202d+976\u202f9911\u2060 2233\u202e', {}, '+97699112233'],
    ['9911\u20102233', MN, '+97699112233'],
    ['9911\u20112233', MN, '+97699112233'],
    ['9911–2233', MN, '+97699112233'],
    ['9911_22_33', MN, '+97699112233'],
    ['tel:+97699112233', {}, '+97699112233'],
    ['TEL:+976-9911-2233', {}, '+97699112233'],
    ['tel://+976%209911%202233', {}, '+97699112233'],
    ['tel:99112233;phone-context=+976', MN, '+97699112233'],
    ['tel:+976-9911-2233;ext=5', {}, '+97699112233'],
    ['Tel.: 9911 2233', MN, '+97699112233'],
    ['моб. 9911 2233', MN, '+97699112233'],
    ['Утас: 9911 2233', MN, '+97699112233'],
    ['9911 2233 (WhatsApp)', MN, '+97699112233'],
    ['9911 2233 Viber', MN, '+97699112233'],
    ['(+976) 9911 2233', { country: 'DE' }, '+97699112233'],
    ['(+976)99112233', {}, '+97699112233'],
    ['+(976) 9911 2233', {}, '+97699112233'],
    ['( +976 ) 9911-2233', {}, '+97699112233'],
    ['(00976) 9911 2233', {}, '+97699112233'],
    ['+ 976 9911 2233', {}, '+97699112233'],
    ['+00976 9911 2233', {}, '+97699112233'],
    ['00 976 9911 2233', MN, '+97699112233'],
    ['00 976 9911 2233', { country: 'RU' }, '+97699112233'],
    ['00 976 9911 2233', { country: 'US' }, '+97699112233'],
    ['00 976 9911 2233', {}, '+97699112233'],
    ['0044 20 7946 0958', MN, '+442079460958'],
    ['8~10 976 9911 2233', { country: 'RU' }, '+97699112233'],
    ['0011 976 9911 2233', { country: 'AU' }, '+97699112233'],
    ['010 976 9911 2233', { country: 'JP' }, '+97699112233'],
    ['+44 (0)20 7946 0958', {}, '+442079460958'],
    ['030/1234567', { country: 'DE' }, '+49301234567'],
    ['۰۹۱۲۳۴۵۶۷۸۹', { country: 'IR' }, '+989123456789'],
    ['٠٥٠ ١٢٣ ٤٥٦٧', { country: 'AE' }, '+971501234567'],
    ['+९१ ९८१२३ ४५६७८', {}, '+919812345678'],
    ['०९८१२३ ४५६७८', { country: 'IN' }, '+919812345678'],
    ['0911 23 45 67', { timeZones: ['UTC', 'Africa/Addis_Ababa'], locale: 'am' }, '+251911234567'],
    ['᠙᠙᠑᠑᠒᠒᠓᠓', MN, '+97699112233'],
  ])('F1 %j, at home by %o, is %s', (typed, hints, number) => {
    expect(toE164(typed, hints)).toBe(number);
  });

  test.each<[string, PhoneHints]>([
    ['9911 2233, 8811 2233', MN],
    ['99112233,88112233', MN],
    ['99112233; 88112233', MN],
    ['99112233/88112233', MN],
    ['9911 2233 | 8811 2233', MN],
    ['99112233\n88112233', MN],
    ['99112233 or 88112233', MN],
    ['99112233 эсвэл 88112233', MN],
    ['99112233 እና 88112233', MN],
    ['9911 2233 8811 2233', MN],
    ['99112233 88112233 77112233', MN],
    ['+976 9911 2233 +976 8811 2233', {}],
    ['12, 99112233', MN],
    ['моб: 99112233, гэр: 70112233', MN],
    ['99112233 (WhatsApp), 88112233 (Viber)', MN],
  ])('F1 of several numbers, %j, the first good one is dialled', (typed, hints) => {
    expect(readPhone(typed, hints)).toEqual({ number: '+97699112233', saysMore: true });
  });

  test.each<[string, PhoneHints, boolean]>([
    ['9911-2233', MN, false],
    ['00 976 9911 2233', MN, false],
    ['8 (912) 345-67-89', { country: 'RU' }, false],
    ['+44 (0)20 7946 0958', {}, false],
    ['tel:+97699112233', {}, false],
    ['+1 212 555 0123 ext. 45', {}, true],
    ['tel:+97699112233;ext=5', {}, true],
    ['9911 2233 (WhatsApp)', MN, true],
  ])('F1 %j of %o says more than its number: %s', (typed, hints, saysMore) => {
    expect(readPhone(typed, hints)?.saysMore).toBe(saysMore);
  });

  test.each([
    'call me at 99112233',
    'call 99112233 after five',
    '9911 22 8811 22',
    '9911 2233 88112233 77',
    '٩٩١',
    '\u202a\u202c',
    '9'.repeat(300),
    '9 '.repeat(60),
    'ext. 5',
  ])('F1 %j can not be rung from Mongolia', typed => expect(toE164(typed, MN)).toBeNull());

  test('F1 a number with a typing mistake is not cut into another, and two alike are two', () => {
    const DE = { country: 'DE' };
    expect(toE164('030 12 34 56 78 030 87 65 43 21', DE)).toBe('+493012345678');
    expect(toE164('030 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5', DE)).toBeNull();
    expect(toE164('030 1234567 8901234567', DE)).toBeNull();
  });

  test('F1 only a number that is whole by itself needs nobody to say where it is at home', () => {
    expect(saysItsCountry({ phone: '+976 9911 2233' })).toBe(true);
    expect(saysItsCountry({ phone: '9911 2233', country: 'MN' })).toBe(true);
    expect(saysItsCountry({ phone: '+976 12, 9911 2233' })).toBe(false);
    expect(saysItsCountry({ phone: '9911 2233' })).toBe(false);
  });
});

describe('e-mail addresses', () => {
  test.each([
    'bat@example.mn',
    'a.b+c@mail.example.co.uk',
    "o'neil@example.ie",
    'почта@пример.рф',
    'x@xn--e1afmkfd.xn--p1ai',
    'संपर्क@उदाहरण.भारत',
  ])('F1 %s is one', text => expect(isEmail(text)).toBe(true));

  test.each([
    'bat',
    'bat@',
    '@example.mn',
    'bat@example',
    'bat@localhost',
    'bat@example.',
    'bat@.mn',
    'bat @example.mn',
    'bat@exa mple.mn',
    'bat@@example.mn',
    'a..b@example.mn',
    'bat.@example.mn',
    'bat@-example.mn',
    'bat@example.1',
    `${'a'.repeat(250)}@example.mn`,
    'bat@example.mn\nBcc: all@example.mn',
    'b\u200bat@example.mn',
    'bat@example.mn\u202c',
  ])('F1 %s is none', text => expect(isEmail(text)).toBe(false));

  test.each([
    ['\u200bbat@example.mn\u200b', 'bat@example.mn'],
    ['\u202abat@example.mn\u202c', 'bat@example.mn'],
    ['bat\u00ad@exam\u200bple.mn', 'bat@example.mn'],
    ['\u00a0bat@example.mn\u00a0', 'bat@example.mn'],
    ['bat\u00a0@example.mn', 'bat@example.mn'],
    ['\ufeffbat@\u2060example.mn', 'bat@example.mn'],
    ['mailto:bat@example.mn', 'bat@example.mn'],
    ['mailto:bat@example.mn?subject=Peonies', 'bat@example.mn'],
    ['bat@example.mn.', 'bat@example.mn'],
    ['bat＠example.mn', 'bat@example.mn'],
    ['<bat@example.mn>', 'bat@example.mn'],
  ])('F1 %j is the address %s', (typed, address) => expect(readEmail(typed)?.address).toBe(address));

  test.each([
    'bat@example.mn, ann@example.mn',
    'bat@example.mn; ann@example.mn',
    'bat@example.mn ann@example.mn',
    'bat@example.mn/ann@example.mn',
    'bat@gmial, bat@example.mn',
    'Bat <bat@example.mn>',
    'Bold, Bat <bat@example.mn>',
    'Bat <bat@example.mn>, Ann <ann@example.mn>',
  ])('F1 of %j the first good address is written to', typed => {
    expect(readEmail(typed)).toEqual({ address: 'bat@example.mn', saysMore: true });
  });

  test.each([
    'ann,lee@example.mn',
    'an n@example.mn',
    'bat @example.mn',
    'bat@example.mn Bcc: all@example.mn',
    '\u200b',
    'write to bat@example.mn',
    `bat@example.mn${'?'.repeat(60_000)}`,
  ])('F1 %j is a mistake, and nobody’s address', typed => expect(readEmail(typed)).toBeNull());
});

describe('what somebody can be reached by', () => {
  const typed = (email: string | null | undefined, phone: string | null | undefined) =>
    judgeReach({ email, phone }, { timeZones: ['Asia/Ulaanbaatar'] });

  test('F1 what is good comes back as it is kept', () => {
    expect(typed('bat@example.mn', '9911 2233')).toEqual({
      email: 'bat@example.mn',
      phone: '+97699112233',
      typed: {},
      mistakes: {},
    });
  });

  test('F1 what says more than is kept of it comes back as typed, for the agent', () => {
    expect(typed('Bat <bat@example.mn>', '\u202a9911 2233, 8811 2233\u202c')).toEqual({
      email: 'bat@example.mn',
      phone: '+97699112233',
      typed: { email: 'Bat <bat@example.mn>', phone: '9911 2233, 8811 2233' },
      mistakes: {},
    });
    expect(withTyped(undefined, {})).toBe(undefined);
    expect(withTyped({ plan: 'gold' }, { phone: '1, 2' })).toEqual({ plan: 'gold', phones: '1, 2' });
  });

  test('F1 what is no good is empty, and every mistake is named', () => {
    expect(typed('bat@', '12')).toEqual({
      email: '',
      phone: '',
      typed: {},
      mistakes: { email: 'EMAIL_INVALID', phone: 'PHONE_INVALID' },
    });
  });

  test('F1 what is empty, cleared or left out stays so', () => {
    expect(typed('', null)).toEqual({ email: '', phone: null, typed: {}, mistakes: {} });
    expect(typed(undefined, '')).toEqual({ email: undefined, phone: '', typed: {}, mistakes: {} });
  });
});
