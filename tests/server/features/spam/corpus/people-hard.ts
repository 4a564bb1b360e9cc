import { type Specimen, specimens } from './specimen.ts';

/** People who sound like robots: written with the rules in view, to trip them, and the rules were tuned on these. */
export const PEOPLE_HARD: readonly Specimen[] = [
  ...specimens(
    [
      'Hello, we are a small bakery company in Leeds and would like to stock your chutney. Could you send us a price list and tell us about minimum quantities? We can offer you shelf space at both of our shops.',
      'Hi! I am Maria from the parents’ committee. We help families with children who are ill and are looking for a hall. Is it free on 14 March, and would you be willing to give us a discount?',
      'I represent a bride and groom. Can we schedule a call this week to talk about flowers? Our budget is around $2,000.',
      {
        name: 'Peter Haug',
        email: 'haug@haug-bau.example',
        text: 'Good day. Our company is moving and we need 40 desks within 3 weeks. Can I send you the floor plan? Please call me, or write on WhatsApp +49 170 0000000.',
      },
      'Did you know that your website says you are closed on Sundays, but Google Maps says open? I drove an hour for nothing.',
      'I noticed that your site has errors on the checkout page, I can send you a screenshot if that helps. I only want to buy the blue lamp.',
      'Do you want my honest review? Your staff was rude, my refund is overdue, and your company will be reported. I have paid $480 and got nothing.',
      'Can you remove my bad review? I wrote it in anger, sorry.',
      'I forgot my password and the reset link expired. Please verify my account, my e-mail is right.',
      'I was told my account will be deleted within 30 days if I do not log in, but the login page is down. What can I do?',
      'A man called pretending to be you and said my card will be blocked unless I pay with Bitcoin. I thought you should know.',
      'Is the 20% discount for the newsletter also for the sale? I get "code expired".',
      'My company pays for 25 licences and half of my team has no access since Monday. We need this fixed within 24 hours or we cancel.',
      'Hi, I am a journalist from the Evening Post writing about loan sharks and payday loans. Can I quote one of your advisers?',
      'Could you design a logo and a website for our football club? We have no money for SEO, just something simple.',
      'We make gin in a small factory. Can you produce 5,000 bottles, and what is your best price?',
      'Looking for a personal loan of 8,000 for a car, my credit is bad, what interest rate could I get from you?',
      'Does your insurance pay for Ozempic? My doctor says I need it to lose weight because of my knees.',
      'I have a degree in marketing and ten years of experience, and I saw that you are hiring. Can I send you my CV? My portfolio: https://mywork.example/anna',
      'We are students and do a survey about how small shops reach more customers. Would you be available for a quick call? Five questions, nothing to buy.',
      'Your free trial charged me $29. I cancelled on day six. Give it back please.',
      'My daughter won your lottery at the summer fair but the prize has not arrived, the ticket says number 221.',
      'How do I connect my wallet to your app? It says the seed phrase is wrong, but I copied it.',
      'The package is on hold at customs and they want an unpaid fee. Did you not say delivery was free?',
      'May I send you the pictures by e-mail? The upload form says the file is too big.',
      'I run a casino-themed escape room and need 300 chips with our logo, from $0.20 each as your page says.',
      'Thanks for the great article about roses! Do you also sell the pruning shears that are shown in it?',
      { text: 'Please call back', name: 'LeAnn', phone: '+14155550133' },
      { text: 'Where can I park?', name: 'DeShawn Carter' },
      'Hello dear team, thank you!! The dress is wonderful 😍 here is how it looks: https://bit.ly/3wedding',
      'J K L sizes? or only S M L',
    ],
    'en',
  ),
  ...specimens(
    [
      'Добрый день! Мы открываем кафе и ищем поставщика кофе. Вышлите, пожалуйста, оптовый прайс, нужно от 100 кг в месяц. Телеграм @kafe_ok',
      'Здравствуйте, это правда, что от вас звонят и предлагают удалённую работу с оплатой 5000 в день? Похоже на мошенников.',
      'Сделаете ремонт квартиры под ключ? 54 квадрата, нужен выезд замерщика',
      'Хочу взять кредит наличными без справок, какая ставка и что нужно?',
      'Подскажите, у вас можно заказать рассылку для нашего магазина?',
      'Ваш сайт не работает, не могу оплатить заказ, бонусы тоже пропали',
    ],
    'ru',
  ),
  ...specimens(
    [
      'Онлайнаар зээл авмаар байна, хүү хэд вэ, хэдэн минутад шийдэх вэ?',
      'Танай сайтад бүртгүүлэх гэхээр болохгүй байна, яаж бүртгүүлэх вэ?',
      'Гэрээсээ хийх ажил танайд бий юу, сард хэд олох вэ?',
    ],
    'mn',
  ),
  ...specimens(
    [
      'هل تقدمون قرض شخصي بدون كفيل؟ وكم النسبة؟',
      'نحن شركة صغيرة ونريد تصميم موقع، كم التكلفة؟ تواصل معنا واتساب',
      'هل العمل من المنزل متاح عندكم وكم الراتب شهريا؟',
    ],
    'ar',
  ),
  ...specimens(['ያለ ዋስትና ብድር ትሰጣላችሁ? ወለዱ ስንት ነው?', 'በቴሌግራም ልጽፍላችሁ እችላለሁ? አሁን ዋጋው ስንት ነው'], 'am'),
  ...specimens(
    [
      'पर्सनल लोन चाहिए, 2 लाख, कितने मिनट में मिलेगा और क्या गारंटी लगेगी?',
      'क्या आपके यहाँ डाटा एंट्री का काम मिलेगा? रोज़ कितना कमा सकते हैं?',
      'mujhe loan chahiye bhai, ghar baithe apply kaise karu',
    ],
    'hi',
  ),
];
