/** Words that shops hear, in six scripts: few that nearly everybody says, and many that hardly anybody does. */
interface Script {
  name: string;
  /** Most common first; how often a word is said falls with its place. */
  common: string[];
  /** Parts of made words. They share all that an index knows of them, which is what makes them hard to tell apart. */
  parts: string[];
}

export const SCRIPTS: Script[] = [
  {
    name: 'Mongolian',
    common: words(
      'байна захиалга хүргэлт өнөөдөр маргааш цэцэг сайн хэзээ хаана авах болох үнэ төлбөр хаяг утас цагаан улаан сарнай ирэх дэлгүүр нээлттэй хямдрал баярлалаа солих буцаах хэмжээ өнгө хүүхэд эмэгтэй бэлэг',
    ),
    parts: words(
      'ба бо бу га го гү да дө ду за зо зү ла ло лу ма мө му на нө ну ра ро рү са со сү та тө ту ха хө хү ца цо чи ша шү',
    ),
  },
  {
    name: 'Arabic',
    common: words(
      'مرحبا الطلب التوصيل اليوم غدا الورود متى أين السعر الدفع العنوان الهاتف أبيض أحمر المتجر مفتوح خصم شكرا استبدال إرجاع المقاس اللون الأطفال النساء هدية الشحنة أريد وصلت كامل صغير',
    ),
    parts: words(
      'با بي بو تا تي تو جا جي جو حا حي دا دي دو را ري رو سا سي سو شا شي صا عا عي فا في قا قي كا كي لا لي لو ما مي مو نا ني نو',
    ),
  },
  {
    name: 'Amharic',
    common: words(
      'ሰላም ትእዛዝ ማድረስ ዛሬ ነገ አበባ መቼ የትኛው ዋጋው ክፍያ አድራሻ ስልክ ነጭቀለም ቀይቀለም ሱቁ ክፍትነው ቅናሽ አመሰግናለሁ መቀየር መመለስ መጠን ቀለሙ ለልጆች ለሴቶች ስጦታ ጭነት እፈልጋለሁ ደርሷል ሙሉ ትንሽ',
    ),
    parts: words('ለ ላ ሊ ሎ መ ማ ሚ ሞ ረ ራ ሪ ሮ ሰ ሳ ሲ ሶ ቀ ቃ ቂ ቆ በ ባ ቢ ቦ ተ ታ ቲ ቶ ነ ና ኒ ኖ ከ ካ ኪ ኮ ደ ዳ ዲ ዶ'),
  },
  {
    name: 'Hindi',
    common: words(
      'नमस्ते ऑर्डर डिलीवरी आज कल फूल कब कहाँ कीमत भुगतान पता फ़ोन सफ़ेद लाल दुकान खुली छूट धन्यवाद बदलना लौटाना साइज़ रंग बच्चों महिलाओं उपहार पार्सल चाहिए पहुँचेगा पूरा छोटा',
    ),
    parts: words(
      'का कि कु के गा गि गु चा चि चु जा जि जु ता ति तु दा दि दु ना नि नु पा पि पु बा बि बु मा मि मु रा रि रु ला लि लु सा सि सु',
    ),
  },
  {
    name: 'Russian',
    common: words(
      'здравствуйте заказ доставка сегодня завтра цветы когда где цена оплата адрес телефон белый красный магазин открыт скидка спасибо поменять вернуть размер цвет детский женский подарок посылка хочу пришла целый маленький',
    ),
    parts: words(
      'ба бе бо ва ве во га го да де до за зе зо ка ке ко ла ле ло ма ме мо на не но па пе по ра ре ро са се со та те то ша',
    ),
  },
  {
    name: 'English',
    common: words(
      'hello order delivery today tomorrow flowers when where price payment address phone white red shop open discount thanks change return size colour children women present parcel want arrived whole small',
    ),
    parts: words(
      'ba be bo da de do fa fe fo ga ge go ka ke ko la le lo ma me mo na ne no pa pe po ra re ro sa se so ta te to va ve vo za',
    ),
  },
];

/** Different rare words of each script. */
const RARE = 20_000;
const WORDS_EACH = 8;
/** Of the words of a text. */
const RARE_SHARE = 0.15;

function words(text: string): string[] {
  return text.split(' ');
}

/** A word of four parts, another one for each number below 40^4. Those that texts have are below `RARE`. */
export function madeWord({ parts }: Script, number: number): string {
  // A prime, so that neighbours have nothing to do with each other.
  let rest = (number * 1_299_709) % parts.length ** 4;
  let word = '';
  for (let part = 0; part < 4; part++) {
    word += parts[rest % parts.length];
    rest = Math.floor(rest / parts.length);
  }
  return word;
}

export function textOf(script: Script, random: () => number): string {
  const said = Array.from({ length: WORDS_EACH }, () => {
    if (random() < RARE_SHARE) return madeWord(script, Math.floor(random() * RARE));
    // The square brings the first places up.
    return script.common[Math.floor(random() ** 2 * script.common.length)]!;
  });
  return said.join(' ');
}

/** What people look for, by how it is found. */
export function queriesOf(script: Script): Record<string, string[]> {
  const { common } = script;
  const long = common.filter(word => [...word].length >= 5);
  const letters = (word: string, count: number) => [...word].slice(0, count).join('');
  const numbers = Array.from({ length: 8 }, (_, at) => at);
  return {
    common: common.filter(word => [...word].length >= 3).slice(0, 4),
    'two words': [`${common[0]} ${common[9]}`, `${long[1]} ${long[5]}`, `${long[2]} ${madeWord(script, 777)}`],
    stem: long.slice(2, 6).map(word => letters(word, 4)),
    rare: numbers.map(at => madeWord(script, 17 + at * 2_111)),
    'two letters': common.slice(3, 6).map(word => letters(word, 2)),
    'nothing found': numbers.map(at => madeWord(script, RARE + 31 + at * 2_111)),
  };
}
