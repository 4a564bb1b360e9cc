/**
 * What robots offer, in the languages in which they do. A phrase counts once, and one alone holds nobody: people ask a
 * shop about credit, a web designer about search engines, a club about its casino night. Pure.
 */

import { type Idea, weighed } from './ideas.ts';

const STRONG = 60;
const PLAIN = 35;
const FAINT = 20;

const OFFERS: readonly Idea[] = [
  // Search engines and traffic.
  {
    weight: PLAIN,
    words: [
      String.raw`\b(?:seo|search engine optimi[sz]ation)\b|продвижени[ея] (?:сайт|в топ|в поиск)|раскрутк|سيو|تحسين محركات|एसईओ`,
    ],
  },
  {
    weight: STRONG,
    words: [
      String.raw`\bback ?links?\b|\bguest post(?:s|ing)?\b|\bdofollow\b|\bdomain (?:authority|rating)\b|\bsponsored (?:articles?|posts?|content)\b|\bbudget for \d+ (?:posts?|links?|articles?)\b|\blink (?:building|insertion|placement|exchange)\b|\bpermanent links?\b|\bda ?\d\d\b|\bfrom our (?:da|site|blog)|\bwhite[- ]?hat\b|обратн\p{L}{1,20} ссыл|ссылочн\p{L}{1,20} масс|баклинк|باك لينك|बैकलिंक|\bxrumer|\bscrapebox|\bgsa (?:ser|lists?|links?)|\bauto[- ]?approve|\bblog list|\blink lists?\b`,
    ],
  },
  {
    weight: STRONG,
    words: [
      String.raw`\b(?:first|1st|top) (?:page|position|spot|results?)s? (?:of|on|in) google\b|\b(?:on|to|at) (?:the )?top of google\b|\bout-?rank|\bwhite[- ]?hat\b|\byour (?:main )?keywords\b|\brank(?:ing|ed|s)? (?:#?1|first|higher|on (?:the )?(?:first|google)|your|better)|\bgoogle(?:'s)? (?:1st|first|top) page\b|\bgoogle maps? (?:ranking|listing|optimi[sz]ation)|\bgoogle rank|в топ[- ]?\d*\s*(?:google|яндекс|гугл)|топ[- ]?(?:3|5|10)\b|الصفحة الأولى|पहले पेज|रैंक`,
    ],
  },
  {
    weight: PLAIN,
    words: [
      String.raw`\b(?:web ?site|organic|targeted|more|real|human|enough) (?:traffic|visitors|leads)\b|\bcold e-?mail|\bqualified leads\b|\bconversions\b|\bschema markup\b|\btraffic to your\b|\b(?:generate|get|bring|send)\w{0,20} (?:you )?(?:more |new |qualified |quality ){0,3}(?:leads|customers|clients|sales)\b|целев\p{L}{1,20} трафик|поток клиентов|новых клиентов|бaзы? (?:компаний|данных)|زيارات|ट्रैफिक`,
    ],
  },
  {
    weight: PLAIN,
    words: [
      String.raw`\b(?:re-?design|develop|build|improve|optimi[sz]e|promote|audit|boost|grow|speed up)\w{0,20} (?:of )?your (?:web ?site|business|site|online|brand|page|app|sales|rankings?|visibility)\b|\bweb ?(?:site)? (?:re-?design|design|development)\b|\b(?:your|the) (?:web ?site|site) (?:has|have|had|is|looks?|needs?|lacks?|seems?)\b.{0,60}\b(?:errors?|issues?|problems?|outdated|slow|missing|not (?:rank|show|optimi))|создани[ея] (?:и продвижение )?сайт|разработк\p{L}{1,20} сайт|تصميم (?:ال)?مواقع|वेबसाइट (?:डिज़ाइन|डिजाइन|बना)`,
      String.raw`\b(?:three|several|critical|\d+) (?:\w{1,12} )?(?:mistakes|errors|issues|problems) (?:on|with|in) your (?:home ?page|site|web ?site|page)`,
    ],
  },
  {
    weight: PLAIN,
    words: [
      String.raw`\b(?:came|come|stumbled|landed) (?:across|upon|on|by) your (?:web ?site|site|company|page|business)|\b(?:visiting|reviewing|looking at|checking|browsing|going through|looked at|analy[sz]ed) your (?:web ?site|site|online)|\bnoticed (?:that )?(?:your|some|a few|several)|на вашем сайте (?:обнаруж|нашл|есть ошибк)|посмотрел\p{L}{0,20} ваш сайт|изучил\p{L}{0,20} ваш`,
    ],
  },
  {
    weight: FAINT,
    words: [
      String.raw`\b(?:free|no[- ]obligation|complimentary) (?:audit|quote|proposal|consultation|demo|trial|report|analysis|mockup|sample)\b|\b(?:price list|our packages?|our pricing|our portfolio|our rates)\b|\baffordable (?:price|rate|cost|package)|\b(?:competitive|reasonable) (?:price|rate|pricing)s?\b|бесплатн\p{L}{1,20} аудит|прайс[- ]?лист|коммерческ\p{L}{1,20} предложени`,
    ],
  },
  {
    weight: FAINT,
    words: [
      String.raw`\b(?:quick|short|15[- ]min\w{0,20}|10[- ]min\w{0,20}) (?:call|chat|meeting)\b|\b(?:interested\? ?reply|reply (?:yes|stop|unsubscribe|with your|to this)|just reply|let me know if (?:you(?:'re| are) interested|interested)|are you interested|would you be interested|if interested|kindly revert|reply for (?:counts|pricing|prices|details|more|the)|samples? available|share your (?:phone|number|contact|whatsapp))\b|opt[- ]?out|\btelegram:? ?@\w{1,40}|\bt\.me\/|\bwhatsapp (?:us|me|now)|unsubscribe|отписаться|отписк|если интересно|готовы обсудить`,
    ],
  },
  {
    weight: STRONG,
    words: [
      String.raw`\b(?:e-?mail|mailing|contact|leads?|whatsapp) (?:list|database|blast|campaign)s?\b|\bmass mail|\bthrough (?:your )?contact forms?\b|\bper million\b|\bdeliverability\b|\bcontact forms? (?:submission|blast|marketing|advertising|messag|mailing)|\b(?:send|deliver|blast)\w{0,20} .{0,40}(?:contact|feedback) forms?\b|рассылк\p{L}{1,20} (?:по|через|на) |форм\p{L}{1,20} обратной связи|баз\p{L}{1,20} (?:e-?mail|почт|компаний|контактов|предприятий|телефонов|клиентов)|рассылк`,
    ],
  },
  {
    weight: STRONG,
    words: [
      String.raw`\b(?:buy|get|gain|cheap|real|instant)\w{0,20} (?:instagram |youtube |tiktok |facebook |twitter |telegram )?(?:followers|subscribers|likes|views|reviews)\b|\b5[- ]star (?:google )?reviews?\b|\bdrip feed\b|накрутк|подписчик\p{L}{0,20} (?:в|для|от)|купить (?:отзыв|лайк|подписчик)|متابعين|फॉलोअर्स|\b(?:pva|aged|bulk|verified|real) (?:google|gmail|facebook|twitter|linkedin|instagram|yahoo|outlook|paypal|stripe|bank|voice|accounts?)\b.{0,30}\b(?:accounts?|available|sale|shop|buy)?|\bgoogle voice accounts?|\bblue (?:badge|tick)|\b(?:ban|unban) service|\baccount recovery\b.{0,40}\b(?:service|available|telegram|whatsapp)|\bwho (?:has )?viewed your profile|дагагч|лайк захиал|زيادة متابع|फॉलोअर`,
    ],
  },
  {
    weight: PLAIN,
    words: [
      String.raw`\b(?:explainer|promo(?:tional)?|animated|animation) videos?\b|\blogo design\b|\bvirtual assistant|\bmobile app development\b|\bwho handles (?:the )?(?:marketing|website|it)\b|\bchatbots? for your\b|\bunbeatable prices?\b|\$\d+ ?(?:\/|per|an) ?h(?:our)?\b|\bdedicated team\b|\byour requirements?\b|\boutsourc|\bdedicated (?:developers?|team)\b|\bwhite[- ]label\b|\bfacebook ads\b|\bgoogle ads\b|\bppc\b|\bdigital marketing (?:agency|company|services?|expert|consultant)|\bsocial media (?:marketing|management)|\bAI (?:tool|software|app|agent|chatbot|bot)s?\b.{0,80}\b(?:for|your)\b|таргет(?:ированн|олог)|контекстн\p{L}{1,20} реклам|яндекс\.?директ|التسويق (?:الإلكتروني|الرقمي)|डिजिटल मार्केटिंग`,
      String.raw`\b(?:ai|voice|virtual) (?:\w{1,12} )?(?:agents?|assistants?|receptionists?|employees?|sdrs?)\b|\bmissed calls?\b|\bbook(?:s|ed)? appointments automatically\b|\bautomat(?:e|es|ed|ing|ion) (?:your|of|for)\b|\b(?:explainer|sales|60[- ]second|promo) videos?\b|\b(?:quick|short|personali[sz]ed) video\b|\blinkedin\b|\bapollo\b|\bcrm\b|\bleads?\b.{0,30}\b(?:free|per|each|day|month|guaranteed)\b|\boffshore\b|\bin-?house\b|\bhire (?:remote|dedicated|our|indian|top) |\bstaff augmentation|\bcall cent(?:er|re) (?:services|outsourcing)|\btelemarketing|\bwebinar\b|\b(?:influencer|affiliate) (?:marketing|program)|\bpress release|\bpbn\b|\bexpired domains?\b|\b(?:bookkeeping|payroll|accounting|transcription|translations?|photo editing|image editing|clipping path|background removal|data entry|web hosting|video editing|voice ?over|ghost ?writing|content writing|copywriting|customer support|back ?office|property management) (?:services?|help|team|company|agency|experts?)\b|\b(?:need|looking for) (?:cheap |affordable |reliable |help with )*(?:web hosting|bookkeeping|hosting|developers?|designers?|accountants?|leads|funding|clients|customers|traffic)\b|\bremote (?:accountants?|developers?|assistants?|workers?|teams?|staff|designers?)|\bnative translators?|\b(?:photo|image|video) editing\b|\bclipping path|\bweb hosting\b|\bad spend\b|\b(?:running|run) (?:any )?(?:ads|campaigns)\b|\b(?:meta|tiktok|instagram|linkedin) ads\b|\bi help (?:\S{1,20} ){1,4}(?:add|get|grow|reach|make|scale|book|sell|save|increase|double|find|hire)\b|\bappbuilder|\byour own app\b|\bbest vpn\b|\bvpn\b.{0,30}(?:% off|free|deal)`,
    ],
  },
  // Games of chance.
  {
    weight: STRONG,
    words: [String.raw`\bcasinos?\b|казино|ка[zз]ин[oо]|كازينو|कैसीनो|赌场|娱乐城|카지노|カジノ|каsино`],
  },
  {
    weight: STRONG,
    words: [
      String.raw`\b(?:free spins?|slots? (?:games?|online|machine)|online (?:slots?|poker|betting|gambling)|sports? ?bett?ing|no deposit bonus|welcome bonus|jackpot|sportsbook|1xbet|1win|mostbet|pin-?up|melbet|parimatch|vulkan|slot gacor|judi|togel|baccarat|situs)\b|фриспин|букмекер|ставк\p{L}{1,20} на спорт|прогноз\p{L}{0,20} на (?:футбол|спорт|матч)|проходимост\p{L}{1,20}|бооцоо|рулетк|игров\p{L}{1,20} автомат|бездепозит|промокод|1хбет|вулкан|مراهنات|القمار|سلوت|सट्टा|जुआ|बेटिंग|博彩|百家乐|老虎机|먹튀|토토`,
      String.raw`nhà cái|cá độ|cá cược|nạp rút|nổ hũ|tài xỉu|บาคาร่า|สล็อต|แตกง่าย|เครดิตฟรี|แทงบอล|คาสิโน|\bbahis\b|\bcanlı casino|\biddaa|\brummy\b|तीन पत्ती|रमी|एविएटर|प्रेडिक्टर|\baviator\b.{0,20}\b(?:game|hack|predictor|pro|bot)|\bpredictor\b|ካሲኖ|ውርርድ|ቁማር|онлайн (?:покер|тоглоом.{0,20}мөнгө)|мөрийтэй тоглоом|\b(?:real money|free bets?|betting (?:tips|site|app)|spin (?:and|to) win|slots\b.{0,30}\b(?:bonus|spins?|real money|win)|bookmaker)\b|ставк\p{L}{1,3} (?:онлайн|с бонус)|депозит\p{L}{0,3}.{0,30}бонус|бонус\p{L}{0,3}.{0,40}депозит|رهان|روليت|バカラ|パチンコ|六合彩|彩票`,
    ],
  },
  // Money.
  {
    weight: PLAIN,
    words: [
      String.raw`\b(?:bitcoin|btc|crypto(?:currenc\w{1,40})?|ethereum|usdt|nft|blockchain|altcoins?|memecoins?|airdrop)\b|криптовалют|биткоин|биткойн|крипт[аеоуы]\b|العملات (?:الرقمية|المشفرة)|بيتكوين|क्रिप्टो|बिटकॉइन|比特币|ビットコイン`,
    ],
  },
  {
    weight: STRONG,
    words: [
      String.raw`\b(?:invest(?:ment|ing|ed|or)?s?\b.{0,80}\b(?:returns?|profits?|roi|daily|weekly|guaranteed|opportunit\w{1,40}|platform)|(?:passive|extra|daily|weekly|online) income|make (?:easy )?money|earn (?:up to )?[$€£]?\s?\d|\$\s?\d[\d,.]*k? (?:a|per|every|each) (?:day|week|hour|month)|giveaways?|start earning|(?:get|recover) your (?:funds|money|crypto) back|no (?:skills?|experience) (?:required|needed)|financial freedom|forex|binary options?|trading (?:bot|signals?|platform|robot)|double your|get rich|claim (?:your|now)|wallet (?:connect|verif|validat)|seed phrase)\b|пассивн\p{L}{1,20} доход|заработ(?:ок|ай|ать|ывай)\p{L}{0,20} (?:в интернет|онлайн|от|до|на дому|из дома|без)|доход от \d|инвест\p{L}{1,20} (?:от|с доход|под)|трейдинг|сигнал\p{L}{0,20} для|прибыл\p{L}{1,20} до|الربح من|دخل (?:إضافي|يومي|سلبي)|اربح|استثمر|पैसे कमा|घर बैठे|कमाएं|निवेश (?:करें|पर)|投资|赚钱|日赚|副業|稼|готов\p{L}{1,3} бизнес|франшиз|обучение включено|доход \d|оплата каждый день|ежедневн\p{L}{1,3} (?:выплат|оплат|доход)|(?<!\p{L})дроп(?:ы|ов|а)?(?!\p{L})|عائد \d|\d+ ?[%٪] (?:شهري|يومي|أسبوعي)|فرصة استثمار|शेयर (?:मार्केट|बाज़ार|बाजार)|मुनाफा|रिटर्न|टिप्स.{0,40}(?:सटीक|कॉल|ग्रुप)`,
      String.raw`\b(?:recover(?:ed|y|ing)? (?:of )?(?:all )?(?:my|your|lost|stolen|the)(?: \w{1,12})? (?:bitcoins?|btc|crypto\w{0,10}|funds|money|usdt|investment)|ethical hacker|hire a hacker|recovery (?:expert|agent|company|specialist)|(?:fake|scam) (?:broker|platform)|hacker.{0,30}(?:helped|recovered)|(?:recovery|seed|secret) phrase|private keys?\b|validate your|connect your wallet|wallet (?:has been|was|will be)|send \d[\d.]* ?(?:btc|eth|xrp|sol|usdt)|receive \d[\d.]* ?(?:btc|eth|xrp|sol|usdt)|giving back|airdrop|pump signals?|copy trad(?:e|ing)|prop firm|arbitrage)\b|арбитраж\p{L}{0,3} крипт|криптоарбитраж|обменник крипт|\d ?% в (?:сутки|день|месяц|неделю)|до \d+ ?% (?:в|прибыл)|توصيات|تداول|فوركس|العملات المشفرة|ضاعف|መዋዕለ|ኢንቨስት|ክሪፕቶ|በእጥፍ|хөрөнгө оруулалт.{0,30}(?:ашиг|өдөр)|ашиг ол|робот[- ]трейдер|robô trader|trader automático|invierte|investidor|ganhe|gana dinero|geld verdienen|gagne[rz] de l.argent|guadagna|zarabiaj|para kazan|kiếm tiền|รายได้|หาเงิน|稼げ|副業|月収|\b(?:rent|hire|find|need) an? (?:\w{1,12} )?hacker|\bspy on (?:your|my|any)|\bschool grades|\bcriminal records?\b|\bcatch (?:your|a) cheating`,
      String.raw`(?:\b(?:earn|make|kama[oe]\w{0,4}|win)\b|заработ\p{L}{1,6}|зарабатыва\p{L}{1,4}|кешб?эк|कमा\p{L}{0,4}\p{M}{0,3}|जीत\p{M}{0,2}|اربح|تربح|ያግኙ|ያሸንፉ|ይሸለሙ|олоорой|олох боломж|(?<!\p{L})(?:ол|хож)(?!\p{L}))[^.!?\n]{0,60}(?:\b(?:daily|a day|per day|every day|a week|weekly|monthly|a month|per month|per hour)\b|в (?:день|сутки|неделю|месяц)|ежедневн|रोज|प्रतिदिन|हर दिन|महीने|يوميا|يومياً|شهريا|በየቀኑ|በቀን|በወር|өдөр бүр|өдөрт|сард)|(?:\bdaily\b|\brs daily|रोज|हर दिन|प्रतिदिन|በየቀኑ|በቀን|በወር|өдөр бүр|өдөрт|сард|يوميا|в день|в сутки|в месяц)[^.!?\n]{0,60}(?:\b(?:earn|win)\b|заработ|कमा|जीत|ያግኙ|ያሸንፉ|اربح|(?<!\p{L})(?:ол|олоорой|хож|хожоорой)(?!\p{L}))|ghar baithe|work from home|data entry (?:job|work)|part[- ]time job.{0,40}(?:daily|whatsapp|telegram|mobile)|удал[её]нк|удал[её]нн\p{L}{1,4} (?:работ|заработ|сотрудник)|сотрудник\p{L}{0,3} на (?:удал|дом)|гэрээсээ (?:ажилл|мөнгө)|ከቤት ሆነው|العمل من (?:المنزل|البيت).{0,40}(?:دولار|ريال|راتب|يوم)`,
    ],
  },
  {
    weight: STRONG,
    words: [
      String.raw`\b(?:(?:business|personal|payday|quick|instant|unsecured|merchant cash|working capital|project) (?:loans?|funding|financing|capital|advance)|loan (?:offer|at \d|approval|amount)|credit repair|cash advance|interest rate of \d|no credit checks?|approval in \d+ (?:hours|minutes)|bad credit|debt relief|non[- ]recourse|sba loan)\b|кредит (?:без|наличными|онлайн|под)|займ|микрозайм|списание долгов|банкротств|قرض (?:فوري|شخصي|سريع)|قروض|(?:तुरंत|पर्सनल|इंस्टेंट) लोन|लोन (?:पाएं|ऑफर)|ብድር (?:ያግኙ|እንሰጣለን)|зээл (?:олгоно|авах|түргэн)|贷款`,
      String.raw`(?:\b(?:sblc|bank guarantee|letter of credit|mt ?760|bg\/sblc|project financ\w{1,4}|loan at|(?:interest|low) rate\w{0,2} (?:of |loan)?|loans? (?:up to|from|without|against|with(?:out)? bad)|personal loans?|get (?:a )?loans?|need a loan|pre-?approved)\b)|кредит\p{L}{0,3} (?:с плохой|без отказа|за \d|всем)|деньги (?:в долг|под залог|на карту за)|займ|قرض.{0,40}(?:بدون|فوري|واتس|خلال)|تمويل (?:شخصي|فوري)|सिबिल|लोन.{0,60}(?:मिनट|तुरंत|आवेदन|पाएं|पाएँ|अप्लाई)|(?:онлайн|шуурхай|түргэн|хурдан) зээл|зээл.{0,30}(?:минут|шууд дансанд|хүү хамгийн)|(?:ፈጣን|ያለ ዋስትና) ብድር|ብድር.{0,40}(?:ወዲያውኑ|በደቂቃ|ያለ)|pinjaman (?:online|cepat)|vay (?:tiền|nhanh)|kredit ohne|crédito rápido|préstamos? (?:rápid|personal|sin)`,
    ],
  },
  {
    weight: STRONG,
    words: [
      String.raw`\b(?:inheritance|next of kin|beneficiary|late (?:client|husband|father)|diplomat|barrister|(?:million|billion)(?:s)? (?:us ?d|dollars|euros?|pounds)|(?:us\$|usd|\$)\s?\d+(?:\.\d+)? ?(?:million|m)\b|compensation fund|lottery|you (?:have )?won|winning (?:number|notification)|atm card|western union|moneygram|fund transfer|unclaimed|consignment|donat\w{1,40} (?:of )?(?:the sum|\$))\b|наследств\p{L}{1,20} (?:в|на|от) |вы выиграли|выигрыш\p{L}{0,20} (?:в|состав|сертиф)|компенсаци\p{L}{1,20} (?:ндс|в размере|по)|ميراث|ورثة|فزت|جائزة|लॉटरी|जीता है|विजेता|中奖`,
      String.raw`\b(?:in the name of god|dying (?:of|from)|suffering (?:from|of) cancer|widow|orphans?|humanitarian|charity (?:work|project|foundation)|(?:donat|bequeath)\w{1,5} (?:\w{1,10} ){0,2}(?:the )?sum|sum of (?:\w{1,6} )?[$€£\d]|\d[\d.,]* ?(?:million|billion|m) (?:us ?d\w{0,6}|euros?|dollars|pounds|eur)|honest person|trust(?:ed|worthy) (?:person|partner)|foreign partner|late (?:mr|dr|engr)|business proposal of|urgent (?:business|response)|contact me for more details)\b|\bus army\b|\b(?:sgt|sergeant|captain|general|colonel)\.? .{0,40}\b(?:army|syria|iraq|afghanistan|yemen|un)\b|\btrunk box|\b(?:to|into) your country\b|\byou will (?:get|receive|have|keep) \d{1,2} ?%|\byour (?:e-?mail|name|number|address|id)(?: address)? (?:was|has been|is|were) (?:selected|chosen|drawn|picked)|\bentitled to\b|\b\d[\d,.]{3,12} ?(?:gbp|usd|eur|euros|dollars|pounds)\b.{0,60}\b(?:claim|prize|award|donat|fund)|\bmicrosoft draw|(?:send|provide) your full name|баяр хүргэе|азтан|шагналаа авах|እንኳን ደስ አል?ዎ|ሽልማት (?:አሸንፈዋል|ለመቀበል)|አሸንፈዋል|बधाई हो|इनाम (?:पाने|जीत)|поздравляем.{0,40}(?:выигр|приз|победител)`,
    ],
  },
  // Medicine, love, goods.
  {
    weight: STRONG,
    words: [
      String.raw`\b(?:viagra|cialis|levitra|sildenafil|tadalafil|ozempic|semaglutide|tramadol|xanax|valium|adderall|oxycodone|hydroxychloroquine|ivermectin|phentermine|kamagra|cbd (?:oil|gumm\w{0,20})|online pharmacy|without (?:a )?prescription|no prescription|erectile|enlargement|weight[- ]loss (?:pills?|gumm\w{0,20}|supplements?|drops)|keto (?:gumm\w{0,20}|pills?)|male enhancement|nootropic)\b|виагр|сиалис|дженерик|потенц|похудени|فياجرا|वियाग्रा|伟哥`,
      String.raw`\b(?:steroids?|hgh|sarms?|peptides?|dianabol|trenbolone|testosterone (?:for sale|cypionate)|kratom|fentanyl|ketamine|mdma|cocaine|lsd|magic mushrooms?|thc (?:carts?|vapes?)|weed (?:online|delivery)|stromectol|amoxicillin|prednisone|modafinil|clomid|lasix|zithromax|no rx|rx online|cheap (?:meds|pills|drugs)|(?:pills?|tablets|mg)\b.{0,30}\b(?:price|cheap|online|buy)|buy .{0,30}\b(?:pills?|tablets|mg)\b|lose \d+ (?:lbs|kg|pounds|kilos)|belly fat|burn fat|doctors hate|keto\b|garcinia|miracle (?:cure|drops)|testosterone booster)\b|вывод\p{L}{0,3} из запоя|кодирован\p{L}{1,3} от|нарколог|реабилитаци\p{L}{1,3} (?:наркоман|алкогол|зависим)|лечение (?:алкоголизма|наркомании|простатита)|таблетк\p{L}{1,3} для (?:похуд|потенц)|анаболик|стероид|закладк|мефедрон|гашиш|अश्वगंधा.{0,20}पावर|मर्दाना|إنقاص الوزن|تنحيف|تكبير`,
    ],
  },
  {
    weight: STRONG,
    words: [
      String.raw`\b(?:porn\w{0,20}|xxx|sex ?(?:cam|chat|dating|toys?|video)|escorts?|nudes?|webcam (?:girls?|models?)|adult dating|hook ?ups?|milf|onlyfans|hot (?:girls?|singles?|women)|lonely (?:girls?|women|wives)|local singles|meet (?:girls|women|singles)|dating site|(?:see )?my (?:photos?|pics?) (?:here|are)|see my (?:photos?|pics?)|(?:serious|rich|honest) (?:man|men)\b|lonely|sugar (?:baby|daddy|momm?a))\b|порно|секс[ -]?(?:знаком|чат|шоп|услуг)|интим\p{L}{0,20}|проститут\p{L}{1,20}|индивидуал\p{L}{1,20}|эскорт|девушк\p{L}{1,20} (?:по вызову|для|ждут|на ночь)|досуг|знакомств\p{L}{0,20} (?:для|без|онлайн)|سكس|بنات للتعارف|सेक्स|色情|约炮|成人`,
    ],
  },
  {
    weight: STRONG,
    words: [
      String.raw`\b(?:replica|rolex|louis vuitton|gucci|prada|hermes|chanel|ray[- ]?bans?|designer (?:bags?|watch)|fake (?:id|passport|diploma|documents?)|cheap (?:jerseys?|watches|oakley|jordans?)|nike outlet|buy (?:a |an |real |registered ){0,3}(?:degree|diploma|passport|driver'?s? licen[sc]e)|no exams?|id cards?|counterfeit|ielts certificate|real passports?|without exams?|dumps with pin|cvv|carding|hacked?\b.{0,20}\b(?:service|account|phone))\b|реплик[аи] (?:часов|сумок)|купить (?:диплом|права|паспорт|справк|аттестат)|диплом\p{L}{0,20} (?:о высшем|купить|вуза|на заказ)|доставк\p{L}{1,20} из китая|карго|больничн\p{L}{1,20} лист|медкнижк|прописк\p{L}{1,20} купить|حقائب مقلدة|发票|代开|办证|刻章|代孕|外贸|货源`,
    ],
  },
  {
    weight: PLAIN,
    words: [
      String.raw`\b(?:manufacturer|supplier|factory|exporter|wholesaler?)s? (?:of|from|in|based|with)\b.{0,80}|\b(?:we (?:are|manufacture|supply|produce|export|offer)\b.{0,40}\b(?:manufacturer|supplier|factory|products?|china|shenzhen|guangzhou|ningbo|quality))|\bfactory price\b|\bmoq\b|\bpcs\b|\bexporters? of\b|\byour inquir|\byour quantity\b|\bcompetitive prices?\b|\b(?:bulk|wholesale) (?:price|order)s?\b.{0,30}\bcatalog|\bour (?:catalog(?:ue)?|product line|factory)\b|от производител|прямые поставки|оптом от|мы (?:предлагаем|занимаемся|производим|поставляем|являемся)|наша (?:компания|студия|команда|фирма)|наши услуги|خدماتنا|نقدم (?:لكم|خدمات)|شركة(?:نا)? (?:متخصصة|رائدة)|हमारी (?:कंपनी|सेवाएं)|हम प्रदान|工厂|厂家|供应商|批发|报价`,
      String.raw`\b(?:injection|mou?ld(?:s|ing|maker)?|cnc|die[- ]casting|sheet metal|pcb(?:a)?|led (?:displays?|lights?|screens?)|rohs|iso ?9001|ce (?:and|certif\w{1,6})|oem|odm|3d drawings?|quote within|free quotation|dear purchasing|purchasing (?:manager|department)|sourcing agent|freight forwarder|sea freight|customs clearance|years of experience in (?:the )?(?:export|manufactur)|shenzhen|dongguan|guangzhou|ningbo|yiwu|hangzhou|foshan|zhejiang|aaa quality|1:1 quality|mirror quality|catalog(?:ue)? and (?:best )?prices?|ship(?:ping)? worldwide|worldwide shipping|free shipping worldwide)\b|\bplastic injection|сервисн\p{L}{1,3} центр.{0,40}(?:выезд|ремонт)|ремонт\p{L}{0,3} (?:стиральн|бытовой техник|холодильник|телевизор|квартир)\p{L}{0,8}.{0,40}(?:на дому|выезд|недорого|под ключ|цена)|с выездом на дом|выезд мастера|выезд замерщика|натяжные потолки|грузоперевозк|в москве и (?:области|мо)|под ключ`,
    ],
  },
  // Pressing, and what pretends to be somebody.
  {
    weight: FAINT,
    words: [
      String.raw`\b(?:act now|limited[- ]time|hurry|don'?t miss|100 ?% (?:free|guaranteed?|legal|safe)|risk[- ]free|guaranteed|click (?:here|the link|below|on)|visit (?:our|us|now|this|my)|check (?:it )?out|sign up|register now|order now|buy now|best price|special offer|discount(?:s|ed)? (?:up to|of) \d|save (?:up to )?\d{2} ?%|program ends|free shipping|get yours|\d{2} ?% (?:off|discount)|today only|last chance)\b|только сегодня|успей|жми|перейд\p{L}{1,20} по|переходи|подробн\p{L}{1,20} (?:на|по|тут|здесь)|скидк\p{L}{1,20} (?:до )?\d|гарантир\p{L}{1,20}|быстро и (?:недорого|под ключ|выезд\p{L}{0,20} |качеств)|недорого|пишите (?:в|на) (?:телеграм|telegram|whats)|اضغط (?:هنا|على)|عرض (?:خاص|محدود)|خصم|सीमित समय|यहाँ क्लिक|यहां क्लिक|अभी (?:रजिस्टर|जॉइन|क्लिक)|点击|加微信|微信|扣扣|\bqq ?[:：]?\s?\d{5,}|クリック`,
    ],
  },
  {
    weight: STRONG,
    words: [
      String.raw`\b(?:(?:your|the) (?:account|mailbox|e-?mail|password|domain|hosting|page|profile|payment|invoice|subscription|website|parcel|package|delivery|card)\b.{0,60}\b(?:suspend\w{0,20}|limit(?:ed)?\b|expir\w{1,40}|locked|verif\w{1,40}|deactivat\w{1,40}|disabled|deleted|terminat\w{1,40}|restricted|violat\w{1,40}|on hold|overdue|unusual|quota|storage)|copyright (?:infring\w{1,40}|violation|claim)|dmca|final (?:notice|warning)|(?:i|we) (?:have )?(?:hacked|recorded) (?:you|your)|all your contacts|in btc\b|to this (?:wallet|bitcoin address)|your (?:data|files|site|website) (?:has been|was|were) (?:hacked|leaked|breached|stolen)|confirm your (?:identity|password|account|details)|update your (?:billing|payment)|verify your (?:account|identity|e-?mail|wallet))\b|ваш (?:аккаунт|домен|почтов\p{L}{1,20} ящик|счет|счёт|хостинг)\p{L}{0,20} .{0,40}(?:заблокир|приостанов|истека|удал[её]н|огранич)|подтвердите (?:свой|ваш|данные|пароль|аккаунт)|حسابك .{0,30}(?:تعليق|إيقاف|حظر|معلق)|(?:खाता|अकाउंट) .{0,30}(?:बंद|ब्लॉक|निलंबित)|केवाईसी|账户.{0,10}(?:冻结|异常)`,
      String.raw`\b(?:my|our|copyrighted) (?:images?|photos?|pictures?|content|work)\b.{0,60}\b(?:on your (?:web ?)?site|without (?:my|our|the) (?:consent|permission))|\bused? .{0,30}\bwithout (?:my|our) (?:consent|permission)|\bcould be sued\b|\bcopyrighted\b|\b(?:customs|delivery|shipping|redelivery|unpaid) fee\b.{0,60}\b(?:pay|release|confirm|click|https?)|\b(?:parcel|package|shipment)\b.{0,60}\b(?:held|on hold|could not be delivered|awaiting)\b.{0,80}\b(?:pay|fee|confirm)\b|\battached (?:remittance|invoice|payment)|\binvoice (?:overdue|attached)|\boverdue\b.{0,60}\b(?:invoice|document|payment)|\bextracted your (?:data|databases?)|\bhacked (?:your|you)\b|\bbc1q?\w{6,60}|\bin bitcoin\b.{0,60}\b(?:days|hours|to)\b|\byour customers will be notified|\bpage is scheduled|\btrademark (?:violation|infringement)|\bpermanent(?:ly)? (?:deletion|deleted|disabled|removed)|\bcommunity (?:standards|guidelines)\b.{0,60}\b(?:appeal|violat)|\bappeal within\b|\bunusual (?:sign-?in|activity|login)`,
    ],
  },
  {
    weight: PLAIN,
    words: [
      String.raw`\bdear (?:sir ?\/? ?(?:or )?(?:madam)?|business owner|web ?(?:site)? ?(?:owner|master|admin)|site owner|owner|ceo|friend|beloved|customer|user|manager|director|hiring manager)\b|\b(?:hello|hi) (?:sir|dear|web ?(?:site)? ?(?:owner|master|admin)|website owner|business owner|admin|team)\b|уважаем\p{L}{1,20} (?:владел|руковод|коллег|партн|предприним|клиент|господа)|добрый день,? (?:коллеги|владел|руковод)|السيد المدير|صاحب (?:العمل|الموقع)|尊敬的|您好`,
    ],
  },
  {
    weight: PLAIN,
    words: [
      String.raw`\b(?:nice|great|awesome|amazing|good|excellent|wonderful|fantastic) (?:blog|post|article|site|website|content|page|information|info|read|write[- ]?up)\b|\bi (?:really )?(?:like|love|enjoyed?|appreciate)d? (?:your|this|the) (?:blog|post|article|web ?site|site|content)\b|\bthanks? for (?:sharing|the (?:info|post|article)|this (?:post|article|blog))|\bkeep up the (?:good|great)|\bfeel free to (?:visit|surf|check|stop)|\bvisit my\b|\bmy (?:blog|web ?site|web ?page|homepage|site)\b.{0,20}[:;]|\blots of useful\b|\bbookmark(?:ed)?\b.{0,20}\b(?:site|blog|page)|\bi sent (?:an? |the )?(?:important )?(?:proposal|message|e-?mail)\b|\bcheck your (?:inbox|spam)|\byou won['’]?t believe`,
      String.raw`\b(?:this|your) (?:paragraph|piece of writing|weblog|write-?up|post|blog|article) (?:is|was|has)\b.{0,60}\b(?:pleasant|nice|good|helpful|amazing|informative|excellent|fastidious|genuine)|\breading (?:through )?(?:a|your|this) (?:post|blog|article|paragraph)\b|\ballowing (?:for )?(?:me|people) to comment|\bi(?:'ll| will|’ll) bookmark|\bthanks? for (?:the )?(?:great|nice|good|wonderful|excellent) (?:post|article|info|share)|\balso visit my\b|\bstop by my\b|\bhere is my (?:web|blog|site|page|homepage)|\bmake people think\b|\bthis kind of (?:post|info|article)s?\b`,
    ],
  },
  // What else is offered to every desk of the world.
  {
    weight: STRONG,
    words: [
      String.raw`\b(?:remove|delete|suppress|bury|push down)\w{0,5} (?:\w{1,15} ){0,2}(?:bad|negative|fake|unfair) (?:\w{1,15} )?(?:reviews?|articles?|links?|results?|content|press)\b|\breputation management\b|\bnegative (?:reviews?|seo)\b.{0,60}\b(?:removed|gone|deleted)\b|(?:удал\p{L}{1,5}|убер\p{L}{1,4}) (?:плохие|негативн\p{L}{1,4}) отзыв|отзыв\p{L}{1,4} на (?:яндекс|2гис|google|гугл|авито)|рейтинг до \d`,
    ],
  },
  {
    weight: PLAIN,
    words: [
      String.raw`\b(?:3|three)[- ]pack\b|\blocal pack\b|\btop (?:\d{1,2}|three|five|ten) (?:position|spot|result|ranking)s?\b|\bpage (?:one|1)\b|\bfirst page\b|\bsearch terms\b|\bgoogle maps?\b.{0,40}\b(?:top|position|rank|first|calls)|\bindex(?:ed|ing) (?:in|by|on) google|\bsearch engine (?:submission|registration|listing)|\bdirector(?:y|ies) (?:listing|submission)|\bsubmit your (?:site|web ?site|business)|\bwikipedia (?:page|article)|\bcompetitors are\b|\brankings?\b|référencement|première page|seite (?:1|eins) bei google|suchmaschinenoptimierung|posicionamiento|primera página|dise[ñn]o web|cria[çc][ãa]o de sites|primeira página|posizionamento|prima pagina di google|pozycjonowani|ilk sayfa|thiết kế web|в топ яндекс|вывед\p{L}{1,4} в топ|теряете (?:до )?\d+ ?%|теряете клиентов|аудит (?:сайта|вашего)|бесплатный аудит|перехват (?:клиентов|лидов)|конкурент\p{L}{1,4}.{0,40}(?:номер|звони|контакт)|хайлтын систем|सर्च इंजन|نتائج (?:جوجل|البحث)`,
    ],
  },
  {
    weight: PLAIN,
    words: [
      String.raw`\b(?:merchant (?:account|services?|cash)|(?:card|payment|credit card) processing|processing fees?|free terminal|point of sale system|business (?:energy|insurance|funding|grant|credit)s?|tax (?:relief|credit|refund)s? (?:for|up)|employee retention credit|ppp|health insurance plans?|life insurance quotes?|extended (?:car |auto )?warranty|solar panels?.{0,40}(?:save|free|program|rebate)|timeshare)\b|\bwebsite (?:may )?violates?\b|\bnot (?:ada|gdpr) complian|\bada (?:compliance|scan|lawsuit)|\bviolat\w{1,4} the ada\b|\bfree scan\b|\btrademark (?:registration|office|renewal)|\bdomain (?:seo|search engine|expiration|registration) (?:notice|service|submission|registration|renewal)`,
    ],
  },
  {
    weight: STRONG,
    words: [
      String.raw`\b(?:darknet|dark web|onion (?:link|site|mirror)|\.onion|tor browser|kraken (?:market|darknet|ссылка)|mega (?:darknet|sb)|blacksprut|cracked|keygen|warez|full version free|iptv|watch (?:\w{1,8} ){0,4}(?:movies|series|live sports?|football)\b.{0,20}\b(?:free|hd|online)|free movies|stream(?:ing)? (?:free|live sports)|essays? (?:written|writing|online)|dissertations?|plagiarism[- ]free|plagiarism|homework help|term papers?|cheats? for|game (?:hack|coins)|robux|cs2? skins|private photos?|my (?:private|naked|hot) (?:photos?|pics?|video)|hi handsome|hello handsome|looking for a (?:man|husband|gentleman))\b|зеркал\p{L}{1,2} (?:рабочее|сайта|onion|кракен|мега|на сегодня)|вход на площадку|обход блокировк|кракен|смотреть (?:онлайн|фильм\p{L}{0,2}) бесплатно|(?:курсовы\p{L}|реферат\p{L}{0,2}|дипломн\p{L}{1,2}) на заказ|с занесением в реестр|гознак|анкеты (?:с фото|проверен|девуш)|девочк\p{L}{1,3} (?:на|по)|18\+|高仿|复刻|一比一|代购`,
    ],
  },
  {
    weight: STRONG,
    words: [
      String.raw`\b(?:love spells?|spell cast\w{1,5}|psychics?|voodoo|bring back (?:my|your) (?:ex|lover|husband|wife)|lost lover|black magic|astrologer|vashikaran|illuminati|tarot reading|palm reading|lucky numbers)\b|приворот|гадани\p{L} на|сняти\p{L} порчи|снять (?:порчу|проклятие)|ясновидящ|целительниц|потомственн\p{L}{1,3} (?:ведун|маг|гадал|целит)|вернуть (?:любимого|мужа|жену)|वशीकरण|प्रेम समस्या|बाबा जी|ज्योतिष|तांत्रिक|شيخ روحاني|جلب الحبيب|فك السحر|علاج السحر|روحاني`,
    ],
  },
  {
    weight: PLAIN,
    words: [
      String.raw`\bvulnerab\w{2,8}\b|\bbug bounty|\bbount(?:y|ies)\b|\bsecurity researcher|\bpenetration test|\breward program|\bbusiness register\b|\bregister expires|\bconfirm the data\b|\bannual cost|\bwe buy (?:used|your|old|junk|any|scrap|houses|domains?|surplus|excess)|\bcash for (?:your|cars|houses)|\b(?:important|business|partnership|investment|collaboration) (?:proposal|opportunity|offer)\b|\bstrategic partner|\bmutual(?:ly)? benefi|\bexclusive (?:deal|offer|opportunity)|поставк\p{L}{1,3} (?:металл|оборуд|зерн|пиломатер|топлив)|со склада в|коммерческое предложение|взаимовыгодн|сотрудничеств\p{L}{1,3}.{0,40}(?:предлаг|взаимо)|مكافحة (?:ال)?حشرات|شركة (?:تنظيف|نقل|كشف|عزل|صيانة)|نقل عفش|كشف تسرب`,
    ],
  },
];

/** How much a text offers; two ideas of a kind that people also have are not yet enough to be held. */
export const offerWeight: (text: string) => number = weighed(OFFERS);
