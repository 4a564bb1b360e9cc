import type { Messages } from './en.ts';

export default {
  title: 'कूपन भुनाएँ',
  code: 'कोड',
  codeHint: 'जैसा ग्राहक बताए, जैसे BACK-7Q2K।',
  find: 'खोजें',
  unknown: 'यह कोड किसी को नहीं दिया गया, या आपको दिखता नहीं।',
  percent: '{percent} % छूट',
  whose: 'किसका',
  what: 'किस लिए',
  when: 'कब',
  goodUntil: '{date} तक मान्य',
  ranOut: '{date} को समाप्त हुआ',
  usedOn: '{date} को इस्तेमाल हुआ',
  usedOnBy: '{date} को इस्तेमाल हुआ, {name}',
  markUsed: 'इस्तेमाल हुआ, ऐसा लिखें',
  didUse: 'कूपन इस्तेमाल हुआ: {code}',
  usedBefore: 'यह पहले ही इस्तेमाल हो चुका है। कुछ नहीं बदला।',
} satisfies Messages;
