import type { Messages } from './en.ts';

export default {
  lead: 'من لم يُجَب يُذكَّر به من جديد خطوة بخطوة: أولًا للموظف المسؤول، ثم للآخرين، ثم للمالك. من يعمل وحده يُبلَّغ مرة واحدة.',
  isOn: 'التذكير بمن طال انتظاره',
  messages: 'الرسائل',
  forms: 'النماذج',
  callbacks: 'الاتصالات',
  messagesHint: 'دقائق منذ وصولها؛ لا يُحسب إلا وقت العمل.',
  callbacksHint: 'دقائق من الموعد المحدد؛ وبعلامة الناقص قبله.',
  reminded: 'تذكير الموظف',
  offered: 'العرض على الآخرين',
  owner: 'إبلاغ المالك',
  timesWrong: 'المطلوب دقائق صحيحة، كل خطوة بعد سابقتها، خلال أسبوع.',
  figures: 'آخر 30 يومًا',
  figuresNone: 'لم يطل انتظار أحد.',
  figuresLine: 'تذكير {reminded}، عرض على الآخرين {offered}، إبلاغ المالك {owner}.',
} satisfies Messages;
