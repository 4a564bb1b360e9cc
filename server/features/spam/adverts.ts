/**
 * What robots offer, in the languages in which they do. A phrase counts once, and one alone holds nobody: people ask a
 * shop about credit, a web designer about search engines, a club about its casino night. Pure.
 */

/** Each group is one idea: several of its words are one find. `strong` are said by hardly anybody but advertisers. */
interface Idea {
  weight: number;
  /** What is looked for, as the inside of a regular expression: every repetition in it is bounded. */
  words: string;
}

const STRONG = 60;
const PLAIN = 35;
const FAINT = 20;

const WRITTEN: readonly Idea[] = [
  // Search engines and traffic.
  {
    weight: PLAIN,
    words: String.raw`\b(?:seo|search engine optimi[sz]ation)\b|продвижени[ея] (?:сайт|в топ|в поиск)|раскрутк|سيو|تحسين محركات|एसईओ`,
  },
  {
    weight: STRONG,
    words: String.raw`\bback ?links?\b|\bguest post(?:s|ing)?\b|\bdofollow\b|\bdomain (?:authority|rating)\b|\bsponsored (?:articles?|posts?|content)\b|\bbudget for \d+ (?:posts?|links?|articles?)\b|\blink (?:building|insertion|placement|exchange)\b|\bpermanent links?\b|\bda ?\d\d\b|\bfrom our (?:da|site|blog)|\bwhite[- ]?hat\b|обратн\p{L}{1,20} ссыл|ссылочн\p{L}{1,20} масс|баклинк|باك لينك|बैकलिंक`,
  },
  {
    weight: STRONG,
    words: String.raw`\b(?:first|1st|top) (?:page|position|spot|results?)s? (?:of|on|in) google\b|\b(?:on|to|at) (?:the )?top of google\b|\bout-?rank|\bwhite[- ]?hat\b|\byour (?:main )?keywords\b|\brank(?:ing|ed|s)? (?:#?1|first|higher|on (?:the )?(?:first|google)|your|better)|\bgoogle(?:'s)? (?:1st|first|top) page\b|\bgoogle maps? (?:ranking|listing|optimi[sz]ation)|\bgoogle rank|в топ[- ]?\d*\s*(?:google|яндекс|гугл)|топ[- ]?(?:3|5|10)\b|الصفحة الأولى|पहले पेज|रैंक`,
  },
  {
    weight: PLAIN,
    words: String.raw`\b(?:web ?site|organic|targeted|more|real|human|enough) (?:traffic|visitors|leads)\b|\bcold e-?mail|\bqualified leads\b|\bconversions\b|\bschema markup\b|\btraffic to your\b|\b(?:generate|get|bring|send)\w{0,20} (?:you )?(?:more |new |qualified |quality ){0,3}(?:leads|customers|clients|sales)\b|целев\p{L}{1,20} трафик|поток клиентов|новых клиентов|бaзы? (?:компаний|данных)|زيارات|ट्रैफिक`,
  },
  {
    weight: PLAIN,
    words: String.raw`\b(?:re-?design|develop|build|improve|optimi[sz]e|promote|audit|boost|grow|speed up)\w{0,20} (?:of )?your (?:web ?site|business|site|online|brand|page|app|sales|rankings?|visibility)\b|\bweb ?(?:site)? (?:re-?design|design|development)\b|\b(?:your|the) (?:web ?site|site) (?:has|have|had|is|looks?|needs?|lacks?|seems?)\b.{0,60}\b(?:errors?|issues?|problems?|outdated|slow|missing|not (?:rank|show|optimi))|создани[ея] (?:и продвижение )?сайт|разработк\p{L}{1,20} сайт|تصميم (?:ال)?مواقع|वेबसाइट (?:डिज़ाइन|डिजाइन|बना)`,
  },
  {
    weight: PLAIN,
    words: String.raw`\b(?:came|come|stumbled|landed) (?:across|upon|on|by) your (?:web ?site|site|company|page|business)|\b(?:visiting|reviewing|looking at|checking|browsing|going through|looked at|analy[sz]ed) your (?:web ?site|site|online)|\bnoticed (?:that )?(?:your|some|a few|several)|на вашем сайте (?:обнаруж|нашл|есть ошибк)|посмотрел\p{L}{0,20} ваш сайт|изучил\p{L}{0,20} ваш`,
  },
  {
    weight: FAINT,
    words: String.raw`\b(?:free|no[- ]obligation|complimentary) (?:audit|quote|proposal|consultation|demo|trial|report|analysis|mockup|sample)\b|\b(?:price list|our packages?|our pricing|our portfolio|our rates)\b|\baffordable (?:price|rate|cost|package)|\b(?:competitive|reasonable) (?:price|rate|pricing)s?\b|бесплатн\p{L}{1,20} аудит|прайс[- ]?лист|коммерческ\p{L}{1,20} предложени`,
  },
  {
    weight: FAINT,
    words: String.raw`\b(?:quick|short|15[- ]min\w{0,20}|10[- ]min\w{0,20}) (?:call|chat|meeting)\b|\b(?:interested\? ?reply|reply (?:yes|stop|unsubscribe|with your|to this)|just reply|let me know if (?:you(?:'re| are) interested|interested)|are you interested|would you be interested|if interested|kindly revert|reply for (?:counts|pricing|prices|details|more|the)|samples? available|share your (?:phone|number|contact|whatsapp))\b|opt[- ]?out|\btelegram:? ?@\w{1,40}|\bt\.me\/|\bwhatsapp (?:us|me|now)|unsubscribe|отписаться|отписк|если интересно|готовы обсудить`,
  },
  {
    weight: STRONG,
    words: String.raw`\b(?:e-?mail|mailing|contact|leads?|whatsapp) (?:list|database|blast|campaign)s?\b|\bmass mail|\bthrough (?:your )?contact forms?\b|\bper million\b|\bdeliverability\b|\bcontact forms? (?:submission|blast|marketing|advertising|messag|mailing)|\b(?:send|deliver|blast)\w{0,20} .{0,40}(?:contact|feedback) forms?\b|рассылк\p{L}{1,20} (?:по|через|на) |форм\p{L}{1,20} обратной связи|баз\p{L}{1,20} (?:e-?mail|почт|компаний|контактов|предприятий|телефонов|клиентов)|рассылк`,
  },
  {
    weight: STRONG,
    words: String.raw`\b(?:buy|get|gain|cheap|real|instant)\w{0,20} (?:instagram |youtube |tiktok |facebook |twitter |telegram )?(?:followers|subscribers|likes|views|reviews)\b|\b5[- ]star (?:google )?reviews?\b|\bdrip feed\b|накрутк|подписчик\p{L}{0,20} (?:в|для|от)|купить (?:отзыв|лайк|подписчик)|متابعين|फॉलोअर्स`,
  },
  {
    weight: PLAIN,
    words: String.raw`\b(?:explainer|promo(?:tional)?|animated|animation) videos?\b|\blogo design\b|\bvirtual assistant|\bmobile app development\b|\bwho handles (?:the )?(?:marketing|website|it)\b|\bchatbots? for your\b|\bunbeatable prices?\b|\$\d+ ?(?:\/|per|an) ?h(?:our)?\b|\bdedicated team\b|\byour requirements?\b|\boutsourc|\bdedicated (?:developers?|team)\b|\bwhite[- ]label\b|\bfacebook ads\b|\bgoogle ads\b|\bppc\b|\bdigital marketing (?:agency|company|services?|expert|consultant)|\bsocial media (?:marketing|management)|\bAI (?:tool|software|app|agent|chatbot|bot)s?\b.{0,80}\b(?:for|your)\b|таргет(?:ированн|олог)|контекстн\p{L}{1,20} реклам|яндекс\.?директ|التسويق (?:الإلكتروني|الرقمي)|डिजिटल मार्केटिंग`,
  },
  // Games of chance.
  { weight: STRONG, words: String.raw`\bcasinos?\b|казино|ка[zз]ин[oо]|كازينو|कैसीनो|赌场|娱乐城|카지노|カジノ|каsино` },
  {
    weight: STRONG,
    words: String.raw`\b(?:free spins?|slots? (?:games?|online|machine)|online (?:slots?|poker|betting|gambling)|sports? ?bett?ing|no deposit bonus|welcome bonus|jackpot|sportsbook|1xbet|1win|mostbet|pin-?up|melbet|parimatch|vulkan|slot gacor|judi|togel|baccarat|situs)\b|фриспин|букмекер|ставк\p{L}{1,20} на спорт|прогноз\p{L}{0,20} на (?:футбол|спорт|матч)|проходимост\p{L}{1,20}|бооцоо|рулетк|игров\p{L}{1,20} автомат|бездепозит|промокод|1хбет|вулкан|مراهنات|القمار|سلوت|सट्टा|जुआ|बेटिंग|博彩|百家乐|老虎机|먹튀|토토`,
  },
  // Money.
  {
    weight: PLAIN,
    words: String.raw`\b(?:bitcoin|btc|crypto(?:currenc\w{1,40})?|ethereum|usdt|nft|blockchain|altcoins?|memecoins?|airdrop)\b|криптовалют|биткоин|биткойн|крипт[аеоуы]\b|العملات (?:الرقمية|المشفرة)|بيتكوين|क्रिप्टो|बिटकॉइन|比特币|ビットコイン`,
  },
  {
    weight: STRONG,
    words: String.raw`\b(?:invest(?:ment|ing|ed|or)?s?\b.{0,80}\b(?:returns?|profits?|roi|daily|weekly|guaranteed|opportunit\w{1,40}|platform)|(?:passive|extra|daily|weekly|online) income|make (?:easy )?money|earn (?:up to )?[$€£]?\s?\d|\$\s?\d[\d,.]*k? (?:a|per|every|each) (?:day|week|hour|month)|giveaways?|start earning|(?:get|recover) your (?:funds|money|crypto) back|no (?:skills?|experience) (?:required|needed)|financial freedom|forex|binary options?|trading (?:bot|signals?|platform|robot)|double your|get rich|claim (?:your|now)|wallet (?:connect|verif|validat)|seed phrase)\b|пассивн\p{L}{1,20} доход|заработ(?:ок|ай|ать|ывай)\p{L}{0,20} (?:в интернет|онлайн|от|до|на дому|из дома|без)|доход от \d|инвест\p{L}{1,20} (?:от|с доход|под)|трейдинг|сигнал\p{L}{0,20} для|прибыл\p{L}{1,20} до|الربح من|دخل (?:إضافي|يومي|سلبي)|اربح|استثمر|पैसे कमा|घर बैठे|कमाएं|निवेश (?:करें|पर)|投资|赚钱|日赚|副業|稼`,
  },
  {
    weight: STRONG,
    words: String.raw`\b(?:(?:business|personal|payday|quick|instant|unsecured|merchant cash|working capital|project) (?:loans?|funding|financing|capital|advance)|loan (?:offer|at \d|approval|amount)|credit repair|cash advance|interest rate of \d|no credit checks?|approval in \d+ (?:hours|minutes)|bad credit|debt relief|non[- ]recourse|sba loan)\b|кредит (?:без|наличными|онлайн|под)|займ|микрозайм|списание долгов|банкротств|قرض (?:فوري|شخصي|سريع)|قروض|(?:तुरंत|पर्सनल|इंस्टेंट) लोन|लोन (?:पाएं|ऑफर)|ብድር (?:ያግኙ|እንሰጣለን)|зээл (?:олгоно|авах|түргэн)|贷款`,
  },
  {
    weight: STRONG,
    words: String.raw`\b(?:inheritance|next of kin|beneficiary|late (?:client|husband|father)|diplomat|barrister|(?:million|billion)(?:s)? (?:us ?d|dollars|euros?|pounds)|(?:us\$|usd|\$)\s?\d+(?:\.\d+)? ?(?:million|m)\b|compensation fund|lottery|you (?:have )?won|winning (?:number|notification)|atm card|western union|moneygram|fund transfer|unclaimed|consignment|donat\w{1,40} (?:of )?(?:the sum|\$))\b|наследств\p{L}{1,20} (?:в|на|от) |вы выиграли|выигрыш\p{L}{0,20} (?:в|состав|сертиф)|компенсаци\p{L}{1,20} (?:ндс|в размере|по)|ميراث|ورثة|فزت|جائزة|लॉटरी|जीता है|विजेता|中奖`,
  },
  // Medicine, love, goods.
  {
    weight: STRONG,
    words: String.raw`\b(?:viagra|cialis|levitra|sildenafil|tadalafil|ozempic|semaglutide|tramadol|xanax|valium|adderall|oxycodone|hydroxychloroquine|ivermectin|phentermine|kamagra|cbd (?:oil|gumm\w{0,20})|online pharmacy|without (?:a )?prescription|no prescription|erectile|enlargement|weight[- ]loss (?:pills?|gumm\w{0,20}|supplements?|drops)|keto (?:gumm\w{0,20}|pills?)|male enhancement|nootropic)\b|виагр|сиалис|дженерик|потенц|похудени|فياجرا|वियाग्रा|伟哥`,
  },
  {
    weight: STRONG,
    words: String.raw`\b(?:porn\w{0,20}|xxx|sex ?(?:cam|chat|dating|toys?|video)|escorts?|nudes?|webcam (?:girls?|models?)|adult dating|hook ?ups?|milf|onlyfans|hot (?:girls?|singles?|women)|lonely (?:girls?|women|wives)|local singles|meet (?:girls|women|singles)|dating site|(?:see )?my (?:photos?|pics?) (?:here|are)|see my (?:photos?|pics?)|(?:serious|rich|honest) (?:man|men)\b|lonely|sugar (?:baby|daddy|momm?a))\b|порно|секс[ -]?(?:знаком|чат|шоп|услуг)|интим\p{L}{0,20}|проститут\p{L}{1,20}|индивидуал\p{L}{1,20}|эскорт|девушк\p{L}{1,20} (?:по вызову|для|ждут|на ночь)|досуг|знакомств\p{L}{0,20} (?:для|без|онлайн)|سكس|بنات للتعارف|सेक्स|色情|约炮|成人`,
  },
  {
    weight: STRONG,
    words: String.raw`\b(?:replica|rolex|louis vuitton|gucci|prada|hermes|chanel|ray[- ]?bans?|designer (?:bags?|watch)|fake (?:id|passport|diploma|documents?)|cheap (?:jerseys?|watches|oakley|jordans?)|nike outlet|buy (?:a |an |real |registered ){0,3}(?:degree|diploma|passport|driver'?s? licen[sc]e)|no exams?|id cards?|counterfeit|ielts certificate|real passports?|without exams?|dumps with pin|cvv|carding|hacked?\b.{0,20}\b(?:service|account|phone))\b|реплик[аи] (?:часов|сумок)|купить (?:диплом|права|паспорт|справк|аттестат)|диплом\p{L}{0,20} (?:о высшем|купить|вуза|на заказ)|доставк\p{L}{1,20} из китая|карго|больничн\p{L}{1,20} лист|медкнижк|прописк\p{L}{1,20} купить|حقائب مقلدة|发票|代开|办证|刻章|代孕|外贸|货源`,
  },
  {
    weight: PLAIN,
    words: String.raw`\b(?:manufacturer|supplier|factory|exporter|wholesaler?)s? (?:of|from|in|based|with)\b.{0,80}|\b(?:we (?:are|manufacture|supply|produce|export|offer)\b.{0,40}\b(?:manufacturer|supplier|factory|products?|china|shenzhen|guangzhou|ningbo|quality))|\bfactory price\b|\bmoq\b|\bpcs\b|\bexporters? of\b|\byour inquir|\byour quantity\b|\bcompetitive prices?\b|\b(?:bulk|wholesale) (?:price|order)s?\b.{0,30}\bcatalog|\bour (?:catalog(?:ue)?|product line|factory)\b|от производител|прямые поставки|оптом от|мы (?:предлагаем|занимаемся|производим|поставляем|являемся)|наша (?:компания|студия|команда|фирма)|наши услуги|خدماتنا|نقدم (?:لكم|خدمات)|شركة(?:نا)? (?:متخصصة|رائدة)|हमारी (?:कंपनी|सेवाएं)|हम प्रदान|工厂|厂家|供应商|批发|报价`,
  },
  // Pressing, and what pretends to be somebody.
  {
    weight: FAINT,
    words: String.raw`\b(?:act now|limited[- ]time|hurry|don'?t miss|100 ?% (?:free|guaranteed?|legal|safe)|risk[- ]free|guaranteed|click (?:here|the link|below|on)|visit (?:our|us|now|this|my)|check (?:it )?out|sign up|register now|order now|buy now|best price|special offer|discount(?:s|ed)? (?:up to|of) \d|save (?:up to )?\d{2} ?%|program ends|free shipping|get yours|\d{2} ?% (?:off|discount)|today only|last chance)\b|только сегодня|успей|жми|перейд\p{L}{1,20} по|переходи|подробн\p{L}{1,20} (?:на|по|тут|здесь)|скидк\p{L}{1,20} (?:до )?\d|гарантир\p{L}{1,20}|быстро и (?:недорого|под ключ|выезд\p{L}{0,20} |качеств)|недорого|пишите (?:в|на) (?:телеграм|telegram|whats)|اضغط (?:هنا|على)|عرض (?:خاص|محدود)|خصم|सीमित समय|यहाँ क्लिक|यहां क्लिक|अभी (?:रजिस्टर|जॉइन|क्लिक)|点击|加微信|微信|扣扣|\bqq ?[:：]?\s?\d{5,}|クリック`,
  },
  {
    weight: STRONG,
    words: String.raw`\b(?:(?:your|the) (?:account|mailbox|e-?mail|password|domain|hosting|page|profile|payment|invoice|subscription|website|parcel|package|delivery|card)\b.{0,60}\b(?:suspend\w{0,20}|limit(?:ed)?\b|expir\w{1,40}|locked|verif\w{1,40}|deactivat\w{1,40}|disabled|deleted|terminat\w{1,40}|restricted|violat\w{1,40}|on hold|overdue|unusual|quota|storage)|copyright (?:infring\w{1,40}|violation|claim)|dmca|final (?:notice|warning)|(?:i|we) (?:have )?(?:hacked|recorded) (?:you|your)|all your contacts|in btc\b|to this (?:wallet|bitcoin address)|your (?:data|files|site|website) (?:has been|was|were) (?:hacked|leaked|breached|stolen)|confirm your (?:identity|password|account|details)|update your (?:billing|payment)|verify your (?:account|identity|e-?mail|wallet))\b|ваш (?:аккаунт|домен|почтов\p{L}{1,20} ящик|счет|счёт|хостинг)\p{L}{0,20} .{0,40}(?:заблокир|приостанов|истека|удал[её]н|огранич)|подтвердите (?:свой|ваш|данные|пароль|аккаунт)|حسابك .{0,30}(?:تعليق|إيقاف|حظر|معلق)|(?:खाता|अकाउंट) .{0,30}(?:बंद|ब्लॉक|निलंबित)|केवाईसी|账户.{0,10}(?:冻结|异常)`,
  },
  {
    weight: PLAIN,
    words: String.raw`\bdear (?:sir ?\/? ?(?:or )?(?:madam)?|business owner|web ?(?:site)? ?(?:owner|master|admin)|site owner|owner|ceo|friend|beloved|customer|user|manager|director|hiring manager)\b|\b(?:hello|hi) (?:sir|dear|web ?(?:site)? ?(?:owner|master|admin)|website owner|business owner|admin|team)\b|уважаем\p{L}{1,20} (?:владел|руковод|коллег|партн|предприним|клиент|господа)|добрый день,? (?:коллеги|владел|руковод)|السيد المدير|صاحب (?:العمل|الموقع)|尊敬的|您好`,
  },
  {
    weight: PLAIN,
    words: String.raw`\b(?:nice|great|awesome|amazing|good|excellent|wonderful|fantastic) (?:blog|post|article|site|website|content|page|information|info|read|write[- ]?up)\b|\bi (?:really )?(?:like|love|enjoyed?|appreciate)d? (?:your|this|the) (?:blog|post|article|web ?site|site|content)\b|\bthanks? for (?:sharing|the (?:info|post|article)|this (?:post|article|blog))|\bkeep up the (?:good|great)|\bfeel free to (?:visit|surf|check|stop)|\bvisit my\b|\bmy (?:blog|web ?site|web ?page|homepage|site)\b.{0,20}[:;]|\blots of useful\b|\bbookmark(?:ed)?\b.{0,20}\b(?:site|blog|page)`,
  },
];

const IDEAS = WRITTEN.map(({ weight, words }) => ({ weight, words: new RegExp(words, 'giu') }));

/** What each further find of the same idea adds, and how many of them do: who offers one thing names it often. */
const FURTHER: Record<number, number> = { [STRONG]: 20, [PLAIN]: 20, [FAINT]: 15 };
const FURTHER_MOST = 3;
/** More says no more: by then it is held whatever else there is. */
const MOST = 140;

/** How much a text offers; two ideas of a kind that people also have are not yet enough to be held. */
export function advertWeight(text: string): number {
  const plain = text.normalize('NFKC').toLowerCase();
  let sum = 0;
  for (const { weight, words } of IDEAS) {
    const finds = new Set(plain.match(words)).size;
    if (finds > 0) sum += weight + FURTHER[weight]! * Math.min(finds - 1, FURTHER_MOST);
  }
  return Math.min(sum, MOST);
}
