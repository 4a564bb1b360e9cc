import type { Messages } from './en.ts';

export default {
  chat: 'चैट',
  form: 'फ़ॉर्म',
  email: 'ईमेल',
  booking: 'बुकिंग',
  weWrote: 'हमने लिखा',
  with: '{names} के साथ',
  on: '{site} पर',
  answeredIn: '{time} में जवाब दिया',
  notAnswered: 'जवाब नहीं दिया गया',
} satisfies Messages;
