import { describe, expect, test } from 'vitest';
import { type FormKind, type Posted, readPosted } from '../../../../server/features/forms/fields.ts';
import { submissionOf } from '../../../../server/features/forms/submission.ts';

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

interface Case {
  form: Record<string, unknown>;
  name?: string;
  email?: string;
  phone?: string;
  subject?: string;
  message?: string;
}

/** Forms as builders and people make them, with the hidden fields that come along. */
const FORMS: Record<string, Case> = {
  'Contact Form 7': {
    form: {
      _wpcf7: '5',
      _wpcf7_version: '5.9.8',
      _wpcf7_locale: 'de_DE',
      _wpcf7_unit_tag: 'wpcf7-f5-p7-o1',
      _wpcf7_container_post: '7',
      _wpcf7_posted_data_hash: '',
      _wpcf7_recaptcha_response: '03AFcWeA6',
      'your-name': 'Bat',
      'your-email': 'bat@example.mn',
      'your-subject': 'Lilies',
      'your-message': 'No lilies, please.',
      'tel-123': '9911 2233',
      'menu-42': 'Roses',
      'acceptance-7': '1',
    },
    name: 'Bat',
    email: 'bat@example.mn',
    phone: '9911 2233',
    subject: 'Lilies',
    message: 'No lilies, please.\n\nmenu 42: Roses',
  },
  WPForms: {
    form: {
      'wpforms[fields][0][first]': 'Bat',
      'wpforms[fields][0][last]': 'Bold',
      'wpforms[fields][1]': 'bat@example.mn',
      'wpforms[fields][2]': 'Do you deliver to Darkhan?',
      'wpforms[fields][4]': '9911 2233',
      'wpforms[fields][5]': 'Roses',
      'wpforms[id]': '17',
      'wpforms[author]': '1',
      'wpforms[post_id]': '7',
      'wpforms[hp]': '',
      'wpforms[submit]': 'wpforms-submit',
    },
    name: 'Bat Bold',
    email: 'bat@example.mn',
    phone: '9911 2233',
    message: 'Do you deliver to Darkhan?\n\nwpforms fields 5: Roses',
  },
  Elementor: {
    form: {
      post_id: '12',
      form_id: '7f1a2b3',
      referer_title: 'Contact',
      queried_id: '12',
      'form_fields[name]': 'Bat',
      'form_fields[email]': 'bat@example.mn',
      'form_fields[field_8a31c2d]': '9911 2233',
      'form_fields[message]': 'No lilies, please.',
      'form_fields[company]': 'Altan',
    },
    name: 'Bat',
    email: 'bat@example.mn',
    phone: '9911 2233',
    message: 'No lilies, please.\n\ncompany: Altan',
  },
  'Gravity Forms': {
    form: {
      'input_1.3': 'Bat',
      'input_1.6': 'Bold',
      input_2: 'bat@example.mn',
      input_3: 'Do you deliver to Darkhan on Sundays?',
      input_4: '2026-05-02',
      is_submit_1: '1',
      gform_submit: '1',
      gform_unique_id: '',
      state_1: 'WyJbXSIsImQ3NTYwZWE0ZjI5MTQ3ZmU5MjU4NDdmYmZlMWI2NDkzIl0=',
      gform_target_page_number_1: '0',
    },
    email: 'bat@example.mn',
    message: 'Do you deliver to Darkhan on Sundays?\n\ninput 1.3: Bat\ninput 1.6: Bold\ninput 4: 2026-05-02',
  },
  'Fluent Forms': {
    form: {
      __fluent_form_embded_post_id: '7',
      _fluentform_1_fluentformnonce: 'ab12cd34ef',
      _wp_http_referer: '/contact/',
      'names[first_name]': 'Bat',
      'names[last_name]': 'Bold',
      email: 'bat@example.mn',
      subject: 'Lilies',
      message: 'None, please.',
    },
    name: 'Bat Bold',
    email: 'bat@example.mn',
    subject: 'Lilies',
    message: 'None, please.',
  },
  Divi: {
    form: {
      et_pb_contact_name_0: 'Bat',
      et_pb_contact_email_0: 'bat@example.mn',
      et_pb_contact_message_0: 'No lilies, please.',
      et_pb_contactform_submit_0: 'et_contact_proccess',
      '_wpnonce-et-pb-contact-form-submitted-0': 'ab12cd34ef',
    },
    name: 'Bat',
    email: 'bat@example.mn',
    message: 'No lilies, please.',
  },
  Squarespace: {
    form: {
      fname: 'Bat',
      lname: 'Bold',
      'email-yui_3_17_2_1_15-field': 'bat@example.mn',
      'textarea-yui_3_17-field': 'Hi',
    },
    name: 'Bat Bold',
    email: 'bat@example.mn',
    message: 'Hi',
  },
  Webflow: {
    form: {
      Name: 'Bat',
      'Email-2': 'bat@example.mn',
      'Phone-Number': '9911 2233',
      Field: 'Hello there',
      'Field-2': 'A',
    },
    name: 'Bat',
    email: 'bat@example.mn',
    phone: '9911 2233',
    message: 'Hello there\n\nField 2: A',
  },
  'questions of a Typeform-like': {
    form: {
      "What's your name?": 'Bat',
      'What is your e-mail address?': 'bat@example.mn',
      'How many guests do you expect?': '200',
      'How can we help you?': 'A wedding',
    },
    name: 'Bat',
    email: 'bat@example.mn',
    message: 'A wedding\n\nHow many guests do you expect? 200',
  },
  Jotform: {
    form: {
      formID: '240',
      'q3_name[first]': 'Bat',
      'q3_name[last]': 'Bold',
      q4_email: 'bat@example.mn',
      'q5_phoneNumber[area]': '+976',
      'q5_phoneNumber[phone]': '99112233',
      q6_typeA6: 'Nothing much',
      simple_spc: '240-240',
    },
    name: 'Bat Bold',
    email: 'bat@example.mn',
    phone: '+976 99112233',
    message: 'q6 typeA6: Nothing much',
  },
  Formspree: {
    form: { _replyto: 'bat@example.mn', _subject: 'From the page', _cc: 'x@y.mn', message: 'Hi', _format: 'plain' },
    email: 'bat@example.mn',
    subject: 'From the page',
    message: 'Hi',
  },
  Netlify: {
    form: {
      'form-name': 'contact',
      'bot-field': '',
      name: 'Bat',
      email: 'bat@example.mn',
      message: 'Hi',
      'g-recaptcha-response': 'x',
    },
    name: 'Bat',
    email: 'bat@example.mn',
    message: 'Hi',
  },
  'Web3Forms and Getform': {
    form: {
      access_key: 'aaaa-bbbb',
      botcheck: '',
      redirect: 'https://x.example/',
      from_name: 'Bat',
      email: 'bat@example.mn',
      message: 'Hi',
    },
    name: 'Bat',
    email: 'bat@example.mn',
    message: 'Hi',
  },
  Mailchimp: {
    form: { EMAIL: 'bat@example.mn', FNAME: 'Bat', LNAME: 'Bold', b_1f2e3d4c5b6a_77aa88bb99: '' },
    name: 'Bat Bold',
    email: 'bat@example.mn',
    message: 'FNAME: Bat Bold\nEMAIL: bat@example.mn',
  },
  Joomla: {
    form: {
      'jform[contact_name]': 'Bat',
      'jform[contact_email]': 'bat@example.mn',
      'jform[contact_subject]': 'Lilies',
      'jform[contact_message]': 'None, please.',
    },
    name: 'Bat',
    email: 'bat@example.mn',
    subject: 'Lilies',
    message: 'None, please.',
  },
  Drupal: {
    form: {
      name: 'Bat',
      mail: 'bat@example.mn',
      'subject[0][value]': 'Lilies',
      'message[0][value]': 'None, please.',
      form_build_id: 'form-x',
      form_id: 'contact_message_feedback_form',
      op: 'Send message',
    },
    name: 'Bat',
    email: 'bat@example.mn',
    subject: 'Lilies',
    message: 'None, please.',
  },
  'Shopify and Rails': {
    form: {
      utf8: '✓',
      authenticity_token: 'q==',
      'contact[name]': 'Bat',
      'contact[email]': 'bat@example.mn',
      'contact[body]': 'Hi',
      commit: 'Send',
    },
    name: 'Bat',
    email: 'bat@example.mn',
    message: 'Hi',
  },
  'Tilda, Russian': {
    form: {
      Name: 'Пётр',
      Phone: '+7 (912) 345-67-89',
      Textarea: 'Нужен букет',
      'form-spec-comments': 'Its good',
      'tildaspec-cookie': '1',
    },
    name: 'Пётр',
    phone: '+7 (912) 345-67-89',
    message: 'Нужен букет',
  },
  German: {
    form: {
      Vorname: 'Änne',
      Nachname: 'Groß',
      'E-Mail-Adresse': 'aenne@example.de',
      Telefonnummer: '+49 30 1234567',
      Betreff: 'Lilien',
      'Ihre Nachricht': 'Bitte keine.',
      Firma: 'Blumen GmbH',
      Datenschutz: 'on',
    },
    name: 'Änne Groß',
    email: 'aenne@example.de',
    phone: '+49 30 1234567',
    subject: 'Lilien',
    message: 'Bitte keine.\n\nFirma: Blumen GmbH',
  },
  Russian: {
    form: {
      'Ваше имя': 'Пётр',
      'Электронная почта': 'p@пример.рф',
      Телефон: '+7 912 345-67-89',
      сообщение: 'Нужен букет',
      Город: 'Улан-Удэ',
    },
    name: 'Пётр',
    email: 'p@пример.рф',
    phone: '+7 912 345-67-89',
    message: 'Нужен букет\n\nГород: Улан-Удэ',
  },
  Mongolian: {
    form: {
      Овог: 'Дорж',
      Нэр: 'Бат',
      'Утасны дугаар': '9911 2233',
      'И-мэйл хаяг': 'bat@example.mn',
      Зурвас: 'Сайн байна уу',
    },
    name: 'Дорж Бат',
    email: 'bat@example.mn',
    phone: '9911 2233',
    message: 'Сайн байна уу',
  },
  Arabic: {
    form: {
      الاسم: 'ليلى',
      'البريد الإلكتروني': 'layla@example.ae',
      'رقم الهاتف': '+٩٧١٥٠١٢٣٤٥٦٧',
      الرسالة: 'مرحبا',
      الموضوع: 'زهور',
    },
    name: 'ليلى',
    email: 'layla@example.ae',
    phone: '+٩٧١٥٠١٢٣٤٥٦٧',
    subject: 'زهور',
    message: 'مرحبا',
  },
  Amharic: {
    form: { ስም: 'አበበ', ኢሜይል: 'abebe@example.et', 'ስልክ ቁጥር': '+251 911 234567', መልእክት: 'ሰላም' },
    name: 'አበበ',
    email: 'abebe@example.et',
    phone: '+251 911 234567',
    message: 'ሰላም',
  },
  Hindi: {
    form: { नाम: 'आशा', 'आपका ईमेल': 'asha@example.in', 'मोबाइल नंबर': '+९१ ९८१२३ ४५६७८', संदेश: 'नमस्ते' },
    name: 'आशा',
    email: 'asha@example.in',
    phone: '+९१ ९८१२३ ४५६७८',
    message: 'नमस्ते',
  },
  'ASP.NET': {
    form: {
      __VIEWSTATE: '/wEPDwUK',
      ctl00$Main$txtName: 'Bat',
      ctl00$Main$txtEmail: 'bat@example.mn',
      ctl00$Main$txtMessage: 'Hi',
    },
    name: 'Bat',
    email: 'bat@example.mn',
    message: 'Hi',
  },
  'JSON of a script': {
    form: {
      contact: { name: 'Bat', email: 'bat@example.mn' },
      message: 'Hi',
      flowers: ['peony', 'rose'],
      urgent: true,
    },
    name: 'Bat',
    email: 'bat@example.mn',
    message: 'Hi\n\nflowers: peony, rose\nurgent: true',
  },
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
