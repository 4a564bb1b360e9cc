import type { Messages } from './en.ts';

export default {
  browser: 'المتصفح',
  cameBy: 'المصدر',
  direct: 'عنوان مباشر أو إشارة مرجعية',
  lastPage: 'آخر صفحة',
  page: 'الصفحة',
  phone: 'الهاتف',
  theirTime: 'توقيت الزائر',
  visits: 'صفحات الزيارة',
  before: 'سابقًا',
  attributes: 'من الموقع',
} satisfies Messages;
