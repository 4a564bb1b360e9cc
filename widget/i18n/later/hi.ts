import type { LaterMessages } from '../index.ts';

export default {
  tooLong: 'एक संदेश के लिए {n} अक्षर ज़्यादा हैं।',
  inParts: '{n} हिस्सों में भेजें',
  night: 'रात',
  morning: 'सुबह',
  afternoon: 'दोपहर',
  evening: 'शाम',
  yours: 'आपके समय में',
  city: '{city} में {time}',
  calendar: 'कैलेंडर में जोड़ें',
  move: 'समय बदलें',
  moveTo: '{time} पर ले जाएँ',
  cancel: 'कॉल रद्द करें',
  sure: 'कॉल रद्द करें?',
  keep: '{time} ही रखें',
  answer: 'हम {reach} पर जवाब देंगे',
  another: 'फिर लिखें',
  leave: '{when}। लिखिए, हम जवाब देंगे',
  unkept: 'यह ब्राउज़र आपका लिखा सहेज नहीं सकता: भेजे जाने तक पेज खुला रखें।',
  unset: 'इस वेबसाइट पर चैट अभी चालू नहीं की गई है',
  CALLBACK_PENDING: 'आपकी कॉल पहले से तय है। समय बदलें या रद्द करें',
} satisfies LaterMessages;
