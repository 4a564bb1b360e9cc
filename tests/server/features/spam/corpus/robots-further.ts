import { type Specimen, specimens } from './specimen.ts';

/** Written at a later time, without a look at the rules: every other of them, on which the rules were then tuned. */
export const ROBOTS_FURTHER: readonly Specimen[] = specimens([
  {
    name: 'Kevin Brooks',
    email: 'kevin.brooks@rankpilot.example',
    tookMs: 48_000,
    text: 'Hello there, I came across your site today and noticed that it is not showing up for several of the search terms your customers use. We helped three companies like yours reach the first page in under four months. Would it make sense to talk this week?',
  },
  {
    name: 'Editor',
    email: 'editor@magnews.example',
    text: 'Hi, do you accept sponsored articles on your blog? We have clients in casino, CBD and finance niches and pay up to $80 per post. Please send your prices.',
  },
  'Remove negative reviews from Google, Trustpilot and Glassdoor. You pay only after the review is gone. Send us the link of the bad review.',
  'Local businesses are losing calls every day because they are not in the Google map 3-pack. We guarantee a top 3 position in 60 days or your money back. Reply MAPS to start.',
  {
    name: 'Feedback Mailing',
    email: 'ffmail@bulkforms.example',
    text: 'Hi! Did you know that it is possible to send a proposal in a perfectly legal way? We offer sending your commercial offer via feedback forms. Such messages are seen as important and do not go to spam. The cost of 1 million messages is $59. Telegram - @ffmail_bulk',
  },
  {
    name: 'Nathan',
    text: 'Not sure if you are the right person, but we build AI voice agents that pick up every missed call and book appointments automatically. Worth a 10 minute demo? I can send a recording made for your company.',
  },
  'Are you still paying too much for card processing? Switch to our merchant account with 0% fees and get a free terminal. Call now 1-888-555-0142. To opt out reply STOP.',
  'Dear [COMPANY_NAME] team, we specialise in outsourcing for [INDUSTRY]. Our developers cost 70% less than in-house staff. Can we schedule a short call?',
  'S E O services for s m a l l business!!! R a n k number 1. Only 99 d o l l a r s. www.rank-number-one.example',
  {
    name: 'Chris',
    email: 'chris@vidaudit.example',
    text: 'I recorded a quick video walking through three mistakes on your homepage that cost you customers. Can I send it over? No strings attached.',
  },
  {
    locale: 'ru',
    name: 'Алексей',
    text: 'Добрый день! Посмотрел ваш сайт — есть ошибки, из-за которых вы теряете до 40% клиентов. Сделаю бесплатный аудит и выведу в ТОП Яндекса за 2 месяца. Куда отправить отчёт?',
  },
  {
    locale: 'ru',
    text: 'Накрутка отзывов на Яндекс Картах и 2ГИС, поднимем рейтинг до 5.0. Оплата по факту https://otzyv-top.example',
  },
  'Guten Tag, möchten Sie mehr Kunden über Ihre Website gewinnen? Wir bringen Sie auf Seite 1 bei Google, ab 199 € im Monat. Antworten Sie einfach mit JA.',
  {
    name: 'WilliamSwine',
    text: 'Лучшее саsinо с выводом за 5 минут, бoнус 150% нa пeрвый депoзит → vulkan-klub.example',
  },
  'Đăng ký nhà cái uy tín nhận 100k, nạp rút nhanh, cá độ bóng đá trực tiếp https://nhacai.example',
  { locale: 'mn', text: 'Онлайн казино, өдөр бүр хож! Бүртгүүлээд 50,000₮ бонус аваарай https://mn-casino.example' },
  {
    locale: 'hi',
    name: 'Aviator Pro',
    text: 'एविएटर गेम से रोज़ 20,000 कमाएँ, प्रेडिक्टर ऐप फ्री डाउनलोड करें https://aviator-hack.example',
  },
  {
    name: 'Mrs. Linda Graham',
    email: 'lindagraham11@freemail.example',
    text: 'Greetings in the name of God. I am a widow suffering from cancer and I have decided to donate the sum of 4.2 million euros to a honest person for charity work. Contact me for more details.',
  },
  'I lost 73,000 USD to a fake broker but thanks to Mr. Walter, an ethical hacker, I recovered all my bitcoin in 48 hours. Contact him on WhatsApp +1 (605) 555-0177 if you are a victim too.',
  {
    locale: 'ru',
    text: 'Пассивный доход на арбитраже криптовалют, от 3% в сутки, вывод в любой момент. Регистрация по ссылке https://arb-bot.example',
  },
  { locale: 'ar', text: 'احصل على قرض شخصي فوري بدون كفيل وبدون تحويل راتب، التواصل واتساب +971500000000' },
  { locale: 'hi', text: 'बिना किसी दस्तावेज़ के 5 लाख तक का पर्सनल लोन 10 मिनट में। अभी आवेदन करें https://loan-fast.example' },
  { locale: 'am', text: 'በቀን 3000 ብር ያግኙ! በቴሌግራም ቦታችን ይቀላቀሉ፣ ክሪፕቶ ኢንቨስትመንት በእጥፍ ይመለሳል https://t.me/birr_double' },
  {
    locale: 'mn',
    text: 'Барьцаагүй онлайн зээл 5 минутад, хүү хамгийн бага, шууд дансанд. https://zeel-shuurhai.example',
  },
  'Good day. We provide SBLC, BG and project financing at 2% interest rate for viable projects worldwide. Brokers are welcome and 100% protected.',
  {
    name: 'BruceTof',
    text: 'buy ivermectin 12mg tablets <a href="https://med-online.example/ivermectin">ivermectin for humans</a> stromectol price',
  },
  'Hi handsome 😘 I am Natasha, 27, lonely and new in your town. My private photos are here: https://tinyurl.example/natasha-27',
  {
    locale: 'ru',
    text: 'Купить диплом о высшем образовании с занесением в реестр, гознак, оплата при получении https://diplom-rf.example',
  },
  {
    locale: 'ru',
    text: 'mega darknet ссылка, вход на площадку, зеркало onion, обход блокировки https://mega-sb.example',
  },
  'Nike, Gucci, Louis Vuitton bags and sneakers AAA quality, factory price, free shipping worldwide. Catalog on WhatsApp +86 138 0013 8000',
  {
    name: 'Jason Lee',
    email: 'jason@dgmould.example',
    text: 'Sir/Madam, we are a professional plastic injection mould maker in Dongguan with 18 years experience. If you have any project, send 3D drawing and we quote within 24 hours.',
  },
  'Watch all new movies and live sports free in HD, no sign up: https://streamfree.example https://streamfree2.example https://streamfree3.example',
  '正品代购 高仿名表 一比一 复刻 支持货到付款 加微信 wx88990011',
  {
    name: 'Legal Dept',
    email: 'mel.photographer@images-law.example',
    text: 'Hi there! This is Melissa, a licensed photographer. I was puzzled to see my images on your website. If you use a copyrighted image without my consent you could be sued. Take a look at this document with the links to my images and download it now: https://drive.example/file/copyright_evidence',
  },
  {
    subject: 'Security alert',
    text: 'We have hacked your website and extracted your databases. Pay 3000 USD in Bitcoin to bc1qexample0000000000 within 5 days or your customers will be notified and your reputation destroyed.',
  },
  'DHL: your parcel is held at the depot because of an unpaid customs fee of 1.99 EUR. Pay now to release: https://dhl-release.example/t',
  {
    name: 'LeeTow',
    email: 'yawiviseya67@mailbox.example',
    phone: '+85514389921',
    text: 'Hej, jeg ønskede at kende din pris.',
  },
  'YhGfdTRwq ZxPLmnb kkJhgtRe',
  'Wow, this paragraph is pleasant, my sister is analyzing these kinds of things, so I am going to tell her. Also visit my page: https://window-tint.example',
  {
    lacksStamp: true,
    tookMs: 1,
    text: 'I really like reading through a post that can make people think. Also, thank you for allowing for me to comment!',
  },
]);
