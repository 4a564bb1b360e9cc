/**
 * How somebody speaks who wants something of a stranger, whatever it is: offers, promises, haste, ways to be reached
 * elsewhere; and how customers speak, which weighs against it. Pure.
 */
import { type Idea, weighed } from './ideas.ts';

const PLAIN = 35;
const FAINT = 20;

const PITCHES: readonly Idea[] = [
  // What they do for others, said by those who do it.
  {
    weight: PLAIN,
    words: [
      String.raw`\b(?:we|i|our (?:team|company|agency|experts?|specialists?|developers?|editors?|writers?|service|software|platform|clients?)) (?:(?:can|could|will|would|also|just|currently|have|now|already|recently) ){0,2}(?:help(?:ed)? (?:you|your|businesses|companies|brands|\p{L}{1,20} companies)|offer|provide|speciali[sz]e|guarantee|deliver|build|create|design|develop|manufacture|supply|produce|publish|bring|drive|generate|boost|increase|double|rank|optimi[sz]e|remove|finance|promote|scrape|outsource|automate|represent)\b|\bwe (?:are|'re|’re) (?:an? )?(?:\p{L}{1,20} ){0,3}(?:agency|company|manufacturer|maker|supplier|team|studio|firm|factory|provider|lender|group)\b`,
    ],
  },
  {
    weight: PLAIN,
    words: [
      String.raw`(?<!\p{L})(?:мы (?:предлага|дела|помога|разрабат|оказыва|выполня|созда|продвига)\p{L}{1,10}|(?:сделаю|сделаем|настрою|настроим|выведу|выведем|приведу|приведём|приведем|увеличим|поднимем|предлагаем|предлагаю|оказываем|выполняем|изготовим|требуются|нужны сотрудники))(?!\p{L})|наши (?:специалисты|клиенты|эксперты)|нэмэгдүүлж өгнө|санал болгож байна|хийж өгнө|نقدم|نحن (?:شركة|نقدم|متخصصون)|نساعدك|نوفر لك|हम (?:आपकी|आपके|प्रदान|देते)|हमारी टीम|እናቀርባለን|እንሰጣለን|እንሰራለን`,
    ],
  },
  {
    weight: PLAIN,
    words: [
      String.raw`\b(?:nous (?:proposons|offrons|vous aidons|sommes)|je vous propose|notre (?:agence|équipe|société)|wir (?:bieten|bringen|helfen|sind ein|erstellen|optimieren)|unser (?:team|angebot)|ofrecemos|somos una?|nuestro equipo|oferecemos|somos uma|offriamo|siamo un|oferujemy|jesteśmy|sunuyoruz|chúng tôi cung cấp|kami menawarkan|kami menyediakan)\b`,
    ],
  },
  // What is theirs, named by a stranger.
  {
    weight: FAINT,
    words: [
      String.raw`\byour (?:business|company|brand|customers?|competitors?|sales|revenue|leads|home ?page|online presence|(?:search |google )?rankings?|visibility|industry|niche|clients|web ?site|site|domain|blog|profits?)\b|(?:ваш(?:его|ему|ем|и|их|им|у)?|твой) (?:сайт|бизнес|компани|клиент|конкурент|продаж|бренд)\p{L}{0,6}|(?:votre|vos) (?:site|entreprise|clients|activité)|(?:ihre|ihrer|ihren|ihr) (?:website|webseite|homepage|firma|kunden|unternehmen)|(?:su|tu) (?:sitio|negocio|empresa|página)|موقعكم|موقعك|شركتكم|عملك التجاري|आपकी वेबसाइट|आपके (?:बिज़नेस|बिजनेस|व्यवसाय)|танай (?:сайт|бизнес|компани)|የእርስዎ ድር`,
    ],
  },
  // How a letter to many begins.
  {
    weight: PLAIN,
    words: [
      String.raw`\b(?:not sure if you(?:'re|’re| are)|(?:are you|is this) the right person|quick question|did you know|are you (?:still (?:paying|using|struggling|looking)|tired of|struggling|paying too much|losing|missing out|looking to (?:grow|boost|increase|scale|hire))|(?:do you|would you like to|want to) (?:want more|need more|get more|grow|boost|increase|rank|double|earn more|sell more|reach (?:more|thousands|millions))|tired of|imagine (?:having|waking|getting|your)|what if (?:you could|i told you)|i(?:'m|’m| am) (?:reaching out|contacting you|writing to (?:you to )?(?:offer|introduce|present))|my name is .{1,40} and i(?:'m|’m| am) (?:an?|the|from)|this is .{1,30} from .{1,40}(?:company|ltd|co\b|inc|factory|agency|shenzhen|china))|\b(?:greetings|good day)[.,!]|möchten sie mehr|voulez-vous (?:plus|augmenter)|quiere (?:más|aumentar)|хотите (?:больше|увеличить|получать|зарабатывать|привлечь)|устали от|هل تريد (?:زيادة|المزيد|أن تربح)|هل تبحث عن (?:زيادة|عملاء|دخل)|क्या आप (?:अपने|अपनी) (?:बिज़नेस|बिजनेस|व्यापार|वेबसाइट)|क्या आप पैसे`,
    ],
  },
  // Asking to be let in.
  {
    weight: PLAIN,
    words: [
      String.raw`\b(?:can|may|could|shall|should) (?:i|we) (?:please )?(?:send|share|show|forward|walk) (?:it|them|this|that|over|you (?:our|the|more|some|an?|through))|\bi can send (?:it over|(?:you )?(?:an?|the|our) (?:recording|report|samples?|proposal|quote|video|demo|list|portfolio|case study))|\bworth (?:a|exploring|discussing|a quick|\d+ minutes)\b.{0,20}\b(?:call|chat|demo|look|conversation|talk)\b|\bworth a \d+[- ]min\w{0,4}|\bwould it make sense|\bwould you be (?:open|available|willing|interested)|\bare you open to|\bopen to (?:a|learning|hearing|seeing)\b|\bwant me to (?:send|share|show|make)|\bmake sense to (?:talk|chat|connect|meet)|\b(?:schedule|book|hop on|jump on|set up|arrange) an? (?:\p{L}{1,10} |\d+[- ]min\w{0,4} ){0,2}(?:call|demo|meeting|chat|consultation)\b|\bno (?:strings attached|obligations?|commitment)\b|куда (?:отправить|прислать|выслать) (?:отч[её]т|предложени|кп|прайс|аудит)|могу (?:отправить|прислать|выслать) (?:вам )?(?:отч[её]т|предложени|кп|прайс|аудит|портфолио)`,
    ],
  },
  // What is to be done now.
  {
    weight: FAINT,
    words: [
      String.raw`\b(?:(?:just |simply )?reply (?:with|yes|stop|no|to this|"?[a-z]{3,8}"? (?:to|for|and))|apply (?:now|today|here|online|in \d)|call (?:us )?now|contact (?:me|us|him|her|them) (?:on|via|at|for|through|today|now)|get (?:an?|your|the) (?:free |instant |custom )?(?:quote|copy|offer|bonus|sample|report)|get started|learn more|find out more|see (?:samples|the portfolio|results|details)|watch (?:samples|the demo)|order (?:now|today|here)|join (?:now|us|our|the (?:group|channel)|today|karo)|start (?:now|today|earning|your free)|try (?:it )?(?:now|free|for free|today)|read more|follow (?:the|this) link|open (?:the|this|attached) (?:link|document|file)|download (?:it|now|the app|here|free)|pay now|secure payment|view (?:the )?(?:document|file|invoice|message)|use (?:promo )?code|release your|take a look at this|catalog(?:ue)? on|send us (?:the|your) (?:link|url|drawing|keywords|enquiry|inquiry))\b|\bto (?:opt[- ]?out|unsubscribe)\b|\binterested(?: in (?:\p{L}{1,12} ?){1,3})?\?|\bcan we (?:chat|talk|connect|meet|discuss|hop)\b|\b(?:ask|contact|reply|dm|inbox|ping|message) (?:us |me )?(?:for (?:an?|the|more|details|quotation|quote|price)|on (?:telegram|whatsapp|skype))|\bdm @|\blooking forward to (?:your (?:enquir|inquir|order|positive)|working|doing business|cooperat)|\blet['’]?s (?:talk|connect|chat|discuss|work together)\b|\bsend us your\b|\bplease (?:confirm|verify) the\b|\breturn the signed\b|\bclick (?:here|to|the|below|now|https)|\bmake your own\b|\bwithout coding\b`,
    ],
  },
  {
    weight: FAINT,
    words: [
      String.raw`(?<!\p{L})(?:регистрируй\p{L}{1,5}|зарегистрируй\p{L}{1,5}|регистрация по ссылке|пиши(?:те)? (?:в|на|нам|мне)|звони(?:те)?(?!\p{L})|заходи(?:те)?|вступай(?:те)?|подписывай\p{L}{1,5}|подробности|подробнее|бүртгүүлээд|бүртгүүлэх|бүртгүүлээрэй|нэгдээрэй|холбогдоорой|дарж орно уу)|አሁን|ይመዝገቡ|ይቀላቀሉ|ይደውሉልን|ያነጋግሩን|انضم|سجل الآن|سجّل|اشترك|تواصل (?:معنا|واتس)|التواصل واتس|للتواصل|जॉइन|ज्वाइन|डाउनलोड करें|आवेदन करें|रजिस्टर|संपर्क करें|antworten sie|jetzt (?:anmelden|kaufen|bestellen|sichern)|cliquez|inscrivez|cadastre-se|clique aqui|regístrate|haga clic|visite https|clicca|iscriviti|daftar|gabung|kaydol|tıkla|đăng ký|สมัคร|詳細はこちら|登録|注册`,
    ],
  },
  // What it costs and what it brings.
  {
    weight: FAINT,
    words: [
      String.raw`(?:\b(?:from|only|just|starting (?:at|from)|as low as|for as little as|ab|desde|à partir de|от|всего)) (?:just |only )?(?:[$€£₹]\s?\d|\d[\d., ]{0,9} ?(?:\$|€|usd|eur|dollars|руб|₽))|\$ ?\d[\d.,]*k? ?(?:\/|per |a |an )(?:page|post|lead|hour|month|link|video)|\b\d[\d.]* ?\$ ?per\b|\blowest prices?\b|\bfactory prices?\b|\b(?:best|bulk|wholesale) (?:prices?|discounts?)\b|\bcosts? \d{1,2} ?% less\b|(?:[$€£]\s?\d[\d.,]*|\d[\d.,]* ?[$€£]) ?(?:\/|per|an?|each) ?(?:hr|h|hour|word|image|page|lead|mo|month|year|item|post|video|article)\b|\b\d{1,3} ?% (?:off|discount|rabatt|cheaper)|скидк\p{L}{1,3} (?:до )?\d|цены ниже|خصم \d|छूट`,
    ],
  },
  {
    weight: FAINT,
    words: [
      String.raw`\bguarantee[ds]?\b|\bmoney[- ]back\b|\bor your money back\b|\b\d{1,3} ?% (?:more|less|cheaper|increase|deliverability|success|accuracy|accurate|protected|legal|plagiarism|profit|roi|fees|safe)\b|\bin (?:under|less than|just|only|as little as) (?:\d+|an?|two|three|four|five|six) (?:days?|weeks?|months?|minutes?|hours?)\b|\bin \d+ (?:days|minutes|months|hours)\b|\bwithin \d+ (?:hours|minutes|days|months)\b|\bno (?:collateral|password|sign[- ]?up|verification|credit check|documents?|contract|risk|upfront|rx|id needed)\b|\bpay (?:only )?(?:after|when|once)\b|\byou pay only\b|\b\d[\d,]*\+ (?:years|clients|websites|companies|customers|brands)\b|\b\d+ years[’']? (?:of )?experience\b|\bpre-?approved\b|гарант|за \d+ (?:минут|дн|месяц|недел)|без (?:справок|отказа|залога|предоплаты|вложений|поручителей|опыта)|оплата (?:по факту|при получении|после)|بدون (?:كفيل|ضمان|تحويل|رأس مال|خبرة)|مضمون|बिना (?:किसी )?(?:गारंटी|दस्तावेज़|दस्तावेज|निवेश|सिबिल)|ያለ (?:ዋስትና|መያዣ)|барьцаагүй|туршлага шаардахгүй|\d+ минутад|ohne (?:schufa|risiko)|sans (?:engagement|apport)|sin (?:riesgo|compromiso)`,
    ],
  },
  {
    weight: FAINT,
    words: [
      String.raw`\bfree\b(?! (?:delivery|shipping|parking|returns?|wi-?fi))|бесплатн|үнэгүй|مجان|मुफ़्त|मुफ्त|फ्री|በነፃ|ነፃ|\bgratis\b|\bgratuit|\bkostenlos|ücretsiz|bedava|miễn phí|ฟรี|免费|無料|\bbonus|бонус|бoнус|ቦነስ|बोनस|مكافأة|بونص`,
    ],
  },
  // Many people at once.
  {
    weight: PLAIN,
    words: [
      String.raw`\b(?:\d[\d,.]{0,12}|\d+ ?(?:k|m)|\d{1,3} (?:million|thousand)|millions? of|thousands? of|hundreds? of|million)\+? ?(?:\p{L}{1,15} )?(?:messages?|contacts?|sites?|web ?sites?|companies|businesses|visitors|e-?mails?|leads?|views|followers|subscribers|forms|decision[- ]makers)\b|\bverified (?:decision|e-?mails?|leads?|contacts?|data|buyers)|\bdecision[- ]makers?\b|\bper lead\b|\d[\d ]{0,10}(?:000|млн\.?|тыс\.?|миллион\p{L}{0,3}) (?:сайтов|контактов|адресов|писем|сообщений|подписчиков|форм|компаний)`,
    ],
  },
  // Come over to where nobody watches.
  {
    weight: FAINT,
    words: [
      String.raw`telegram|телеграм|(?<!\p{L})т[гg] @|\bt\.me\/|whats ?app|ватсап|вотсап|\bskype\b|\blive:\w|wechat|微信|\bwx ?\d{5,}|\bline id\b|واتس ?اب|واتساب|تيليجرام|تلجرام|تليجرام|ቴሌግራም|टेलीग्राम|व्हाट्सएप|व्हाट्सऐप`,
    ],
  },
  // Haste and fear.
  {
    weight: FAINT,
    words: [
      String.raw`\b(?:expir(?:es|ed|ation) (?:today|soon|notice|date|in \d)|will be (?:deleted|suspended|terminated|disabled|destroyed|leaked|published|notified|cancell?ed|deactivated)|failure to (?:\p{L}{1,12} ){0,3}|avoid (?:suspension|interruption|costly|penalt\p{L}{1,4}|lawsuits?|fees)|scheduled for (?:\p{L}{1,12} ){0,2}(?:deletion|removal|termination)|could be sued|were sued|lawsuits?|unpaid|overdue|limited (?:to|time|spots|offer)|first \d+ (?:participants|people|customers|users)|only \d+ (?:left|spots|places)|has been flagged|file an appeal|do not ignore|last (?:warning|notice|reminder)|attn|security alert|act fast)\b`,
    ],
  },
];

