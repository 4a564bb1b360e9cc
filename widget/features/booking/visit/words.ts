import type { Locale } from '../../../../protocol/wire/fields.ts';

/** With the chunk that says them: only who books a visit reads these. */
export const WORDS: Record<
  Locale,
  Record<'add' | 'else' | 'together' | 'ranOut' | 'payTitle' | 'pay' | 'payUntil', string>
> = {
  en: {
    add: 'Add a service',
    else: 'What else?',
    together: 'Together: {total}',
    ranOut:
      'The time was kept for a while and is open to others again. The next free one is chosen: go on, and it is kept for you.',
    payTitle: 'Almost done: please pay',
    pay: 'Pay now',
    payUntil: 'The time is kept for you until {time}. It is yours once it is paid.',
  },
  ru: {
    add: 'Добавить услугу',
    else: 'Что ещё?',
    together: 'Вместе: {total}',
    ranOut:
      'Время придерживали для вас, но теперь оно снова открыто для всех. Выбрано ближайшее свободное: продолжайте, и оно останется за вами.',
    payTitle: 'Почти готово: осталось оплатить',
    pay: 'Оплатить',
    payUntil: 'Время держится за вами до: {time}. После оплаты оно ваше.',
  },
  mn: {
    add: 'Үйлчилгээ нэмэх',
    else: 'Өөр юу хийлгэх вэ?',
    together: 'Нийт: {total}',
    ranOut:
      'Цагийг танд хэсэг хугацаанд хадгалсан ч одоо бусдад нээлттэй боллоо. Дараагийн сул цагийг сонголоо: үргэлжлүүлбэл танд хадгална.',
    payTitle: 'Бараг боллоо: төлбөрөө төлнө үү',
    pay: 'Төлөх',
    payUntil: 'Цагийг танд {time} хүртэл хадгална. Төлсний дараа таных болно.',
  },
  ar: {
    add: 'إضافة خدمة',
    else: 'وماذا أيضًا؟',
    together: 'المجموع: {total}',
    ranOut: 'حُفظ الموعد لك مدة ثم أُتيح لغيرك من جديد. اختير أقرب موعد متاح: تابع وسيُحفظ لك.',
    payTitle: 'أوشكت على الانتهاء: يرجى الدفع',
    pay: 'ادفع الآن',
    payUntil: 'الموعد محفوظ لك حتى {time}. ويصبح لك بعد الدفع.',
  },
  am: {
    add: 'አገልግሎት ይጨምሩ',
    else: 'ሌላስ?',
    together: 'በአንድ ላይ፦ {total}',
    ranOut: 'ሰዓቱ ለጥቂት ጊዜ ተይዞልዎት ነበር፤ አሁን ለሌሎችም ክፍት ነው። ቀጣዩ ነፃ ሰዓት ተመርጧል፦ ይቀጥሉ፣ ይያዝልዎታል።',
    payTitle: 'ሊያልቅ ነው፦ እባክዎ ይክፈሉ',
    pay: 'አሁን ይክፈሉ',
    payUntil: 'ሰዓቱ እስከ {time} ድረስ ተይዞልዎታል። ሲከፈል የእርስዎ ይሆናል።',
  },
  hi: {
    add: 'एक और सेवा जोड़ें',
    else: 'और क्या?',
    together: 'कुल: {total}',
    ranOut: 'यह समय कुछ देर आपके लिए रखा था, अब फिर सबके लिए खुला है। अगला खाली समय चुना गया है: आगे बढ़ें, वह आपके लिए रखा जाएगा।',
    payTitle: 'लगभग हो गया: कृपया भुगतान करें',
    pay: 'अभी भुगतान करें',
    payUntil: 'यह समय {time} तक आपके लिए रखा है। भुगतान होने पर यह आपका हो जाएगा।',
  },
};
