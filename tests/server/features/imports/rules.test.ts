import { describe, expect, test } from 'vitest';
import type { ContactField } from '../../../../protocol/contact-fields.ts';
import type { ImportTarget } from '../../../../protocol/imports.ts';
import { guessColumns } from '../../../../server/features/imports/guess.ts';
import { dayIn, numberIn, readRow, withoutGuard } from '../../../../server/features/imports/rules.ts';

const HOME = { timeZones: ['Asia/Ulaanbaatar'] };
const FIELDS: ContactField[] = [
  { id: 'size', name: 'Гутлын размер', kind: 'number', choices: [] },
  { id: 'vip', name: 'VIP', kind: 'yes_no', choices: [] },
  { id: 'branch', name: 'Салбар', kind: 'choice', choices: ['Darkhan', 'Erdenet'] },
  { id: 'since', name: 'Since', kind: 'date', choices: [] },
];
const row = (of: Partial<Record<ImportTarget, string>>) => {
  const [mapping, cells] = [Object.keys(of) as ImportTarget[], Object.values(of) as string[]];
  return readRow(cells, { plan: { mapping, tag: '' }, fields: FIELDS, hints: HOME });
};

describe('IM2 a row says', () => {
  test.each([
    [
      { name: ' Болд ', phone: '9911 2233' },
      { name: 'Болд', phones: ['+97699112233'] },
    ],
    [{ firstName: 'Ann', lastName: 'Lee' }, { name: 'Ann Lee' }],
    [{ lastName: 'Иванова', firstName: 'Мария', middleName: 'Петровна' }, { name: 'Иванова Мария Петровна' }],
    [{ firstName: 'Болд', lastName: 'Дорж' }, { name: 'Дорж Болд' }],
    [{ phone: '99112233, 88112233; +79161234567' }, { phones: ['+97699112233', '+97688112233', '+79161234567'] }],
    [{ phone: '79161234567' }, { phones: ['+79161234567'] }],
    [{ phone: "'+976 99112233" }, { phones: ['+97699112233'] }],
    [{ email: 'mailto:Ann@Shop.example' }, { emails: ['Ann@Shop.example'] }],
    [
      { name: 'A', phone: '-', email: 'n/a', birthday: 'нет' },
      { name: 'A', phones: [], emails: [], birthday: '' },
    ],
    [{ name: 'A', birthday: '31.05.1990' }, { birthday: '1990-05-31' }],
    [{ name: 'A', tags: 'vip, шинэ; vip' }, { tags: ['vip', 'шинэ'] }],
    [{ name: 'A', 'field:size': '42,5', 'field:vip': 'нет' }, { fields: { size: 42.5, vip: false } }],
    [
      { name: 'A', 'field:branch': 'darkhan', 'field:since': '2024-02-29' },
      { fields: { branch: 'Darkhan', since: '2024-02-29' } },
    ],
    [
      { name: 'A', 'field:gone': 'whatever' },
      { name: 'A', fields: {} },
    ],
  ] as const)('%j', (cells, facts) => {
    expect(row(cells)).toMatchObject({ facts });
  });

  test.each([
    [{ name: '', phone: '' }, 'EMPTY', null],
    [{ note: 'nobody', address: 'nowhere' }, 'EMPTY', null],
    [{ name: 'A', phone: '12' }, 'PHONE_INVALID', 1],
    [{ name: 'A', phone: '9.91E+07' }, 'PHONE_INVALID', 1],
    [{ name: 'A', email: 'ann at shop' }, 'EMAIL_INVALID', 1],
    [{ name: 'A', birthday: '31.02.1990' }, 'DATE_INVALID', 1],
    [{ name: 'A', 'field:size': 'large' }, 'NUMBER_INVALID', 1],
    [{ name: 'A', 'field:branch': 'Moscow' }, 'CHOICE_UNKNOWN', 1],
    [{ name: 'A', 'field:vip': 'perhaps' }, 'YES_NO_INVALID', 1],
    [{ name: 'A'.repeat(201) }, 'TOO_LONG', null],
  ] as const)('nothing that could be kept: %j', (cells, reason, column) => {
    expect(row(cells)).toEqual({ reason, column });
  });
});

