/** What columns are called, in the six languages of the house and by the programs that people come from. Pure. */
import type { IMPORT_TARGETS, ImportPreset, ImportTarget } from '../../../protocol/imports.ts';

type Named = (typeof IMPORT_TARGETS)[number];

/** In the order in which a name is looked for: whole words first, so that "first name" is no "name". */
const NAMES: Record<Named, readonly string[]> = {
  firstName: [
    ...['first name', 'firstname', 'given name', 'имя', 'нэр өөрийн', 'өөрийн нэр', 'الاسم الأول', 'الاسم الاول'],
    ...['የመጀመሪያ ስም', 'पहला नाम', 'प्रथम नाम'],
  ],
  middleName: ['middle name', 'second name', 'patronymic', 'отчество', 'الاسم الأوسط', 'የአባት ስም', 'मध्य नाम'],
  lastName: [
    ...['last name', 'lastname', 'surname', 'family name', 'фамилия', 'овог', 'эцгийн нэр', 'اسم العائلة', 'الكنية'],
    ...['የአያት ስም', 'उपनाम', 'अंतिम नाम', 'कुलनाम'],
  ],
  // No salutation: Bitrix24's "г-н" is nobody's name.
  callMe: ['call me', 'nickname', 'как обращаться', 'дуудах нэр'],
  name: [
    ...[
      'name',
      'full name',
      'fullname',
      'contact',
      'contact name',
      'customer',
      'customer name',
      'client',
      'display name',
    ],
    ...[
      'фио',
      'имя клиента',
      'клиент',
      'контакт',
      'покупатель',
      'нэр',
      'овог нэр',
      'бүтэн нэр',
      'харилцагч',
      'үйлчлүүлэгч',
    ],
    ...[
      'الاسم',
      'اسم',
      'الاسم الكامل',
      'اسم العميل',
      'العميل',
      'ስም',
      'ሙሉ ስም',
      'ደንበኛ',
      'नाम',
      'पूरा नाम',
      'ग्राहक',
      'ग्राहक का नाम',
    ],
  ],
  phone: [
    ...[
      'phone',
      'phone number',
      'telephone',
      'mobile',
      'mobile phone',
      'cell',
      'cell phone',
      'tel',
      'work phone',
      'home phone',
    ],
    ...[
      'whatsapp',
      'other phone',
      'телефон',
      'номер телефона',
      'мобильный',
      'мобильный телефон',
      'рабочий телефон',
      'номер',
    ],
    ...[
      'домашний телефон',
      'другой телефон',
      'сотовый',
      'утас',
      'утасны дугаар',
      'гар утас',
      'дугаар',
      'الهاتف',
      'هاتف',
      'رقم الهاتف',
    ],
    ...[
      'الجوال',
      'جوال',
      'رقم الجوال',
      'موبايل',
      'ስልክ',
      'ስልክ ቁጥር',
      'ሞባይል',
      'फ़ोन',
      'फोन',
      'मोबाइल',
      'फ़ोन नंबर',
      'मोबाइल नंबर',
    ],
  ],
  email: [
    ...[
      'email',
      'e mail',
      'mail',
      'email address',
      'work email',
      'work e mail',
      'home email',
      'home e mail',
      'other e mail',
    ],
    ...[
      'почта',
      'эл почта',
      'электронная почта',
      'рабочий e mail',
      'частный e mail',
      'другой e mail',
      'имэйл',
      'и мэйл',
      'мэйл',
    ],
    ...[
      'цахим шуудан',
      'البريد',
      'البريد الإلكتروني',
      'البريد الالكتروني',
      'ايميل',
      'إيميل',
      'ኢሜይል',
      'ኢሜል',
      'ईमेल',
      'ई मेल',
    ],
  ],
  birthday: [
    ...['birthday', 'date of birth', 'birth date', 'birthdate', 'dob', 'дата рождения', 'день рождения', 'төрсөн өдөр'],
    ...['تاريخ الميلاد', 'የልደት ቀን', 'የትውልድ ቀን', 'जन्मदिन', 'जन्म तिथि', 'जन्मतिथि'],
  ],
  address: [
    ...[
      'address',
      'delivery address',
      'street',
      'адрес',
      'адрес доставки',
      'хаяг',
      'хүргэлтийн хаяг',
      'العنوان',
      'عنوان',
      'አድራሻ',
      'पता',
    ],
  ],
  tags: ['tags', 'tag', 'labels', 'label', 'теги', 'тег', 'метки', 'шошго', 'пайз', 'وسوم', 'الوسوم', 'መለያዎች', 'टैग'],
  note: [
    ...[
      'note',
      'notes',
      'comment',
      'comments',
      'remark',
      'remarks',
      'description',
      'комментарий',
      'примечание',
      'заметка',
    ],
    ...['тэмдэглэл', 'тайлбар', 'ملاحظة', 'ملاحظات', 'تعليق', 'ማስታወሻ', 'नोट', 'टिप्पणी', 'टिप्पणियाँ'],
  ],
  externalId: [
    'id',
    'external id',
    'identifier',
    'customer id',
    'contact id',
    'код',
    'код клиента',
    'المعرف',
    'መለያ ቁጥር',
    'आईडी',
  ],
};

const TARGET_OF = new Map(
  (Object.entries(NAMES) as [Named, readonly string[]][]).flatMap(([target, names]) =>
    names.map(name => [plain(name), target] as const),
  ),
);

/** What the exports of other programs have in their headers; all of them, in any place. */
const PRESETS: Record<ImportPreset, readonly (readonly string[])[]> = {
  chatwoot: [['id', 'name', 'email', 'phone number']],
  bitrix24: [
    ['id', 'имя', 'отчество', 'фамилия', 'мобильный телефон'],
    ['id', 'first name', 'second name', 'last name', 'mobile'],
  ],
};

/** Chatwoot's second id is the site's own for the same person, its first one of no use elsewhere. */
const OF_PRESET: Record<ImportPreset, Readonly<Record<string, ImportTarget | null>>> = {
  chatwoot: { identifier: null, 'phone number': 'phone' },
  bitrix24: {
    'second name': 'middleName',
    'тип контакта': 'tags',
    'contact type': 'tags',
    источник: null,
    source: null,
  },
};

/** By whose export a header was made; null: by none that is known. */
export function presetOf(header: readonly string[]): ImportPreset | null {
  const names = new Set(header.map(plain));
  const found = (Object.entries(PRESETS) as [ImportPreset, readonly (readonly string[])[]][]).find(([, ways]) =>
    ways.some(way => way.every(name => names.has(name))),
  );
  return found?.[0] ?? null;
}

/**
 * What a column of this name is; null: nothing that is known.
 * @param fields of the desk's own, by their names
 */
export function targetNamed(
  name: string,
  preset: ImportPreset | null,
  fields: readonly { id: string; name: string }[],
): ImportTarget | null {
  const key = plain(name);
  if (key === '') return null;
  const own = fields.find(each => plain(each.name) === key);
  if (own) return `field:${own.id}`;
  if (preset && Object.hasOwn(OF_PRESET[preset], key)) return OF_PRESET[preset][key] ?? null;
  return TARGET_OF.get(key) ?? TARGET_OF.get(key.replace(/ \d+$/, '')) ?? null;
}

/** Without case, signs and what stands between words: `E-mail:`, `phone_number`, `PhoneNumber`. */
export function plain(name: string): string {
  return name
    .normalize('NFC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .replace(/\be mail\b/g, 'email')
    .trim();
}
