import type { Messages } from './en.ts';

export default {
  savedAnswers: 'الردود المحفوظة',
  savedAnswersNone: 'لا رد محفوظ يبدأ هكذا. يمكن إضافته من الإعدادات.',
} satisfies Messages;
