import type { Messages } from './en.ts';

const ar: Messages = {
  any: 'أي قيمة',
  known: 'معروف',
  unknown: 'غير معروف',
  last: {
    zero: 'خلال آخر {n} يوم',
    one: 'خلال آخر يوم',
    two: 'خلال آخر يومين',
    few: 'خلال آخر {n} أيام',
    many: 'خلال آخر {n} يومًا',
    other: 'خلال آخر {n} يوم',
  },
  notFor: {
    zero: 'ليس منذ {n} يوم',
    one: 'ليس منذ يوم',
    two: 'ليس منذ يومين',
    few: 'ليس منذ {n} أيام',
    many: 'ليس منذ {n} يومًا',
    other: 'ليس منذ {n} يوم',
  },
  atLeast: '{what}، على الأقل',
  from: '{what}، ابتداءً من',
  sumAtLeast: 'المجموع، على الأقل ({currency})',
  open: 'توجد',
  none: 'لا توجد',
  consentBy: 'تجوز مراسلته عبر',
  viewNameHint: 'إذا أعطيته اسمًا بقي بين عوامل تصفيتك.',
  didRemove: 'أُزيل عامل التصفية: {name}',
};
export default ar;
