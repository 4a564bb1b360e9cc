import type { Messages } from './en.ts';

export default {
  here: 'متاح',
  away: 'غير متاح',
  reads: 'للقراءة فقط',
  awayHint: 'ما دمت غير متاح فلن تُسند إليك محادثات جديدة.',
  beAway: 'اجعلني غير متاح',
  beHere: 'عدت',
  offline: 'غير متصل',
  connecting: 'جارٍ الاتصال…',
  theme: 'المظهر',
  themeAuto: 'كما في النظام',
  themeLight: 'فاتح',
  themeDark: 'داكن',
  soundOn: 'الصوت مفعّل',
  soundOff: 'الصوت متوقف',
  profile: 'الملف الشخصي',
  signOut: 'تسجيل الخروج',
  isHere: 'متاح',
  isAway: 'غير متاح',
} satisfies Messages;
