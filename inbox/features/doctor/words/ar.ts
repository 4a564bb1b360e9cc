import type { Messages } from './en.ts';

export default {
  lead: 'يفحص مرة في اليوم كل ما يلزم لوصول الرسائل، ويُخبر المالكين بما يتعطل.',
  checkAgain: 'الفحص مرة أخرى',
  checking: 'جارٍ الفحص…',
  since: 'منذ {time}',
  fine: 'سليم',
  broken: 'للإصلاح',
  off: 'لم يُفحص',
  openSettings: 'افتح الإعدادات',
  broke: '{what}: تعطّل شيء. تجد ما يجب فعله في الإعدادات ← الطبيب.',
  mended: '{what}: يعمل من جديد',
  late: 'ما يتأخر خروجه',
  lateLead: 'لم يُقبل بعد، وتُعاد المحاولة تلقائيًا.',
} satisfies Messages;
