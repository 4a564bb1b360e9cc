import type { Messages } from './en.ts';

export default {
  signIn: 'تسجيل الدخول',
  signInLead: 'للرد على زوار موقعك.',
  sessionsLead: 'الأماكن التي سجّلت الدخول منها. يرجى إنهاء ما لا تعرفه.',
  thisSession: 'هذه',
  sessionSeen: 'آخر استخدام: {time}',
  sessionBegun: 'تسجيل الدخول: {time}',
  endSession: 'إنهاء',
  endOthers: 'إنهاء كل الجلسات الأخرى',
  endAll: 'إنهاء الكل، وهذه أيضًا',
  sessionEnded: 'انتهت',
  othersEnded: 'انتهت كل الجلسات الأخرى',
} satisfies Messages;
