import { type Specimen, specimens } from './specimen.ts';

/** Written at a later time, without a look at the rules: the others of them, after which no rule was changed. */
export const ROBOTS_FURTHER_UNSEEN: readonly Specimen[] = specimens([
  'Your company deserves a Wikipedia page. Our editors write and publish it for you, pay after approval. Get a quote: https://wikiexperts.example',
  {
    subject: 'DOMAIN EXPIRATION NOTICE',
    text: 'ATTN: your domain search engine submission expires today. Failure to complete your domain SEO registration by the expiration date may result in cancellation of this offer. Secure payment: https://domain-submission.example/pay?id=88213',
  },
  {
    name: 'Ava',
    email: 'ava@clearaccess.example',
    text: 'Your website may violate the ADA. Over 4,000 businesses were sued last year because of inaccessible websites. Run a free scan now and avoid costly lawsuits: https://ada-scan.example/free',
  },
  {
    tookMs: 1_900,
    text: 'Hey, would you like a 60 second explainer video for your business? Normally $497, this week just $79. Watch samples here: bit.ly/3vidsamples',
  },
  'We scrape verified decision makers from LinkedIn and Apollo, 98% deliverability, 0.01$ per lead. First 100 leads free. Skype: live:leadsking',
  {
    name: 'Isabella Moore',
    email: 'isabella@fundingpath.example',
    text: 'Our records show your business is pre-approved for working capital of up to $350,000. No collateral, bad credit OK, funds in 24 hours. Apply in 2 minutes: https://fundingpath.example/apply',
  },
  {
    name: '{FirstName} {LastName}',
    text: '{Hi|Hello|Greetings} {there|friend}, {I was|we were} looking at your {website|site} and {think|believe} we can {boost|increase} your sales.',
  },
  'Buy expired domains with strong backlinks, PBN setup and hosting included. Bulk discounts for agencies. pbnmaster.example',
  {
    name: 'TikTok Growth',
    text: '50K TikTok views in one hour, YouTube subscribers 1000 for 12$, no password needed >>> https://cutt.ly/boostview',
  },
  {
    locale: 'ru',
    text: 'Здравствуйте! Предлагаем рассылку по формам обратной связи вашего коммерческого предложения. 1 000 000 сайтов — 5000 руб. Тест бесплатно. Telegram @formsend_bot',
  },
  {
    locale: 'ru',
    text: 'База номеров ваших конкурентов: перехват клиентов, которые звонили или заходили на их сайты. Первые 20 контактов бесплатно. Пишите в ватсап +7 999 000-11-22',
  },
  'Bonjour, je suis consultant en référencement. Votre site n’apparaît pas en première page de Google. Je vous propose un audit gratuit : https://audit-seo.example',
  'Hola, ofrecemos diseño web y posicionamiento SEO a precios bajos. Más de 500 clientes satisfechos. Visite https://webbarata.example y pida su presupuesto.',
  {
    name: 'MostbetKr',
    text: 'mostbet giriş bonus 10000 TL, canlı bahis ve casino oyunları https://mostbet-tr.example',
  },
  'สล็อตเว็บตรง แตกง่าย ฝากถอนไม่มีขั้นต่ำ สมัครรับเครดิตฟรี 100 https://slot-th.example',
  { locale: 'am', text: 'በኦንላይን ካሲኖ ተጫውተው በየቀኑ ብር ያሸንፉ! አሁን ይመዝገቡ እና 500 ብር ቦነስ ያግኙ https://et-bet.example' },
  'P\u200blay S\u200blots and w\u200bin real m\u200boney, 200 f\u200bree spins https://sl0ts.example',
  'Elon is giving back! Send 0.1 BTC and receive 0.2 BTC within minutes. Limited to the first 500 participants https://x-giveaway.example',
  {
    name: 'TrustWallet Support',
    text: 'Your wallet has been flagged. Validate your recovery phrase within 12 hours to avoid suspension: https://wallet-validate.example',
  },
  {
    locale: 'ru',
    text: 'Нужны сотрудники на удалёнку, 2-3 часа в день, оплата от 90 000 в месяц, обучение бесплатно. Подробности в тг @hr_udalenka',
  },
  {
    locale: 'ar',
    name: 'خبير التداول',
    text: 'توصيات فوركس مضمونة بنسبة 95٪، انضم إلى قناتنا على تيليجرام وضاعف أموالك https://t.me/fx_arab_vip',
  },
  {
    locale: 'hi',
    text: 'Ghar baithe kamaye 1500 rs daily, sirf mobile se data entry job. Join karo WhatsApp group https://chat.whatsapp.com/Jobs123',
  },
  {
    locale: 'mn',
    text: 'Гэрээсээ ажиллаад сард 5 сая төгрөг ол! Туршлага шаардахгүй. Бүртгүүлэх: https://t.me/mongol_ajil',
  },
  'Investidor, ganhe até 10% ao dia com nosso robô trader automático. Cadastre-se grátis https://robotrader.example',
  'V1agra, C!alis, Lev1tra - lowest pr1ces, no Rx needed, dscreet shiping. 0rder n0w rx-cheap.example',
  'Lose 30 lbs in 30 days with our keto gummies, doctors hate this trick! Claim your free bottle today',
  {
    locale: 'ru',
    text: 'Проститутки и индивидуалки твоего города, анкеты с фото проверены, 18+ https://devki.example',
  },
  {
    locale: 'ru',
    name: 'RichardNow',
    text: 'Профессиональный сервисный центр по ремонту бытовой техники с выездом на дом. <a href=https://remont-msk.example>ремонт стиральных машин</a>',
  },
  {
    locale: 'ru',
    name: 'Narkolog',
    text: 'Вывод из запоя на дому круглосуточно, кодирование от алкоголизма анонимно, недорого. Подробнее https://narkolog-24.example',
  },
  'Dear purchasing manager, this is Cindy from Shenzhen. We manufacture LED displays and outdoor screens, CE and RoHS certified. May I send you our catalogue and best prices?',
  'Get your essay or dissertation written by experts. 100% plagiarism free, from $9/page, use code FIRST20 https://essay-pro.example',
  'Cheap steroids, HGH, SARMs and peptides. Pay by bitcoin, reship guaranteed, discreet package to USA/EU',
  '副業で月収100万円！スマホだけで誰でも簡単に稼げます。詳細はこちら https://fukugyo.example',
  {
    name: 'Meta Business Support',
    text: 'Your page is scheduled for permanent deletion because of a trademark violation. If you believe this is a mistake, file an appeal within 24 hours: https://meta-appeal.example/case/10028831',
  },
  'INVOICE OVERDUE. Please find the attached remittance and confirm the payment details urgently. View document: https://docs-secure.example/inv?user=finance',
  {
    name: 'SimonTow',
    email: 'zekisuquc419@mailbox.example',
    phone: '+83254718890',
    text: 'Hi, I wanted to know your price.',
  },
  { name: 'xKqPzTrLmVbN', email: 'qzx.vrt.k88@mailbox.example', text: 'RtYpLmQxWvZkHd' },
  {
    name: 'Robertmox',
    text: '[url=https://forum-link.example]cheap tickets[/url] [b]best[/b] [url=https://forum-link.example/2]here[/url]',
  },
  { tookMs: 300, text: 'test', name: 'test', email: 'testing@example.example', isTrapped: true },
  { name: 'Bestdealz', text: 'https://cutt.ly/aB3dE8x' },
]);
