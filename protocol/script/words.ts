/**
 * What every script says by itself, in each language: the server answers with it, and the inbox shows it beside the
 * editor. A script has only its own questions and answers.
 */
import type { Locale } from '../wire/fields.ts';

export interface ScriptPhrases {
  /** Buttons that are always there, or where they make sense. */
  person: string;
  startOver: string;
  yes: string;
  no: string;
  /** Under an answer that asks for it. */
  didItHelp: string;
  thanks: string;
  sorry: string;
  /** Where the words fit nowhere; the buttons follow. */
  unknown: string;
  /** A person has been called, and is here. */
  passedOn: string;
  /** The same while nobody is at the desk; the panel says below when somebody will be, and offers a call and a form. */
  passedOnAway: string;
  /** What people type who want a person, besides the words of the button. */
  personWords: readonly string[];
}

export const SCRIPT_PHRASES: Record<Locale, ScriptPhrases> = {
  en: {
    person: 'Talk to a person',
    startOver: 'Start over',
    yes: 'Yes',
    no: 'No',
    didItHelp: 'Did this help?',
    thanks: 'Glad to hear it. Is there anything else?',
    sorry: 'Sorry about that. Would you like to talk to a person?',
    unknown: 'I did not understand that. Is it one of these? If not, write it once more and it goes to a person.',
    passedOn: 'I am passing this on to a person. They can read everything above.',
    passedOnAway: 'Nobody is at the desk right now. Your words are kept, and a person will answer here.',
    personWords: ['person', 'human', 'agent', 'operator', 'real person', 'speak to a person', 'talk to a human'],
  },
  ru: {
    person: 'Поговорить с человеком',
    startOver: 'Начать сначала',
    yes: 'Да',
    no: 'Нет',
    didItHelp: 'Это помогло?',
    thanks: 'Рады помочь. Есть ещё вопросы?',
    sorry: 'Жаль. Хотите поговорить с человеком?',
    unknown: 'Не удалось понять вопрос. Может быть, одно из этого? Если нет, напишите ещё раз, и ответит человек.',
    passedOn: 'Передаю человеку. Он видит всё, что написано выше.',
    passedOnAway: 'Сейчас никого нет на месте. Ваше сообщение сохранено, человек ответит здесь.',
    personWords: ['человек', 'оператор', 'живой человек', 'позовите оператора', 'нужен оператор', 'менеджер'],
  },
  mn: {
    person: 'Хүнтэй ярих',
    startOver: 'Эхнээс нь эхлэх',
    yes: 'Тийм',
    no: 'Үгүй',
    didItHelp: 'Энэ тус болсон уу?',
    thanks: 'Баярлалаа. Өөр асуух зүйл байна уу?',
    sorry: 'Уучлаарай. Хүнтэй ярих уу?',
    unknown: 'Ойлгосонгүй. Эдгээрийн аль нэг нь үү? Үгүй бол дахин бичээрэй, хүн хариулна.',
    passedOn: 'Хүнд дамжууллаа. Дээрх бүхнийг тэр уншиж чадна.',
    passedOnAway: 'Одоо хариулах хүн алга. Таны бичсэн зүйл хадгалагдсан, хүн энд хариулна.',
    personWords: ['хүн', 'оператор', 'менежер', 'хүнтэй яримаар байна'],
  },
  ar: {
    person: 'التحدث إلى شخص',
    startOver: 'البدء من جديد',
    yes: 'نعم',
    no: 'لا',
    didItHelp: 'هل أفادك هذا؟',
    thanks: 'يسعدنا ذلك. هل هناك شيء آخر؟',
    sorry: 'نأسف لذلك. هل تود التحدث إلى شخص؟',
    unknown: 'لم أفهم ذلك. هل هو واحد مما يلي؟ إن لم يكن كذلك فاكتبه مرة أخرى وسيجيبك شخص.',
    passedOn: 'سأحيل هذا إلى شخص. يمكنه قراءة كل ما سبق.',
    passedOnAway: 'لا أحد متاح الآن. رسالتك محفوظة، وسيجيبك شخص هنا.',
    personWords: ['شخص', 'موظف', 'إنسان', 'أريد موظف', 'خدمة العملاء'],
  },
  am: {
    person: 'ከሰው ጋር ማውራት',
    startOver: 'እንደገና መጀመር',
    yes: 'አዎ',
    no: 'አይ',
    didItHelp: 'ይህ ጠቅሞዎታል?',
    thanks: 'ደስ ብሎናል። ሌላ ጥያቄ አለ?',
    sorry: 'ይቅርታ። ከሰው ጋር ማውራት ይፈልጋሉ?',
    unknown: 'አልገባኝም። ከእነዚህ አንዱ ነው? ካልሆነ እንደገና ይጻፉ፤ ሰው ይመልስልዎታል።',
    passedOn: 'ለሰው እያስተላለፍኩ ነው። ከላይ ያለውን ሁሉ ማንበብ ይችላል።',
    passedOnAway: 'አሁን ማንም የለም። የጻፉት ተቀምጧል፤ ሰው እዚህ ይመልስልዎታል።',
    personWords: ['ሰው', 'ኦፕሬተር', 'ሠራተኛ'],
  },
  hi: {
    person: 'किसी व्यक्ति से बात करें',
    startOver: 'फिर से शुरू करें',
    yes: 'हाँ',
    no: 'नहीं',
    didItHelp: 'क्या इससे मदद मिली?',
    thanks: 'सुनकर अच्छा लगा। कुछ और पूछना है?',
    sorry: 'माफ़ कीजिए। क्या आप किसी व्यक्ति से बात करना चाहेंगे?',
    unknown: 'यह समझ में नहीं आया। क्या यह इनमें से कुछ है? नहीं तो एक बार फिर लिखें, कोई व्यक्ति उत्तर देगा।',
    passedOn: 'इसे एक व्यक्ति को सौंपा जा रहा है। वे ऊपर का सब कुछ पढ़ सकते हैं।',
    passedOnAway: 'अभी कोई उपलब्ध नहीं है। आपका संदेश सुरक्षित है, कोई व्यक्ति यहीं उत्तर देगा।',
    personWords: ['व्यक्ति', 'इंसान', 'एजेंट', 'ऑपरेटर'],
  },
};
