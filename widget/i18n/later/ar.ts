import type { LaterMessages } from '../index.ts';

export default {
  tooLong: 'النص أطول من رسالة واحدة، الحروف الزائدة: {n}.',
  inParts: 'إرسال على أجزاء، عددها {n}',
  night: 'ليلًا',
  morning: 'صباحًا',
  afternoon: 'بعد الظهر',
  evening: 'مساءً',
  yours: 'بتوقيتك',
  city: '{time} في {city}',
  calendar: 'إضافة إلى التقويم',
  move: 'تغيير الموعد',
  moveTo: 'نقل إلى {time}',
  cancel: 'إلغاء المكالمة',
  sure: 'هل تُلغى المكالمة؟',
  keep: 'الإبقاء على {time}',
  answer: 'سنرد على {reach}',
  another: 'كتابة رسالة أخرى',
  leave: '{when}. راسلونا وسنرد',
  unkept: 'هذا المتصفح لا يحفظ ما كتبته: يرجى إبقاء الصفحة مفتوحة حتى يُرسل.',
  unset: 'لم تُضبط الدردشة في هذا الموقع بعد',
  CALLBACK_PENDING: 'لديك مكالمة محددة. غيّر موعدها أو ألغها',
} satisfies LaterMessages;
