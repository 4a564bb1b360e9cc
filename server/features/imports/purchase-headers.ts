/** What columns of purchases are called, in the six languages of the house and by tills and shops. Pure. */
import { PURCHASE_COLUMNS, type PurchaseColumn } from '../../../protocol/imports.ts';
import { plain, targetNamed } from './headers.ts';

const NAMES: Record<Exclude<PurchaseColumn, 'phone' | 'email' | 'name'>, readonly string[]> = {
  person: [
    ...['person', 'customer id', 'client id', 'contact id', 'buyer id', 'код клиента', 'id клиента', 'id контакта'],
    ...['харилцагчийн код', 'үйлчлүүлэгчийн код', 'رقم العميل', 'معرف العميل', 'የደንበኛ መለያ', 'ग्राहक आईडी'],
  ],
  date: [
    ...['date', 'day', 'purchase date', 'order date', 'sale date', 'paid at', 'created at', 'closed at', 'date time'],
    ...['дата', 'день', 'дата покупки', 'дата продажи', 'дата заказа', 'дата создания', 'дата закрытия', 'огноо'],
    ...[
      'өдөр',
      'худалдан авсан өдөр',
      'التاريخ',
      'تاريخ',
      'تاريخ الشراء',
      'تاريخ الطلب',
      'ቀን',
      'የግዢ ቀን',
      'तारीख',
      'तारीख़',
    ],
    ...['दिनांक', 'खरीद की तारीख'],
  ],
  what: [
    ...['what', 'item', 'items', 'product', 'product name', 'service', 'goods', 'title', 'article', 'description'],
    ...['товар', 'услуга', 'наименование', 'название', 'товар услуга', 'номенклатура', 'позиция', 'что', 'бараа'],
    ...[
      'бүтээгдэхүүн',
      'үйлчилгээ',
      'барааны нэр',
      'المنتج',
      'الصنف',
      'السلعة',
      'الخدمة',
      'البند',
      'ዕቃ',
      'ምርት',
      'አገልግሎት',
    ],
    ...['वस्तु', 'उत्पाद', 'सेवा', 'सामान'],
  ],
  quantity: [
    ...[
      'quantity',
      'qty',
      'count',
      'pieces',
      'pcs',
      'units',
      'количество',
      'кол во',
      'шт',
      'тоо',
      'тоо ширхэг',
      'ширхэг',
    ],
    ...['الكمية', 'كمية', 'العدد', 'ብዛት', 'መጠን', 'मात्रा', 'संख्या'],
  ],
  price: [
    ...['price', 'unit price', 'price each', 'item price', 'cost', 'цена', 'цена за единицу', 'стоимость', 'нэгж үнэ'],
    ...['үнэ', 'السعر', 'سعر', 'سعر الوحدة', 'ዋጋ', 'የአንዱ ዋጋ', 'कीमत', 'क़ीमत', 'मूल्य', 'दर'],
  ],
  total: [
    ...['total', 'sum', 'amount', 'total amount', 'total price', 'subtotal', 'paid', 'revenue', 'opportunity'],
    ...[
      'сумма',
      'итого',
      'всего',
      'общая сумма',
      'оплачено',
      'дүн',
      'нийт',
      'нийт дүн',
      'нийт үнэ',
      'المجموع',
      'الإجمالي',
    ],
    ...['الاجمالي', 'المبلغ', 'ጠቅላላ', 'ድምር', 'ጠቅላላ ዋጋ', 'कुल', 'कुल राशि', 'राशि', 'योग'],
  ],
  currency: ['currency', 'currency code', 'валюта', 'валют', 'العملة', 'عملة', 'ምንዛሪ', 'ገንዘብ', 'मुद्रा'],
  employee: [
    ...['employee', 'seller', 'salesperson', 'sold by', 'cashier', 'manager', 'responsible', 'staff', 'сотрудник'],
    ...[
      'продавец',
      'кассир',
      'менеджер',
      'ответственный',
      'мастер',
      'ажилтан',
      'худалдагч',
      'кассчин',
      'الموظف',
      'البائع',
    ],
    ...['المسؤول', 'ሠራተኛ', 'ሰራተኛ', 'ሻጭ', 'कर्मचारी', 'विक्रेता'],
  ],
  externalId: [
    ...[
      'external id',
      'id',
      'purchase id',
      'order',
      'order id',
      'order number',
      'order no',
      'receipt',
      'receipt number',
    ],
    ...[
      'receipt no',
      'invoice',
      'invoice number',
      'number',
      'no',
      'deal id',
      'номер заказа',
      'номер чека',
      'чек',
      'заказ',
    ],
    ...[
      'номер',
      'баримтын дугаар',
      'баримт',
      'захиалгын дугаар',
      'дугаар',
      'رقم الطلب',
      'رقم الفاتورة',
      'الفاتورة',
      'የትዕዛዝ ቁጥር',
    ],
    ...['ደረሰኝ ቁጥር', 'ऑर्डर संख्या', 'रसीद संख्या', 'बिल संख्या'],
  ],
};

const COLUMN_OF = new Map<string, PurchaseColumn>([
  ...Object.entries(NAMES).flatMap(([column, names]) =>
    names.map(name => [plain(name), column as PurchaseColumn] as const),
  ),
  ...PURCHASE_COLUMNS.map(column => [plain(column), column] as const),
]);

/** What a column of this name is; null: nothing that is known. */
export function purchaseColumnNamed(name: string): PurchaseColumn | null {
  const found = COLUMN_OF.get(plain(name));
  if (found) return found;
  const target = targetNamed(name, null, []);
  if (target === 'phone' || target === 'email' || target === 'name') return target;
  return target === 'firstName' || target === 'lastName' ? 'name' : null;
}

/** Whether these are the columns of purchases: what was bought, or for how much, and when. */
export function arePurchases(header: readonly string[]): boolean {
  const found = new Set(header.map(purchaseColumnNamed));
  const [hasMoney, hasItem, hasDay] = [found.has('price') || found.has('total'), found.has('what'), found.has('date')];
  return hasMoney && (hasItem || hasDay);
}
