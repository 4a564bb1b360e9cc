/** In which language something with Latin letters is written, as far as it matters here. Pure. */

/**
 * Small words that nearly every sentence of a language has, and that the others rarely do. Languages of the site written in
 * Latin letters (`hurgelt bii yu`, `kya price hai`) have none of them.
 */
const SMALL_WORDS: Record<string, string> = {
  en: 'the and is are you your for to of in it my do have this with on can we not i a be what how please no if at was will',
  de: 'der die das und ist sie ihr ihre wir mit für auf ein eine einfach bei nicht sind ich den dem zu im von mehr möchten über ab haben kann',
  fr: 'le la les des un une et est vous votre nous notre je pour dans sur avec en du pas sommes au aux ce cette votre plus que qui',
  es: 'el la los las un una y es usted su sus nos para con en por del que más hola ofrecemos de al como somos tu pida',
  pt: 'o os as um uma e é você seu sua nós para com em por do da que mais ao dia nosso nossa até de na no',
  it: 'il lo gli un una e è lei suo vostro noi per con di del della che più nostro siamo in al sito alla',
  nl: 'de het een en is u uw wij voor met op van niet zijn ik naar meer onze heeft kunt bij',
  pl: 'i w na z do jest się nie że państwa nasz dla twoja oferujemy od po za to jak',
  tr: 've bir bu için ile siz sizin çok daha en olarak da de giriş canlı oyunları bonus',
  id: 'dan yang di ke dari untuk dengan ini itu kami anda situs terpercaya online bonus resmi daftar hari',
  vi: 'và của là cho với các những được không một bạn chúng tôi nhận nhanh ký uy tín đăng trực tiếp tại',
  da: 'og i er jeg du din det en at på til med ikke ønskede at af vi vil kende for den',
};

const WORDS = Object.entries(SMALL_WORDS).map(([tongue, words]) => ({ tongue, words: new Set(words.split(' ')) }));

/** Words of a text that are looked at. */
const LOOKED_AT = 80;
/** Fewer small words say nothing. */
const LEAST = 3;

/** Whether a text is in a language with Latin letters other than English: one that few sites here are written in. */
export function isForeignTongue(text: string): boolean {
  const said = (text.toLowerCase().match(/\p{L}+/gu) ?? []).slice(0, LOOKED_AT);
  const finds = WORDS.map(({ tongue, words }) => ({ tongue, count: said.filter(each => words.has(each)).length }));
  const english = finds.find(each => each.tongue === 'en')!.count;
  const most = Math.max(...finds.filter(each => each.tongue !== 'en').map(each => each.count));
  return most >= LEAST && most > english;
}
