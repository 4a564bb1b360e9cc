import { type Specimen, specimens } from './specimen.ts';

/** The same ways of writing once more: no rule was changed after these were written. */
export const PEOPLE_UNSEEN: readonly Specimen[] = [
  ...specimens(
    [
      'Good morning',
      'how much',
      'Are dogs allowed on the terrace?',
      'Where is my refund? It has been two weeks and nobody cares!',
      'I ordered the wrong colour, can you change it before it ships? Order 70021',
      { text: 'Please phone my husband instead', name: 'Ruth', phone: '+447911123456', tookMs: 2_500 },
      'The map on your contact page points to the wrong street: https://maps.example/x1',
      'Can I pay the second half next month?',
      'I run a small museum and need somebody to build our website. Do you take such projects?',
      'My parents got a letter about an inheritance from your law firm. Is it genuine?',
      'Do you sell casino chips for a children’s game?',
      'Is the black Friday offer over? It was 40% off on Saturday.',
      'Your newsletter link is dead: https://news.example/55, also https://news.example/56',
      'I need the serial number of my invoice INVXK20251128',
      { text: 'Leave it in the porch. 9 Hill Rd, BS8 1AA', tookMs: 7_000 },
      {
        text: 'My voice control cannot press Send on your form, please call',
        phone: '+16045550188',
        tookMs: 4_000_000,
      },
      'Has my prescription been sent to the pharmacy?',
      'My cat ate one of the lilies. Are they poisonous? URGENT',
      'hola precio?',
    ],
    'en',
  ),
  ...specimens(
    [
      'Алло',
      'Почём розы?',
      'Курьер нахамил, дайте телефон начальника!',
      { text: 'Наберите меня', phone: '+77011234567', name: 'Асель', tookMs: 2_100 },
      'Есть ли доставка в Алматы и сколько стоит?',
      'Можно посмотреть живьём? Адрес магазина?',
      'Ссылка из письма не работает https://shop.example/a/1',
      'Ищем подрядчика на ремонт офиса, вы этим занимаетесь?',
      'Скиньте прайс на торты',
    ],
    'ru',
  ),
  ...specimens(
    [
      'Үнэ асууя',
      'Хоёр дахь өдрөө хүлээж байна, хэзээ ирэх юм бэ!!',
      { text: 'Залгана уу', phone: '+97699887766', name: 'Тэмүүлэн', tookMs: 1_600 },
      'Баянзүрх дүүрэгт салбар бий юу?',
      'Энэ яг байгаа юу https://shop.example/p/3',
      'Зээлийн хүү хэд вэ?',
    ],
    'mn',
  ),
  ...specimens(
    [
      'صباح الخير',
      'بكم التوصيل إلى دبي؟',
      { text: 'اتصل بي', phone: '+971501234567', name: 'سالم', tookMs: 1_900 },
      'المندوب لم يأت ولا أحد يجيب!',
      'أبحث عن شركة تصميم حدائق',
      'هل هذا متوفر؟ https://shop.example/p/4',
    ],
    'ar',
  ),
  ...specimens(
    [
      'እንደምን አደራችሁ',
      'ስንት ብር ነው?',
      'ዕቃዬ ተሰብሮ መጣ!',
      { text: 'ደውሉልኝ', phone: '+251933445566', tookMs: 1_500 },
      'የባንክ ብድር ትቀበላላችሁ?',
    ],
    'am',
  ),
  ...specimens(
    [
      'सुप्रभात',
      'डिलीवरी कब तक?',
      'तुरंत पैसे वापस चाहिए!!',
      { text: 'कॉल करो', phone: '+919900112233', tookMs: 1_400 },
      'होम डिलीवरी मुफ़्त है?',
      'क्या यह उपलब्ध है https://shop.example/p/5',
    ],
    'hi',
  ),
];
