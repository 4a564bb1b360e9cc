import type { Messages } from './en.ts';

export default {
  searchPeople: 'الأشخاص',
  searchMessages: 'الرسائل',
  searchNone: 'لا نتائج عن «{query}». يمكن تجربة جزء من كلمة أو رقم هاتف أو بريد إلكتروني.',
  searchFound: {
    zero: 'لا نتائج',
    one: 'نتيجة واحدة',
    two: 'نتيجتان',
    few: '{n} نتائج',
    many: '{n} نتيجة',
    other: '{n} نتيجة',
  },
  searchFailed: 'تعذّر تحميل القائمة.',
} satisfies Messages;
