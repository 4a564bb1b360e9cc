import type { Messages } from './en.ts';

export default {
  views: 'सूचियाँ',
  desk: 'डेस्क',
  settings: 'सेटिंग',
  allSites: 'सभी साइटें',
  site: 'साइट',
  skipToThread: 'बातचीत पर जाएँ',
  viewWithCount: { one: '{view}, {n} बातचीत', other: '{view}, {n} बातचीत' },
  shortcuts: 'शॉर्टकट',
  linkLost: 'कनेक्शन टूट गया है, अपने आप लौट आएगा। आपका लिखा सुरक्षित है और तब भेजा जाएगा।',
  outdated: 'Deskbell अपडेट हो गया है। पेज फिर से लोड करें; आपने जो लिखा है वह सुरक्षित है।',
  reload: 'फिर से लोड करें',
  linkBack: 'कनेक्शन लौट आया।',
  storeAway: 'Deskbell अभी कुछ सहेज नहीं पा रहा है। आपका लिखा यहाँ सुरक्षित है और संभव होते ही भेजा जाएगा।',
  notDurable: 'यह ब्राउज़र डिस्क पर कुछ नहीं रखता। संदेश भेजे जाने तक पेज बंद न करें।',
} satisfies Messages;
