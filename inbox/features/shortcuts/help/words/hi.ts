import type { Messages } from './en.ts';

export default {
  shortcuts: 'शॉर्टकट',
  shortcutsOn: 'एक कुंजी वाले शॉर्टकट चालू हैं',
  thenKey: 'फिर',
  settings: 'सेटिंग',
  keyNext: 'अगली बातचीत',
  keyPrevious: 'पिछली बातचीत',
  keyOpen: 'जो चुना है उसे खोलें',
  keyReply: 'जवाब दें',
  keyNote: 'निजी नोट',
  keyClaim: 'अपने पास लें',
  keyAssign: 'सौंपें',
  keyClose: 'बंद करें या फिर खोलें',
  keySpam: 'स्पैम या नहीं',
  keyTag: 'टैग',
  keySnooze: 'टालें या वापस लाएँ',
  keyPresence: 'अनुपलब्ध या वापस',
  keyUndo: 'वापस लें',
  keySearch: 'खोजें',
  keyHelp: 'यह सूची',
  keyBack: 'फ़ील्ड से बाहर, बंद करें, सूची पर लौटें',
} satisfies Messages;
