/**
 * What robots offer, in the languages in which they do. A phrase counts once, and one alone holds nobody: people ask a
 * shop about credit, a web designer about search engines, a club about its casino night. Pure.
 */

/** Each group is one idea: several of its words are one find. `strong` are said by hardly anybody but advertisers. */
interface Idea {
  weight: number;
  words: RegExp;
}

const STRONG = 60;
const PLAIN = 35;
const FAINT = 20;

const IDEAS: readonly Idea[] = [
  // Search engines and traffic.
  {
    weight: PLAIN,
    words:
      /\b(?:seo|search engine optimi[sz]ation)\b|продвижени[ея] (?:сайт|в топ|в поиск)|раскрутк|سيو|تحسين محركات|एसईओ/giu,
  },
  {
    weight: STRONG,
    words:
      /\bback ?links?\b|\bguest post(?:s|ing)?\b|\bdofollow\b|\bdomain (?:authority|rating)\b|\bsponsored (?:articles?|posts?|content)\b|\bbudget for \d+ (?:posts?|links?|articles?)\b|\blink (?:building|insertion|placement|exchange)\b|\bpermanent links?\b|\bda ?\d\d\b|\bfrom our (?:da|site|blog)|\bwhite[- ]?hat\b|обратн\p{L}+ ссыл|ссылочн\p{L}+ масс|баклинк|باك لينك|बैकलिंक/giu,
  },
  {
    weight: STRONG,
    words:
      /\b(?:first|1st|top) (?:page|position|spot|results?)s? (?:of|on|in) google\b|\b(?:on|to|at) (?:the )?top of google\b|\bout-?rank|\bwhite[- ]?hat\b|\byour (?:main )?keywords\b|\brank(?:ing|ed|s)? (?:#?1|first|higher|on (?:the )?(?:first|google)|your|better)|\bgoogle(?:'s)? (?:1st|first|top) page\b|\bgoogle maps? (?:ranking|listing|optimi[sz]ation)|\bgoogle rank|в топ[- ]?\d*\s*(?:google|яндекс|гугл)|топ[- ]?(?:3|5|10)\b|الصفحة الأولى|पहले पेज|रैंक/giu,
  },
  {
    weight: PLAIN,
    words:
      /\b(?:web ?site|organic|targeted|more|real|human|enough) (?:traffic|visitors|leads)\b|\bcold e-?mail|\bqualified leads\b|\bconversions\b|\bschema markup\b|\btraffic to your\b|\b(?:generate|get|bring|send)\w* (?:you )?(?:more |new |qualified |quality )*(?:leads|customers|clients|sales)\b|целев\p{L}+ трафик|поток клиентов|новых клиентов|бaзы? (?:компаний|данных)|زيارات|ट्रैफिक/giu,
  },
  {
    weight: PLAIN,
    words:
      /\b(?:re-?design|develop|build|improve|optimi[sz]e|promote|audit|boost|grow|speed up)\w* (?:of )?your (?:web ?site|business|site|online|brand|page|app|sales|rankings?|visibility)\b|\bweb ?(?:site)? (?:re-?design|design|development)\b|\b(?:your|the) (?:web ?site|site) (?:has|have|had|is|looks?|needs?|lacks?|seems?)\b.{0,60}\b(?:errors?|issues?|problems?|outdated|slow|missing|not (?:rank|show|optimi))|создани[ея] (?:и продвижение )?сайт|разработк\p{L}+ сайт|تصميم (?:ال)?مواقع|वेबसाइट (?:डिज़ाइन|डिजाइन|बना)/giu,
  },
  {
    weight: PLAIN,
    words:
      /\b(?:came|come|stumbled|landed) (?:across|upon|on|by) your (?:web ?site|site|company|page|business)|\b(?:visiting|reviewing|looking at|checking|browsing|going through|looked at|analy[sz]ed) your (?:web ?site|site|online)|\bnoticed (?:that )?(?:your|some|a few|several)|на вашем сайте (?:обнаруж|нашл|есть ошибк)|посмотрел\p{L}* ваш сайт|изучил\p{L}* ваш/giu,
  },
  {
    weight: FAINT,
    words:
      /\b(?:free|no[- ]obligation|complimentary) (?:audit|quote|proposal|consultation|demo|trial|report|analysis|mockup|sample)\b|\b(?:price list|our packages?|our pricing|our portfolio|our rates)\b|\baffordable (?:price|rate|cost|package)|\b(?:competitive|reasonable) (?:price|rate|pricing)s?\b|бесплатн\p{L}+ аудит|прайс[- ]?лист|коммерческ\p{L}+ предложени/giu,
  },
  {
    weight: FAINT,
    words:
      /\b(?:quick|short|15[- ]min\w*|10[- ]min\w*) (?:call|chat|meeting)\b|\b(?:interested\? ?reply|reply (?:yes|stop|unsubscribe|with your|to this)|just reply|let me know if (?:you(?:'re| are) interested|interested)|are you interested|would you be interested|if interested|kindly revert|reply for (?:counts|pricing|prices|details|more|the)|samples? available|share your (?:phone|number|contact|whatsapp))\b|opt[- ]?out|\btelegram:? ?@\w+|\bt\.me\/|\bwhatsapp (?:us|me|now)|unsubscribe|отписаться|отписк|если интересно|готовы обсудить/giu,
  },
  {
    weight: STRONG,
    words:
      /\b(?:e-?mail|mailing|contact|leads?|whatsapp) (?:list|database|blast|campaign)s?\b|\bmass mail|\bthrough (?:your )?contact forms?\b|\bper million\b|\bdeliverability\b|\bcontact forms? (?:submission|blast|marketing|advertising|messag|mailing)|\b(?:send|deliver|blast)\w* .{0,40}(?:contact|feedback) forms?\b|рассылк\p{L}+ (?:по|через|на) |форм\p{L}+ обратной связи|баз\p{L}+ (?:e-?mail|почт|компаний|контактов|предприятий|телефонов|клиентов)|рассылк/giu,
  },
  {
    weight: STRONG,
    words:
      /\b(?:buy|get|gain|cheap|real|instant)\w* (?:instagram |youtube |tiktok |facebook |twitter |telegram )?(?:followers|subscribers|likes|views|reviews)\b|\b5[- ]star (?:google )?reviews?\b|\bdrip feed\b|накрутк|подписчик\p{L}* (?:в|для|от)|купить (?:отзыв|лайк|подписчик)|متابعين|फॉलोअर्स/giu,
  },
  {
    weight: PLAIN,
    words:
      /\b(?:explainer|promo(?:tional)?|animated|animation) videos?\b|\blogo design\b|\bvirtual assistant|\bmobile app development\b|\bwho handles (?:the )?(?:marketing|website|it)\b|\bchatbots? for your\b|\bunbeatable prices?\b|\$\d+ ?(?:\/|per|an) ?h(?:our)?\b|\bdedicated team\b|\byour requirements?\b|\boutsourc|\bdedicated (?:developers?|team)\b|\bwhite[- ]label\b|\bfacebook ads\b|\bgoogle ads\b|\bppc\b|\bdigital marketing (?:agency|company|services?|expert|consultant)|\bsocial media (?:marketing|management)|\bAI (?:tool|software|app|agent|chatbot|bot)s?\b.{0,80}\b(?:for|your)\b|таргет(?:ированн|олог)|контекстн\p{L}+ реклам|яндекс\.?директ|التسويق (?:الإلكتروني|الرقمي)|डिजिटल मार्केटिंग/giu,
  },
  // Games of chance.
  { weight: STRONG, words: /\bcasinos?\b|казино|ка[zз]ин[oо]|كازينو|कैसीनो|赌场|娱乐城|카지노|カジノ|каsино/giu },
  {
    weight: STRONG,
    words:
      /\b(?:free spins?|slots? (?:games?|online|machine)|online (?:slots?|poker|betting|gambling)|sports? ?bett?ing|no deposit bonus|welcome bonus|jackpot|sportsbook|1xbet|1win|mostbet|pin-?up|melbet|parimatch|vulkan|slot gacor|judi|togel|baccarat|situs)\b|фриспин|букмекер|ставк\p{L}+ на спорт|прогноз\p{L}* на (?:футбол|спорт|матч)|проходимост\p{L}+|бооцоо|рулетк|игров\p{L}+ автомат|бездепозит|промокод|1хбет|вулкан|مراهنات|القمار|سلوت|सट्टा|जुआ|बेटिंग|博彩|百家乐|老虎机|먹튀|토토/giu,
  },
  // Money.
  {
    weight: PLAIN,
    words:
      /\b(?:bitcoin|btc|crypto(?:currenc\w+)?|ethereum|usdt|nft|blockchain|altcoins?|memecoins?|airdrop)\b|криптовалют|биткоин|биткойн|крипт[аеоуы]\b|العملات (?:الرقمية|المشفرة)|بيتكوين|क्रिप्टो|बिटकॉइन|比特币|ビットコイン/giu,
  },
  {
    weight: STRONG,
    words:
      /\b(?:invest(?:ment|ing|ed|or)?s?\b.{0,80}\b(?:returns?|profits?|roi|daily|weekly|guaranteed|opportunit\w+|platform)|(?:passive|extra|daily|weekly|online) income|make (?:easy )?money|earn (?:up to )?[$€£]?\s?\d|\$\s?\d[\d,.]*k? (?:a|per|every|each) (?:day|week|hour|month)|giveaways?|start earning|(?:get|recover) your (?:funds|money|crypto) back|no (?:skills?|experience) (?:required|needed)|financial freedom|forex|binary options?|trading (?:bot|signals?|platform|robot)|double your|get rich|claim (?:your|now)|wallet (?:connect|verif|validat)|seed phrase)\b|пассивн\p{L}+ доход|заработ(?:ок|ай|ать|ывай)\p{L}* (?:в интернет|онлайн|от|до|на дому|из дома|без)|доход от \d|инвест\p{L}+ (?:от|с доход|под)|трейдинг|сигнал\p{L}* для|прибыл\p{L}+ до|الربح من|دخل (?:إضافي|يومي|سلبي)|اربح|استثمر|पैसे कमा|घर बैठे|कमाएं|निवेश (?:करें|पर)|投资|赚钱|日赚|副業|稼/giu,
  },
  {
    weight: STRONG,
    words:
      /\b(?:(?:business|personal|payday|quick|instant|unsecured|merchant cash|working capital|project) (?:loans?|funding|financing|capital|advance)|loan (?:offer|at \d|approval|amount)|credit repair|cash advance|interest rate of \d|no credit checks?|approval in \d+ (?:hours|minutes)|bad credit|debt relief|non[- ]recourse|sba loan)\b|кредит (?:без|наличными|онлайн|под)|займ|микрозайм|списание долгов|банкротств|قرض (?:فوري|شخصي|سريع)|قروض|(?:तुरंत|पर्सनल|इंस्टेंट) लोन|लोन (?:पाएं|ऑफर)|ብድር (?:ያግኙ|እንሰጣለን)|зээл (?:олгоно|авах|түргэн)|贷款/giu,
  },
  {
    weight: STRONG,
    words:
      /\b(?:inheritance|next of kin|beneficiary|late (?:client|husband|father)|diplomat|barrister|(?:million|billion)(?:s)? (?:us ?d|dollars|euros?|pounds)|(?:us\$|usd|\$)\s?\d+(?:\.\d+)? ?(?:million|m)\b|compensation fund|lottery|you (?:have )?won|winning (?:number|notification)|atm card|western union|moneygram|fund transfer|unclaimed|consignment|donat\w+ (?:of )?(?:the sum|\$))\b|наследств\p{L}+ (?:в|на|от) |вы выиграли|выигрыш\p{L}* (?:в|состав|сертиф)|компенсаци\p{L}+ (?:ндс|в размере|по)|ميراث|ورثة|فزت|جائزة|लॉटरी|जीता है|विजेता|中奖/giu,
  },
  // Medicine, love, goods.
  {
    weight: STRONG,
    words:
      /\b(?:viagra|cialis|levitra|sildenafil|tadalafil|ozempic|semaglutide|tramadol|xanax|valium|adderall|oxycodone|hydroxychloroquine|ivermectin|phentermine|kamagra|cbd (?:oil|gumm\w*)|online pharmacy|without (?:a )?prescription|no prescription|erectile|enlargement|weight[- ]loss (?:pills?|gumm\w*|supplements?|drops)|keto (?:gumm\w*|pills?)|male enhancement|nootropic)\b|виагр|сиалис|дженерик|потенц|похудени|فياجرا|वियाग्रा|伟哥/giu,
  },
  {
    weight: STRONG,
    words:
      /\b(?:porn\w*|xxx|sex ?(?:cam|chat|dating|toys?|video)|escorts?|nudes?|webcam (?:girls?|models?)|adult dating|hook ?ups?|milf|onlyfans|hot (?:girls?|singles?|women)|lonely (?:girls?|women|wives)|local singles|meet (?:girls|women|singles)|dating site|(?:see )?my (?:photos?|pics?) (?:here|are)|see my (?:photos?|pics?)|(?:serious|rich|honest) (?:man|men)\b|lonely|sugar (?:baby|daddy|momm?a))\b|порно|секс[ -]?(?:знаком|чат|шоп|услуг)|интим\p{L}*|проститут\p{L}+|индивидуал\p{L}+|эскорт|девушк\p{L}+ (?:по вызову|для|ждут|на ночь)|досуг|знакомств\p{L}* (?:для|без|онлайн)|سكس|بنات للتعارف|सेक्स|色情|约炮|成人/giu,
  },
  {
    weight: STRONG,
    words:
      /\b(?:replica|rolex|louis vuitton|gucci|prada|hermes|chanel|ray[- ]?bans?|designer (?:bags?|watch)|fake (?:id|passport|diploma|documents?)|cheap (?:jerseys?|watches|oakley|jordans?)|nike outlet|buy (?:a |an |real |registered )*(?:degree|diploma|passport|driver'?s? licen[sc]e)|no exams?|id cards?|counterfeit|ielts certificate|real passports?|without exams?|dumps with pin|cvv|carding|hacked?\b.{0,20}\b(?:service|account|phone))\b|реплик[аи] (?:часов|сумок)|купить (?:диплом|права|паспорт|справк|аттестат)|диплом\p{L}* (?:о высшем|купить|вуза|на заказ)|доставк\p{L}+ из китая|карго|больничн\p{L}+ лист|медкнижк|прописк\p{L}+ купить|حقائب مقلدة|发票|代开|办证|刻章|代孕|外贸|货源/giu,
  },
  {
    weight: PLAIN,
    words:
      /\b(?:manufacturer|supplier|factory|exporter|wholesaler?)s? (?:of|from|in|based|with)\b.{0,80}|\b(?:we (?:are|manufacture|supply|produce|export|offer)\b.{0,40}\b(?:manufacturer|supplier|factory|products?|china|shenzhen|guangzhou|ningbo|quality))|\bfactory price\b|\bmoq\b|\bpcs\b|\bexporters? of\b|\byour inquir|\byour quantity\b|\bcompetitive prices?\b|\b(?:bulk|wholesale) (?:price|order)s?\b.{0,30}\bcatalog|\bour (?:catalog(?:ue)?|product line|factory)\b|от производител|прямые поставки|оптом от|мы (?:предлагаем|занимаемся|производим|поставляем|являемся)|наша (?:компания|студия|команда|фирма)|наши услуги|خدماتنا|نقدم (?:لكم|خدمات)|شركة(?:نا)? (?:متخصصة|رائدة)|हमारी (?:कंपनी|सेवाएं)|हम प्रदान|工厂|厂家|供应商|批发|报价/giu,
  },
  // Pressing, and what pretends to be somebody.
  {
    weight: FAINT,
    words:
      /\b(?:act now|limited[- ]time|hurry|don'?t miss|100 ?% (?:free|guaranteed?|legal|safe)|risk[- ]free|guaranteed|click (?:here|the link|below|on)|visit (?:our|us|now|this|my)|check (?:it )?out|sign up|register now|order now|buy now|best price|special offer|discount(?:s|ed)? (?:up to|of) \d|save (?:up to )?\d{2} ?%|program ends|free shipping|get yours|\d{2} ?% (?:off|discount)|today only|last chance)\b|только сегодня|успей|жми|перейд\p{L}+ по|переходи|подробн\p{L}+ (?:на|по|тут|здесь)|скидк\p{L}+ (?:до )?\d|гарантир\p{L}+|быстро и (?:недорого|под ключ|выезд\p{L}* |качеств)|недорого|пишите (?:в|на) (?:телеграм|telegram|whats)|اضغط (?:هنا|على)|عرض (?:خاص|محدود)|خصم|सीमित समय|यहाँ क्लिक|यहां क्लिक|अभी (?:रजिस्टर|जॉइन|क्लिक)|点击|加微信|微信|扣扣|\bqq ?[:：]?\s?\d{5,}|クリック/giu,
  },
  {
    weight: STRONG,
    words:
      /\b(?:(?:your|the) (?:account|mailbox|e-?mail|password|domain|hosting|page|profile|payment|invoice|subscription|website|parcel|package|delivery|card)\b.{0,60}\b(?:suspend\w*|limit(?:ed)?\b|expir\w+|locked|verif\w+|deactivat\w+|disabled|deleted|terminat\w+|restricted|violat\w+|on hold|overdue|unusual|quota|storage)|copyright (?:infring\w+|violation|claim)|dmca|final (?:notice|warning)|(?:i|we) (?:have )?(?:hacked|recorded) (?:you|your)|all your contacts|in btc\b|to this (?:wallet|bitcoin address)|your (?:data|files|site|website) (?:has been|was|were) (?:hacked|leaked|breached|stolen)|confirm your (?:identity|password|account|details)|update your (?:billing|payment)|verify your (?:account|identity|e-?mail|wallet))\b|ваш (?:аккаунт|домен|почтов\p{L}+ ящик|счет|счёт|хостинг)\p{L}* .{0,40}(?:заблокир|приостанов|истека|удал[её]н|огранич)|подтвердите (?:свой|ваш|данные|пароль|аккаунт)|حسابك .{0,30}(?:تعليق|إيقاف|حظر|معلق)|(?:खाता|अकाउंट) .{0,30}(?:बंद|ब्लॉक|निलंबित)|केवाईसी|账户.{0,10}(?:冻结|异常)/giu,
  },
  {
    weight: PLAIN,
    words:
      /\bdear (?:sir ?\/? ?(?:or )?(?:madam)?|business owner|web ?(?:site)? ?(?:owner|master|admin)|site owner|owner|ceo|friend|beloved|customer|user|manager|director|hiring manager)\b|\b(?:hello|hi) (?:sir|dear|web ?(?:site)? ?(?:owner|master|admin)|website owner|business owner|admin|team)\b|уважаем\p{L}+ (?:владел|руковод|коллег|партн|предприним|клиент|господа)|добрый день,? (?:коллеги|владел|руковод)|السيد المدير|صاحب (?:العمل|الموقع)|尊敬的|您好/giu,
  },
  {
    weight: PLAIN,
    words:
      /\b(?:nice|great|awesome|amazing|good|excellent|wonderful|fantastic) (?:blog|post|article|site|website|content|page|information|info|read|write[- ]?up)\b|\bi (?:really )?(?:like|love|enjoyed?|appreciate)d? (?:your|this|the) (?:blog|post|article|web ?site|site|content)\b|\bthanks? for (?:sharing|the (?:info|post|article)|this (?:post|article|blog))|\bkeep up the (?:good|great)|\bfeel free to (?:visit|surf|check|stop)|\bvisit my\b|\bmy (?:blog|web ?site|web ?page|homepage|site)\b.{0,20}[:;]|\blots of useful\b|\bbookmark(?:ed)?\b.{0,20}\b(?:site|blog|page)/giu,
  },
];

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
