import type { Messages } from './en.ts';

export default {
  attach: 'إرفاق ملفات',
  remove: 'إزالة {name}',
  uploading: 'جارٍ رفع {name}',
  uploaded: 'رُفع الملف {name}',
  photo: 'صورة',
  photoOf: 'صورة: {name}',
  fileOf: 'ملف: {name}',
  unkept: 'هذا المتصفح لا يحفظ الملفات: أبقِ الصفحة مفتوحة حتى تُرسل.',
  tooLarge: 'الملف كبير جدًا. الحد الأقصى {size}.',
  tooMany: 'ملفات كثيرة على رسالة واحدة. الحد الأقصى {n}.',
  wrongKind: 'لا يُقبل هذا النوع من الملفات هنا.',
  full: 'لا مكان لمزيد من الملفات هنا الآن.',
  off: 'لا تُقبل الملفات هنا.',
  lost: 'لم يعد هذا الملف في المتصفح. اختره من جديد.',
  kilobytes: '{n} كيلوبايت',
  megabytes: '{n} ميغابايت',
  waits: 'بانتظار الاتصال',
} satisfies Messages;
