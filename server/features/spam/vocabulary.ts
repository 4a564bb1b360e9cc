/**
 * Words of advertising, which visitors of a shop or an office rarely use: of one of them nothing follows, of many
 * together that somebody sells something. Beginnings of words, by language. Pure.
 */

/** Beginnings, apart by spaces; `_` is a space or a hyphen. */
const ENGLISH: readonly string[] = [
  // English: business with businesses.
  'agenc audience automat b2b backlink bookkeep brand budget_friendly bulk business(?:es)? campaign case_stud clickfunnel clients? cold_mail collaborat conversion copywrit crm database deliverab developers? directory distributor domain e-?commerce email_list entrepreneur expert exporter factory fiverr founders? franchis freelanc fulfil?ment funnels? ghostwrit graphic hosting influencer keywords? landing_page lead_gen leads? linkedin list_building manufactur marketing merchant monetiz newsletter_sponsor niche optimi[sz] organic outreach outsourc partnership payroll portfolio ppc press_release promot prospect quotation rank remote_work remote_team resell revenue roi saas scal(?:e|ing) schema seo serp smm social_media software sponsor startup supplier targeted templates? traffic translator upwork vendor virtual visibility webmaster web_?design white_?label wholesal wordpress',
  // English: money, luck, papers.
  'ad_spend annual_cost arbitrage atm_card beneficiar betting billion bitcoin blockchain bonus broker casino cash_advance coin compensat congratulat consignment crypto debt deposit diplomat earn(?:ing)?s? ethereum exclusive financ forex fortune fund(?:s|ing)? grant guarante inherit instant invest jackpot legit lottery lucky million mining nft payday payout profit prize returns? rewards? selected signals? slots? spins? stocks? sweepstake syndicat token trad(?:e|er|ing) trunk_box unclaimed untapped us_army usdt wallet wealth western_union winner winnings',
  // English: bodies, love, hidden things.
  '420 adult aged_accounts? anonym anti_?aging astrolog brides? cbd cheap(?:est)? counterfeit dating detox discreet diploma dissertation drugs? enhanc erectile escort essay exams? fake follower gmail_account girls? google_voice gumm hack(?:ed|er|ing|s)? herbal horny hookup instagram iptv keto ladies likes lonely massage mature medication meds movies? naked nude onlyfans peptide pharmac pills? private premium psychic pva replica rx sexy singles spell_cast spells? spouse spy steroid stream subscribers? supplement tarot telegram tiktok unlimited unlock vaginal verified viagra vip vpn webcam weight_loss xrumer youtube',
];

const WITH_SPACES: readonly string[] = [
  // Russian.
  'аккаунт|аудитори|бизнес|биткоин|бонус|брокер|букмекер|гадани|дивиденд|доход|дроп|заработ|заявк|инвест|казино|клиент|конверси|конкурент|крипт|лайк|лид(?:ы|ов)|маркетинг|маркетплейс|накрут|оптов|отзыв|охват|подписчик|поставк|порно|предложени|прибыл|приворот|продвижени|продаж|прогноз|раскрут|распродаж|реклам|рассыл|сайт|секс|сео|скидк|ставк|таргет|трафик|трейд|услуг|франшиз|фриспин|финанс|целител|эксперт|юридическ|обучени|вложени|выигр|металлопрокат',
  // Mongolian.
  'ашиг|азтан|баяр хүргэ|бонус|дагагч|зээл|казино|крипто|лайк|маркетинг|мөнгө ол|орлого|сурталчил|урамшуул|хөрөнгө оруул|хөнгөлөлт|шагнал|бооцоо|хож|борлуулалт|үйлчилгээ',
  // Arabic.
  'استثمار|أرباح|ارباح|اربح|ربح|عائد|رأس مال|تسويق|إعلان|اعلان|متابع|خصم|خدمات|شركة|عملات|تداول|فوركس|كازينو|جائزة|مبروك|قرض|تمويل|دخل|دولار|مكافأة|بونص|زيارات|حشرات|روحاني|جلب الحبيب|سحر|زواج|مضمون',
  // Amharic.
  'ሽልማት|አሸንፈዋል|አሸነፉ|ቦነስ|ኢንቨስት|ክሪፕቶ|ትርፍ|ገቢ|ማስታወቂያ|ተከታይ|ካሲኖ|ውርርድ|ብድር|ቅናሽ|ሊንክ|ውድ ደንበኛ|እንኳን ደስ',
  // Hindi.
  'निवेश|मुनाफ|कमाई|कमा|बोनस|कैसीनो|सट्टा|क्रिप्टो|लोन|शेयर|टिप्स|मार्केटिंग|विज्ञापन|फॉलोअर|ग्रुप|इनाम|बधाई|लॉटरी|वशीकरण|बाबा|ज्योतिष|समस्या का समाधान|स्पेशलिस्ट|गारंटी|ऑफर|सेवाएं|रिटर्न|ट्रेडिंग',
];

const OTHERS: readonly string[] = [
  // Other tongues with Latin letters.
  '\\b(?:kredit|schufa|auszahlung|verdien|werbung|agentur|umsatz|kunden|gewinn|geld|seriös|rabatt|inscription|gratuit|argent|crédit|rencontre|coquin|référenc|agence|bénéfic|gagne|ganh|dinheir|negóc|curso|renda|vagas|empréstim|dinero|gana|préstamo|negoci|ingresos|inversión|guadagn|soldi|prestit|pieniąd|pożyczk|zarob|kazanç|bahis|kredi|para kazan|judi|togel|slot|gacor|deposit|terpercaya|pinjaman|taruhan|prediksi|quảng cáo|thiết kế|giá rẻ|liên hệ|zalo|vay|cá cược|kiếm tiền)',
  '投资|赚钱|贷款|放款|抵押|博彩|彩票|代理|优惠|推广|营销|微信|客户|副業|収入|投資|稼|무료|대출|투자|카지노',
];

/** Other alphabets know no `\b`. */
const isBeginning = '(?<![\\p{L}\\p{M}])';
const VOCABULARY = new RegExp(
  [
    `\\b(?:${ENGLISH.join(' ').replaceAll(' ', '|').replaceAll('_', '[- ]')})`,
    `${isBeginning}(?:${WITH_SPACES.join('|')})`,
    ...OTHERS,
  ].join('|'),
  'gu',
);

const WEIGHT = 12;
/** A text of nothing but such words is still to be seen by somebody, if nothing else speaks against it. */
const MOST = 60;

/** How much of what is said is advertisers' vocabulary. */
export function vocabularyWeight(text: string): number {
  return Math.min(MOST, Math.max(0, new Set(text.match(VOCABULARY)).size - 1) * WEIGHT);
}
