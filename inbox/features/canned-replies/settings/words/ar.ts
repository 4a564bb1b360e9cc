import type { Messages } from './en.ts';

export default {
  repliesLead: 'كتابة / وأول الحروف في الرد تُدرج ردًا محفوظًا.',
  repliesNone: 'لا ردود محفوظة بعد. عند كتابة الكلام نفسه مرة ثانية، يمكن حفظه هنا.',
  newReply: 'رد محفوظ جديد',
  shortcut: 'الاختصار',
  shortcutHint: 'كلمة واحدة تُكتب بعد الشرطة المائلة.',
  answerText: 'النص',
  didRemove: 'حُذف: /{shortcut}',
} satisfies Messages;
