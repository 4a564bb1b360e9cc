import type { Messages } from './en.ts';

export default {
  mine: 'محادثاتي',
  unassigned: 'غير مسندة',
  all: 'الكل',
  callbacks: 'طلبات الاتصال',
  closed: 'مغلقة',
  emptyMine: 'لا أحد ينتظرك. يظهر القادمون الجدد هنا ويرنّ الجرس.',
  emptyUnassigned: 'لا محادثات تنتظر من يستلمها.',
  emptyAll: 'لا محادثات مفتوحة. يظهر القادمون الجدد هنا ويرنّ الجرس.',
  emptyCallbacks: 'لا مكالمات مجدولة. تظهر الطلبات هنا، وأقربها في الأعلى.',
  emptyClosed: 'تُحفظ المحادثات المغلقة هنا.',
  listFailed: 'تعذّر تحميل القائمة.',
  newRows: {
    zero: 'لا جديد',
    one: 'واحدة جديدة',
    two: 'اثنتان جديدتان',
    few: '{n} جديدة',
    many: '{n} جديدة',
    other: '{n} جديدة',
  },
  you: 'أنت: {text}',
  answered: 'الرد: {text}',
  didLeave: 'نُقلت',
  unread: 'غير مقروءة',
  visitorHere: 'على الموقع الآن',
  callPerson: 'الاتصال بـ {name}',
} satisfies Messages;
