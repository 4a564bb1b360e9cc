import { describe, expect, test } from 'vitest';
import type { ContactField } from '../../../../protocol/contact-fields.ts';
import type { ImportTarget, PurchaseColumn } from '../../../../protocol/imports.ts';
import { readPurchase } from '../../../../server/features/imports/buying.ts';
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
  const guess = (rows: string[][]) => {
    const { hasHeader, preset, kind, mappings } = guessColumns(rows, FIELDS, HOME);
    expect(kind).toBe('people');
    return { hasHeader, preset, mapping: mappings.people };
  };
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
        // How they are addressed, such as "г-н", is nobody's name.
        ...['externalId', null, 'firstName', 'middleName', 'lastName', 'birthday', 'phone', 'phone'],
        ...['email', 'note', null, 'tags'],
      ],
    });
  });
});

describe('IM7 columns of purchases', () => {
  const bought = (header: string[]) => {
    const { kind, mappings } = guessColumns([header, header.map(() => '')], [], HOME);
    return { kind, mapping: mappings.purchases };
  };
  test.each([
    [
      'en',
      ['Date', 'Customer', 'Phone', 'Item', 'Qty', 'Total'],
      ['date', 'name', 'phone', 'what', 'quantity', 'total'],
    ],
    [
      'ru',
      ['Номер чека', 'Дата', 'Клиент', 'Телефон', 'Товар', 'Кол-во', 'Цена', 'Сумма', 'Валюта', 'Продавец'],
      ['externalId', 'date', 'name', 'phone', 'what', 'quantity', 'price', 'total', 'currency', 'employee'],
    ],
    [
      'mn',
      ['Огноо', 'Утас', 'Бараа', 'Тоо ширхэг', 'Үнэ', 'Дүн'],
      ['date', 'phone', 'what', 'quantity', 'price', 'total'],
    ],
    ['ar', ['التاريخ', 'رقم الجوال', 'المنتج', 'الكمية', 'السعر'], ['date', 'phone', 'what', 'quantity', 'price']],
    ['am', ['ቀን', 'ስልክ', 'ዕቃ', 'ብዛት', 'ዋጋ'], ['date', 'phone', 'what', 'quantity', 'price']],
    ['hi', ['तारीख', 'मोबाइल', 'उत्पाद', 'मात्रा', 'कीमत'], ['date', 'phone', 'what', 'quantity', 'price']],
    ['ours', ['Date', 'Email', 'Item', 'Price', 'Receipt'], ['date', 'email', 'what', 'price', 'externalId']],
  ])('are known by their names in %s', (_, header, mapping) => {
    expect(bought(header)).toEqual({ kind: 'purchases', mapping });
  });
});

describe('IM7 a row of purchases', () => {
  const desk = { currency: 'MNT', timeZone: 'Asia/Ulaanbaatar' };
  const read = (of: Partial<Record<PurchaseColumn, string>>) =>
    readPurchase(Object.values(of), {
      plan: {
        kind: 'purchases',
        mapping: Object.keys(of) as PurchaseColumn[],
        hasHeader: true,
        duplicates: 'join',
        tag: '',
      },
      ...{ hints: HOME, desk },
    });
  const good = { phone: '99112233', what: 'Tulips', price: '3 000' };

  test('is whose it is and what it is', () => {
    expect(read({ ...good, date: '3.5.2026', quantity: '2', total: '6 000', externalId: '7' })).toMatchObject({
      facts: { phones: ['+97699112233'] },
      bought: {
        send: { date: '2026-05-03', lines: [{ name: 'Tulips', quantity: 2, price: 300000 }], externalId: '7' },
      },
    });
    expect(read({ person: '15', what: 'Tulips', quantity: '3', total: '100' })).toMatchObject({
      facts: { externalId: '15' },
      bought: { send: { lines: [{ name: 'Tulips × 3', quantity: 1, price: 10000 }] } },
    });
    expect(read({ person: '15', what: 'Tulips', quantity: '4', total: '100' })).toMatchObject({
      bought: { send: { lines: [{ name: 'Tulips', quantity: 4, price: 2500 }] } },
    });
  });

  test.each([
    [{ phone: '12' }, 'PHONE_INVALID', 0],
    [{ phone: '' }, 'PERSON_MISSING', 0],
    [{ what: '' }, 'ITEM_MISSING', 1],
    [{ price: '' }, 'PRICE_MISSING', 2],
    [{ price: 'dear' }, 'NUMBER_INVALID', 2],
    [{ date: 'May' }, 'DATE_INVALID', 3],
    [{ total: '7' }, 'TOTAL_DIFFERS', 3],
    [{ quantity: '0' }, 'NUMBER_INVALID', 3],
    [{ currency: 'shells' }, 'CURRENCY_UNKNOWN', 3],
    [{ externalId: 'x'.repeat(300) }, 'TOO_LONG', 3],
  ])('with %o says what is wrong with it', (change, reason, column) => {
    expect(read({ ...good, ...change })).toEqual({ reason, column });
  });
});
