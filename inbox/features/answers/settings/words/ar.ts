import type { Messages } from './en.ts';

export default {
  title: 'الردود بالبريد',
  lead: 'من غادر الصفحة وترك عنوانًا يصله ما لم يقرأه بالبريد، مع رابط يعيده إلى المحادثة. يتطلب ذلك البريد الصادر.',
  isOn: 'إرسال الردود بالبريد إلى من غادر',
  afterMinutes: 'دقائق بعد آخر رد',
  minutesWrong: 'أدخل دقائق كاملة من 1 إلى 1440.',
} satisfies Messages;
