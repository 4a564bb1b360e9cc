import { describe, expect, test } from 'vitest';
import { type FormKind, type Posted, readPosted } from '../../../../server/features/forms/fields.ts';
import { submissionOf } from '../../../../server/features/forms/submission.ts';
import { type Case, FORMS } from './forms-of-the-world.ts';

const ULAANBAATAR = 'Asia/Ulaanbaatar';

/** A submission as the form's own page and the site's zone would have it read. */
function read(body: Record<string, unknown>, kind: FormKind = 'form') {
  const place = { country: undefined, timeZone: ULAANBAATAR, asksConsent: false };
  return submissionOf(kind, readPosted(body, ULAANBAATAR), 'client-1-of-ann', place);
}

const refused = (body: Record<string, unknown>): unknown => {
  try {
    return read(body);
  } catch (error) {
    return (error as { fields?: unknown }).fields ?? error;
  }
};

describe('forms of the world', () => {
  test.each(Object.entries(FORMS))('F4 %s is understood', (_of, { form, ...meant }) => {
    const { name, email, phone, subject, message } = read(form) as Required<Omit<Case, 'form'>>;
    expect({ name, email, phone, subject, message }).toEqual({ name: '', email: '', phone: '', subject: '', ...meant });
  });
});

describe('fields without a telling name', () => {
  test.each<[string, Record<string, string>, Partial<Posted['values']>]>([
    ['an address under any name', { a: 'bat@example.mn' }, { email: 'bat@example.mn' }],
    ['an address among others', { kontakt_oder_mail: 'bat@example.mn' }, { email: 'bat@example.mn' }],
    ['a number in a field for both', { email_or_phone: '9911 2233' }, { phone: '9911 2233' }],
    ['a number where the address was asked', { email: '9911 2233' }, { phone: '9911 2233', email: '' }],
    ['an address where the number was asked', { phone: 'bat@example.mn' }, { email: 'bat@example.mn', phone: '' }],
    ['a number in a numbered field', { input_4: '9911 2233' }, { phone: '9911 2233' }],
    ['a number with a plus under any name', { reach_me: '+976 9911 2233' }, { phone: '+976 9911 2233' }],
    ['the good one of two addresses', { email: 'bat@', email2: 'bat@example.mn' }, { email: 'bat@example.mn' }],
    [
      'the longest free text',
      { 'text-1': 'Hello', 'text-2': 'Hello to all of you' },
      { message: 'Hello to all of you' },
    ],
    ['free text under a name of its own', { wishes: 'one\ntwo' }, { message: 'one\ntwo' }],
    ['the longest of several messages', { comments: 'Hi', details: 'Hi there' }, { message: 'Hi there' }],
    ['ours before any other', { comments: 'A long comment', message: 'Hi' }, { message: 'Hi' }],
  ])('F4 %s', (_what, form, values) => {
    expect(readPosted(form, ULAANBAATAR).values).toMatchObject(values);
  });

  test.each([
    ['an order number', { order_number: '99112233' }],
    ['a price', { budget: '99112233' }],
    ['a date', { input_5: '2026-03-05' }],
    ['a day', { 'date-1': '05.03.2026' }],
    ['a company', { company_name: 'Altan' }],
    ['an item', { item: 'Peony bouquet' }],
    ['somebody else’s name', { 'company[name]': 'Altan', pet_name: 'Rex' }],
    ['a link', { input_6: 'https://shop.example/peonies' }],
  ])('F4 %s is kept under its name and taken for nothing else', (_what, form) => {
    const { values, extras } = readPosted(form, ULAANBAATAR);
    expect(Object.values(values).filter(Boolean)).toEqual([]);
    expect(extras).toEqual(Object.entries(form));
  });

  test('F4 an address that was typed twice stands once', () => {
    expect(read({ email: 'bat@example.mn', confirm_email: 'bat@example.mn', message: 'Hi' })).toMatchObject({
      message: 'Hi',
    });
  });

  test('F4 what machines fill in is no word of anybody, under whatever prefix', () => {
    const machines = {
      csrfmiddlewaretoken: 'x',
      'contact[_token]': 'x',
      _csrf: 'x',
      'h-captcha-response': 'x',
      'cf-turnstile-response': 'x',
      'smart-token': 'x',
      _honey: 'x',
      honeypot: 'x',
      'bot-field': 'x',
      submit: 'Send',
      __RequestVerificationToken: 'x',
    };
    expect(readPosted(machines)).toMatchObject({ extras: [], isTrapped: false });
    const words = { honey_jars: '2', tokens: 'three', announce: 'yes', state: 'Töv', page: '4', task: 'Mow', key: 'C' };
    expect(readPosted(words).extras).toEqual(Object.entries(words));
  });
});

