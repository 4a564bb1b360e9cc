import type { Messages } from './en.ts';

export default {
  attach: 'फ़ाइलें जोड़ें',
  remove: '{name} हटाएँ',
  uploading: '{name} अपलोड हो रही है',
  uploaded: '{name} अपलोड हो गई',
  photo: 'फ़ोटो',
  photoOf: 'फ़ोटो: {name}',
  fileOf: 'फ़ाइल: {name}',
  unkept: 'यह ब्राउज़र फ़ाइलें सहेज नहीं सकता: भेजे जाने तक पेज खुला रखें।',
  tooLarge: 'फ़ाइल बहुत बड़ी है। अधिकतम {size}।',
  tooMany: 'एक संदेश के लिए फ़ाइलें ज़्यादा हैं। अधिकतम {n}।',
  wrongKind: 'इस तरह की फ़ाइल यहाँ नहीं ली जाती।',
  full: 'यहाँ अभी और फ़ाइलों की जगह नहीं है।',
  off: 'यहाँ फ़ाइलें नहीं ली जातीं।',
  lost: 'यह फ़ाइल अब ब्राउज़र में नहीं है। इसे फिर से चुनें।',
  kilobytes: '{n} केबी',
  megabytes: '{n} एमबी',
  waits: 'कनेक्शन का इंतज़ार',
} satisfies Messages;
