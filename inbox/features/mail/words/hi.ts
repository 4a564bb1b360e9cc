import type { Messages } from './en.ts';

export default {
  invitation: 'आमंत्रण',
  password: 'भूला हुआ पासवर्ड',
  passwordChanged: 'पासवर्ड बदला',
  notice: 'एजेंट को सूचना',
  answers: 'जा चुके लोगों को जवाब',
  received: 'फ़ॉर्म मिल गया',
  rating: 'कैसा रहा?',
  visitRating: 'आना कैसा रहा',
  return: 'आपसे फिर मिलकर खुशी होगी',
  balance: 'बोनस कहाँ देखें',
  complaint: 'क्या ठीक हो गया?',
  waiting: 'खाली हुए समय की पेशकश',
  answer: 'मेल का जवाब',
  transcript: 'व्यक्ति के लिए बातचीत',
  booked: 'बुकिंग पक्की',
  moved: 'बुकिंग का समय बदला',
  cancelled: 'बुकिंग रद्द',
  reminder: 'बुकिंग की याद',
  test: 'परीक्षण',
} satisfies Messages;
