import type { Locale } from '../../../protocol/wire/fields.ts';
import { fill } from '../../../protocol/words.ts';

/** To somebody who asked for a call and was never reached, in their language. */
const APOLOGIES: Record<Locale, string> = {
  en: 'We are sorry: we rang you several times ({count}) and could not reach you. Write to us here, or ask for another call whenever it suits you. {site}',
  ru: 'Простите: мы звонили вам несколько раз ({count}) и не смогли дозвониться. Напишите нам здесь или закажите новый звонок в удобное для вас время. {site}',
  mn: 'Уучлаарай, бид тан руу хэд хэдэн удаа ({count}) залгасан ч холбогдож чадсангүй. Бидэн рүү энд бичнэ үү, эсвэл өөрт тохирох цагт дахин дуудлага захиалаарай. {site}',
  ar: 'نعتذر منك: اتصلنا بك عدة مرات ({count}) ولم نتمكن من الوصول إليك. اكتب إلينا هنا، أو اطلب مكالمة أخرى في الوقت الذي يناسبك. {site}',
  am: 'ይቅርታ፤ ብዙ ጊዜ ({count}) ደውለን ልናገኝዎ አልቻልንም። እዚህ ይጻፉልን ወይም በሚመችዎ ሰዓት ሌላ ጥሪ ይጠይቁ። {site}',
  hi: 'क्षमा करें: हमने आपको कई बार ({count}) कॉल किया, पर आपसे बात नहीं हो सकी। हमें यहाँ लिखें, या अपनी सुविधा के समय पर दोबारा कॉल माँगें। {site}',
};

/** The same by SMS: short, as each further segment costs. */
const SHORT: Record<Locale, string> = {
  en: '{site}: sorry, we rang and could not reach you. Write to us or ask for another call: {link}',
  ru: '{site}: простите, мы не смогли до вас дозвониться. Напишите нам или закажите другой звонок: {link}',
  mn: '{site}: уучлаарай, залгаад холбогдож чадсангүй. Бичих эсвэл дахин дуудлага захиалах: {link}',
  ar: '{site}: نعتذر، اتصلنا ولم نتمكن من الوصول إليك. اكتب إلينا أو اطلب مكالمة أخرى: {link}',
  am: '{site}፦ ይቅርታ፣ ደውለን ልናገኝዎ አልቻልንም። ይጻፉልን ወይም ሌላ ጥሪ ይጠይቁ፦ {link}',
  hi: '{site}: क्षमा करें, हमने कॉल किया पर बात नहीं हो सकी। हमें लिखें या दोबारा कॉल माँगें: {link}',
};

export function shortApology(locale: Locale, values: { site: string; link: string }): string {
  return fill(SHORT[locale], values);
}

/** @param values.count how often they were rung */
export function apologyText(locale: Locale, values: { site: string; count: number }): string {
  return fill(APOLOGIES[locale], { ...values, count: String(values.count) });
}
