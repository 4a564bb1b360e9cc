import type { Messages } from './en.ts';

export default {
  privacy: 'የግል መረጃ',
  exportPage: 'እንደ ገጽ ላክ',
  exportData: 'ለፕሮግራሞች ላክ',
  erase: 'ይህን ሰው አጥፋ…',
  eraseTitle: '{name} ለዘለቄታው ይጥፋ?',
  eraseLead: 'የተናገረው ሁሉ ይጠፋል፦ ውይይቶች፣ ጥሪዎች፣ ፋይሎች እና ለመላክ የሚጠብቁ። የተከፈቱ ገጾቹ ባዶ ይሆናሉ። ማንም ሊመልሰው አይችልም። ደረሰኝ ያገኛሉ።',
  eraseForGood: 'ለዘለቄታው አጥፋ',
  didErase: 'ጠፍቷል። ደረሰኝ {receipt} በቅንብሮች፣ ግላዊነት ውስጥ አለ።',
} satisfies Messages;