describe('only a form in which nothing was said is refused', () => {
  test.each<[string, Record<string, string>, object]>([
    ['a name and a number', { Имя: 'Пётр', Телефон: '9911 2233' }, { message: 'Имя: Пётр\nТелефон: 9911 2233' }],
    ['an address alone', { email: 'bat@example.mn' }, { message: 'email: bat@example.mn' }],
    ['a subject alone', { email: 'bat@example.mn', subject: 'Lilies?', message: '' }, { message: 'Lilies?' }],
    ['other words than the message', { email: 'b@x.mn', message: '', size: 'XL' }, { message: 'size: XL' }],
    [
      'a name, below which stands where the visitor came from',
      { Имя: 'Пётр', utm_source: 'ads' },
      { message: 'Имя: Пётр\n\nutm source: ads' },
    ],
    ['words in a form that asks for no address', { feedback: 'Too loud.' }, { message: 'Too loud.', isOneWay: true }],
  ])('F4 %s is something', (_what, form, sent) => expect(read(form)).toMatchObject(sent));

  test.each<[string, Record<string, string>, object]>([
    ['nothing at all', {}, { message: 'FIELD_REQUIRED' }],
    ['empty fields', { name: '', wishes: ' ' }, { message: 'FIELD_REQUIRED' }],
    ['a tick and a token', { accept: 'on', csrf: 'x' }, { message: 'FIELD_REQUIRED' }],
    ['where the visitor came from', { utm_source: 'ads', gclid: 'x', _wpcf7: '12' }, { message: 'FIELD_REQUIRED' }],
    ['an address without the message it asks for', { email: 'b@x.mn', message: '' }, { message: 'FIELD_REQUIRED' }],
  ])('F4 %s is not', (_what, form, fields) => expect(refused(form)).toEqual(fields));

  test('F4 our own page always asks for the message, and the page after a foreign form asks what that form asked', () => {
    const said = { email: 'b@x.mn', message: '', ref: 'spring' };
    expect(refused({ ...said, _id: 'made-by-our-page' })).toEqual({ message: 'FIELD_REQUIRED' });
    expect(read({ ...said, _id: 'made-by-our-page', _asks: 'reach unless-said' })).toMatchObject({
      message: 'ref: spring',
    });
    const mute = { message: 'Hi', email: '', _id: 'x', _asks: 'no-reach unless-said' };
    expect(read(mute)).toMatchObject({ isOneWay: true });
  });
});

describe('lengths', () => {
  test('F4 a letter takes 20,000 characters beside nothing else, and fewer beside other words', () => {
    const letter = 'ह'.repeat(20_000);
    expect(read({ email: 'b@x.mn', message: letter })).toMatchObject({ message: letter });
    expect(refused({ email: 'b@x.mn', message: `${letter}!` })).toEqual({ message: 'TEXT_TOO_LONG' });
    expect(refused({ email: 'b@x.mn', message: letter, size: 'XL' })).toEqual({ message: 'TEXT_TOO_LONG' });
    expect(read({ phone: '9911 2233', message: letter }, 'callback')).toMatchObject({ topic: letter });
  });

  test('F4 a name or subject longer than a line goes into the letter whole', () => {
    const long = 'word '.repeat(60).trim();
    expect(read({ email: 'b@x.mn', name: long, subject: long, message: 'Hi' })).toMatchObject({
      name: '',
      subject: '',
      message: `Hi\n\nname: ${long}\nsubject: ${long}`,
    });
  });

  test('F4 a post of more fields than any form has is refused', () => {
    const many = Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`f${at}x`, 'y']));
    expect(() => readPosted(many)).toThrow('up to 500 fields');
  });
});

describe('callbacks', () => {
  test('F4 everything said goes into the topic, one on a line', () => {
    const form = {
      Телефон: '9911 2233',
      Имя: 'Пётр',
      Вопрос: 'Букет',
      email: 'p@x.mn',
      subject: 'Свадьба',
      Город: 'Дархан',
    };
    expect(read(form, 'callback')).toMatchObject({
      type: 'callback.request',
      phone: '9911 2233',
      name: 'Пётр',
      topic: 'Свадьба\nВопрос: Букет\nemail: p@x.mn\nГород: Дархан',
    });
    expect(read({ topic: 'Lilies', phone: '9911 2233', message: 'None' }, 'callback')).toMatchObject({
      topic: 'Lilies\nmessage: None',
    });
  });

  test('F4 a contact form keeps a topic and a time too', () => {
    const form = { email: 'b@x.mn', message: 'Hi', topic: 'Lilies', time: 'in the morning' };
    expect(read(form)).toMatchObject({ subject: 'Lilies', message: 'Hi\n\ntime: in the morning' });
    expect(read({ ...form, subject: 'Order' })).toMatchObject({
      subject: 'Order',
      message: 'Hi\n\ntopic: Lilies\ntime: in the morning',
    });
  });
});
