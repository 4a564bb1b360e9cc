import type { Messages } from './en.ts';

export default {
  signIn: 'साइन इन करें',
  signInLead: 'अपनी वेबसाइट पर आए लोगों को जवाब दें।',
  sessionsLead: 'आप कहाँ-कहाँ साइन इन हैं। जिसे न पहचानें, उसे समाप्त करें।',
  thisSession: 'यही',
  sessionSeen: 'पिछली बार: {time}',
  sessionBegun: 'साइन इन: {time}',
  endSession: 'समाप्त करें',
  endOthers: 'बाकी सब समाप्त करें',
  endAll: 'सब समाप्त करें, यह भी',
  sessionEnded: 'समाप्त',
  othersEnded: 'बाकी सभी सत्र समाप्त हुए',
} satisfies Messages;
