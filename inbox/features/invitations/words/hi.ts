import type { Messages } from './en.ts';

export default {
  inviteOwnerTitle: 'अपना इनबॉक्स तैयार करें',
  inviteOwnerLead: 'इस लिंक से आप इस Deskbell के मालिक बनेंगे। यह एक ही बार काम करता है।',
  inviteAgentTitle: 'आमंत्रण',
  inviteAgentLead: 'आपको {email} के रूप में आगंतुकों को जवाब देने का आमंत्रण मिला है।',
  createAccount: 'खाता बनाएँ',
  toSignIn: 'साइन इन पर जाएँ',
  inviteAgent: 'आमंत्रित करें',
  inviteEmail: 'नए एजेंट का ईमेल',
  inviteMade: '{email} के लिए लिंक। यह केवल अभी दिखता है और एक बार काम करता है, {time} तक।',
  inviteMailed: 'यह {email} को मेल से भी भेजा जा रहा है।',
  inviteNoMail: 'इस सर्वर पर मेल बंद है: लिंक ख़ुद भेजें।',
  invitesOpen: 'अभी स्वीकार नहीं हुए',
  inviteUntil: '{name} की ओर से, {time} तक मान्य',
  inviteWithdraw: 'वापस लें',
  inviteWithdrawOf: '{email} का न्योता वापस लें',
  inviteWithdrawn: '{email} का लिंक अब काम नहीं करेगा',
} satisfies Messages;
