import type { Messages } from './en.ts';

export default {
  visitor: 'زائر',
  visitorFrom: 'زائر من {city}',
  personOf: 'عن {name}',
  person: 'عن الشخص',
  firstTime: 'أول مرة هنا',
  timesBefore: {
    zero: 'لا محادثات سابقة',
    one: 'محادثة سابقة واحدة',
    two: 'محادثتان سابقتان',
    few: '{n} محادثات سابقة',
    many: '{n} محادثة سابقة',
    other: '{n} محادثة سابقة',
  },
  verified: 'هوية أكّدها الموقع',
  name: 'الاسم',
  phone: 'الهاتف',
  theirTime: 'توقيت الزائر',
  page: 'الصفحة',
  lastPage: 'آخر صفحة',
  cameBy: 'المصدر',
  direct: 'عنوان مباشر أو إشارة مرجعية',
  browser: 'المتصفح',
  visits: 'صفحات الزيارة',
  before: 'سابقًا',
  attributes: 'من الموقع',
} satisfies Messages;
