import { describe, expect, test } from 'vitest';
import { isEmail, judgeReach, type PhoneHints, toE164 } from '../../../../server/features/contacts/reach.ts';

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
  ])('F1 %s is none', text => expect(isEmail(text)).toBe(false));
});

describe('what somebody can be reached by', () => {
  const typed = (email: string | null | undefined, phone: string | null | undefined) =>
    judgeReach({ email, phone }, { timeZones: ['Asia/Ulaanbaatar'] });

  test('F1 what is good comes back as it is kept', () => {
    expect(typed('bat@example.mn', '9911 2233')).toEqual({
      email: 'bat@example.mn',
      phone: '+97699112233',
      mistakes: {},
    });
  });

  test('F1 what is no good is empty, and every mistake is named', () => {
    expect(typed('bat@', '12')).toEqual({
      email: '',
      phone: '',
      mistakes: { email: 'EMAIL_INVALID', phone: 'PHONE_INVALID' },
    });
  });

  test('F1 what is empty, cleared or left out stays so', () => {
    expect(typed('', null)).toEqual({ email: '', phone: null, mistakes: {} });
    expect(typed(undefined, '')).toEqual({ email: undefined, phone: '', mistakes: {} });
  });
});
