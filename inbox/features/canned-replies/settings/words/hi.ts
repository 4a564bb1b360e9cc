import type { Messages } from './en.ts';

export default {
  repliesLead: 'जवाब में / और पहले अक्षर लिखकर सहेजा जवाब डालें।',
  repliesNone: 'अभी कोई सहेजा जवाब नहीं। वही बात दूसरी बार लिखें तो यहाँ सहेज लें।',
  newReply: 'नया सहेजा जवाब',
  shortcut: 'शॉर्टकट',
  shortcutHint: 'एक शब्द; स्लैश के बाद लिखा जाता है।',
  answerText: 'टेक्स्ट',
  didRemove: 'हटाया गया: /{shortcut}',
} satisfies Messages;