test.each([
  ['1990-05-31', '1990-05-31'],
  ['5/31/1990', '1990-05-31'],
  ['31/5/1990', '1990-05-31'],
  ['31.05', '--05-31'],
  ['29.02', '--02-29'],
  ['1990-05-31 00:00:00', '1990-05-31'],
  ['٣١/٠٥/١٩٩٠', '1990-05-31'],
  ['1990', null],
  ['yesterday', null],
])('IM2 the day %s is %s', (text, day) => expect(dayIn(text)).toBe(day));

test.each([
  ['1 234,50', 1234.5],
  ['1,234.5', 1234.5],
  ['1.234.567', 1234567],
  ['1,234,567', 1234567],
  ['-7', -7],
  ['१२', 12],
  ['7 pieces', null],
])('IM2 the number %s is %s', (text, number) => expect(numberIn(text)).toBe(number));

test.each(["'=1+1", "'+976", "'-1", "'@a"])('EX2 the guard of %s is taken off', text => {
  expect(withoutGuard(text)).toBe(text.slice(1));
  expect(withoutGuard("'tis")).toBe("'tis");
});

describe('IM1 columns are guessed', () => {
  const guess = (rows: string[][]) => guessColumns(rows, FIELDS, HOME);
  test.each([
    ['en', ['Full Name', 'Mobile phone', 'E-mail address', 'Notes'], ['name', 'phone', 'email', 'note']],
    ['ru', ['ФИО', 'Телефон', 'Эл. почта', 'Дата рождения'], ['name', 'phone', 'email', 'birthday']],
    ['mn', ['Овог', 'Нэр', 'Утас', 'Гутлын размер'], ['lastName', 'name', 'phone', 'field:size']],
    ['ar', ['الاسم', 'رقم الجوال', 'البريد الإلكتروني'], ['name', 'phone', 'email']],
    ['am', ['ስም', 'ስልክ ቁጥር', 'አድራሻ'], ['name', 'phone', 'address']],
    ['hi', ['नाम', 'मोबाइल नंबर', 'ईमेल'], ['name', 'phone', 'email']],
    ['none', ['PhoneNumber', 'first_name', 'Last Name', 'Loyalty'], ['phone', 'firstName', 'lastName', null]],
  ])('by names in %s', (_, header, mapping) => {
    expect(guess([header, header.map(() => '')])).toEqual({ hasHeader: true, preset: null, mapping });
  });

  test('by what is in them, where nothing names them', () => {
    const rows = [
      ['7', 'Ann Lee', '99112233', 'ann@shop.example'],
      ['8', 'Болд', '88112233', 'bold@shop.example'],
    ];
    expect(guess(rows)).toEqual({ hasHeader: false, preset: null, mapping: [null, 'name', 'phone', 'email'] });
    expect(guess([['#', 'Кто', 'куда', 'x'], ...rows]).mapping).toEqual([null, 'name', 'phone', 'email']);
  });

  test('of Chatwoot and Bitrix24', () => {
    expect(guess([['id', 'name', 'email', 'phone_number', 'identifier']])).toEqual({
      hasHeader: true,
      preset: 'chatwoot',
      mapping: ['externalId', 'name', 'email', 'phone', null],
    });
    const bitrix = [
      'ID',
      'Обращение',
      'Имя',
      'Отчество',
      'Фамилия',
      'Дата рождения',
      'Рабочий телефон',
      'Мобильный телефон',
    ];
    expect(guess([[...bitrix, 'Рабочий e-mail', 'Комментарий', 'Источник', 'Тип контакта']])).toEqual({
      hasHeader: true,
      preset: 'bitrix24',
      mapping: [
        ...['externalId', 'callMe', 'firstName', 'middleName', 'lastName', 'birthday', 'phone', 'phone'],
        ...['email', 'note', null, 'tags'],
      ],
    });
  });
});
