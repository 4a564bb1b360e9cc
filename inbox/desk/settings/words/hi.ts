import type { Messages } from './en.ts';

export default {
  settings: 'सेटिंग',
  ofSite: 'वेबसाइट',
  ofBusiness: 'व्यवसाय',
  yours: 'आप',
  setSite: 'सामान्य',
  setInstall: 'इंस्टॉल',
  setAgents: 'एजेंट',
  setIdentity: 'पहचान',
  setWebhooks: 'वेबहुक',
  setSpam: 'स्पैम',
  setMailIn: 'आने वाला मेल',
  setWaiting: 'इंतज़ार',
  setRouting: 'बँटवारा',
  setRatings: 'रेटिंग',
  setScript: 'तैयार उत्तर',
  setPrivacy: 'गोपनीयता',
  setProfile: 'प्रोफ़ाइल',
  setSessions: 'सत्र',
  setSecurity: 'सुरक्षा',
  setMail: 'मेल',
  setAudit: 'गतिविधि लॉग',
  setReplies: 'सहेजे जवाब',
  untrustedProxy:
    '{address} पर एक प्रॉक्सी आपके आगंतुकों के अनुरोध भेजता है, पर यह सर्वर उसे नहीं जानता: सीमाएँ उसके पीछे के सभी लोगों को एक मानती हैं। Deskbell को TRUST_PROXY={address} के साथ शुरू करें।',
} satisfies Messages;