/** How those speak who want to buy, or have bought: each of their turns weighs against an offer. */
const ASKS: readonly Idea[] = [
  {
    weight: 15,
    words: [
      String.raw`\bmy (?:orders?|account|parcel|package|delivery|booking|reservation|refund|appointment|invoice|receipt|son|daughter|kids?|child|baby|wife|husband|mother|mum|mom|father|dad|sister|brother|neighbou?r|dog|cat|phone|card|money|bank|car|house|room|table|ticket|flight|login|size|doctor|gp|landlord|late husband|wedding|school|shop|bakery)\b`,
    ],
  },
  {
    weight: 15,
    words: [
      String.raw`\bi(?:'ve|’ve| have)? (?:just )?(?:ordered|bought|paid|booked|returned|sent back|am waiting|waited|picked up|saw it|saw your|called|rang|was charged|was promised|am allergic|am looking for|would like to (?:order|buy|book|return|cancel|know|change|come|eat|invest)|need (?:a|an|the|my|to|help|quote|\d)|(?:only |just |really )?want (?:to (?:buy|order|book|return|cancel|lose|invest|pay)|my))\b|\bwe(?:'d| would) like to\b|\bwe met (?:at|in|on|last)\b|\byou (?:asked|told|promised|wrote|said|sent) (?:me|us|for|that)\b|\bas (?:agreed|promised)\b|\byou charged me\b|\bi (?:just )?(?:got|received) (?:a|an|this|your|the)\b`,
    ],
  },
  {
    weight: 15,
    words: [
      String.raw`\bwhy (?:is|are|do|does|did|was|can)\b|\bdid (?:you|i) not\b|\b(?:do|does|did|can|could|will|would) (?:you|u|it|he|she|they|ihr|the \p{L}{1,15}) (?:guys )?(?:still )?(?:have|sell|ship|deliver|accept|take|rent|repair|open|offer|make|do|fit|come|help|call|send|tell|check|change|match|translate|price|stock|hold|recommend|know|please)\b|\bhow (?:much (?:is|are|does|do|for|would)|long (?:is|does|do|will)|do i|can i)\b|\bwhat (?:is|are|does|would|'s|’s) (?:it|the|a|your|this|that|they)\b.{0,40}\?|\bwhere (?:is|are|can|do)\b|\bwhen (?:do|does|will|is|are|can)\b|\bwhich (?:one|class|is|of|papers|size|do)\b|\bis (?:it|this|that|there|the|he|she|dr)\b.{0,80}\?|\bare (?:there|these|they|dogs|the)\b.{0,60}\?|\bcan (?:i|we) (?:get|pay|come|bring|book|buy|order|return|change|have|see|pick|try|use|cancel|speak|park)\b`,
    ],
  },
  {
    weight: 15,
    words: [
      String.raw`\b(?:is (?:it|this|that) (?:really )?(?:you|from you|genuine|real|true|a scam|fraud|phishing)|are you aware|just letting you know|scam\?|fraud\?|phishing|pretend\w{0,5} to be you|in your name)\b`,
    ],
  },
  {
    weight: 15,
    words: [
      String.raw`(?<!\p{L})(?:сколько|почем|почём|подскажите|можно|есть ли|есть в наличии|где|когда|почему|помогите|нужен|нужна|нужно|хочу (?:купить|заказать|вернуть|записаться)|у вас|сделаете|чините|продаете|доставляете|привезёте)(?!\p{L})`,
    ],
  },
  {
    weight: 15,
    words: [
      String.raw`(?<!\p{L})(?:мой|моя|моего|моей|мою|мои|мне|я (?:заказ|купи|оплат|получи)\p{L}{1,6}|купил\p{L}?|заказал\p{L}?|оплатил\p{L}?|это правда|это вы|верните|вернуть деньги)(?!\p{L})`,
    ],
  },
  {
    weight: 15,
    words: [
      String.raw`(?<!\p{L})(?:хэд|хэзээ|хаана|яаж|яах|миний|маань|минь|надад|авсан|захиалсан|төлсөн|(?:бий|байгаа|болох|байна|авах|үнэн|танайх) ?(?:юу|уу|юм уу)|вэ|гэсэн юм)(?!\p{L})`,
    ],
  },
  {
    weight: 15,
    words: [
      String.raw`(?<!\p{L})(?:كم|بكم|هل|متى|أين|وين|ممكن|عندكم|عندي|طلبي|طلبيتي|اشتريت|دفعت|وصلتني|أريد|ابغى|أبغى|حسابي|كيف|لماذا)(?!\p{L})`,
    ],
  },
  {
    weight: 15,
    words: [String.raw`ስንት|አላችሁ|አለ\?|ትዕዛዜ|የት|መቼ|ይቻላል|እፈልጋለሁ|ገዛሁ|የገዛሁት|ከፍያለሁ|አልደረሰም|ያስፈልጋል|መጣልኝ|ነው\?|ልላክ|መልሱልኝ`],
  },
  {
    weight: 15,
    words: [
      String.raw`(?<!\p{L})(?:कितन|कब|कहाँ|कहां|मेर[ाीे]|मैंने|मुझे|चाहिए|मिलेगा|मिलेगी|मिल सकत|क्या (?:यह|ये|आप|मैं|इस|घर)|सच है)|\b(?:kya|kitn[aei]|kab|kaha[an]?|mer[aei]|mujhe|chahiye|milega|hai kya|karte ho|sint|waga|ne[wu]|hed ve|uu|bii|bain[ao]|bekam|kam el|3ayez|skolko|est li|mozhno)\b`,
    ],
  },
];

/** How much a text sounds like an offer. */
export const pitchWeight: (text: string) => number = weighed(PITCHES);

/** No robot is let off for more than this: it may learn to ask as well. */
const ASKS_MOST = 45;

/** How much a text sounds like a customer. */
export function askWeight(text: string): number {
  return Math.min(ASKS_MOST, asked(text));
}

const asked = weighed(ASKS);
