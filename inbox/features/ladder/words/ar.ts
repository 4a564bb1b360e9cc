import type { Messages } from './en.ts';

export default {
  waitReminded: 'دون رد منذ مدة: تذكير إلى {names}',
  waitOffered: 'دون رد منذ مدة: عُرضت على {names}',
  waitOwner: 'دون رد منذ مدة: إبلاغ المالك {names}',
  callReminded: 'اتصال {time}: تذكير إلى {names}',
  callOffered: 'اتصال {time} لم يتم: عُرض على {names}',
  callOwner: 'اتصال {time} لم يتم: إبلاغ المالك {names}',
  nextReminded: 'تذكير {time}',
  nextOffered: 'إلى الآخرين {time}',
  nextOwner: 'إلى المالك {time}',
  sleeps: 'مغلق: يُستأنف العدّ {time}',
  offered: 'للجميع',
  lateFrom: '{name} في انتظار الرد',
  lateCall: '{name} في انتظار الاتصال',
  lateSpoken: '{name} في انتظار طويل.',
} satisfies Messages;
