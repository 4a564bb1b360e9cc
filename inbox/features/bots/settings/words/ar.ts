import type { Messages } from './en.ts';

export default {
  title: 'بوت خاص بك',
  lead: 'يجيب برنامجك عما لا يناسبه أي رد أعلاه، أو عن كل شيء حيث لا ردود. يُرسَل إليه ما يقوله الزائر موقَّعًا، وله ثلاث ثوانٍ. وإن لم يجب يُطلب شخص.',
  url: 'العنوان',
  urlHint: 'يبدأ بـ \u2066https://\u2069',
  isOn: 'سؤال البوت',
  test: 'اختبار',
  testDone: 'أجاب: {text}',
  testPerson: 'أجاب بأن المطلوب شخص.',
  testFailed: 'لم يجب: {problem}',
  rotate: 'إنشاء سر جديد',
  once: 'بهذا السر يتحقق بوتك من التواقيع. لا يظهر إلا الآن.',
  secret: 'سر البوت',
  bothUntil: 'يعمل السر القديم حتى {time}',
  askedHere: 'هنا يُسأل بوتك.',
  figures: 'في آخر 30 يومًا: أجاب {answered}، طلب شخصًا {asked}، جرى تخطيه {skipped}',
  didRemove: 'أزيل البوت',
} satisfies Messages;
