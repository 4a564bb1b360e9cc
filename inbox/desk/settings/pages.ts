import type { Agent } from '../../../protocol/agents.ts';
import type { Switches } from '../../../protocol/switches.ts';
import type { TextKey } from '../../shell/locale.ts';
import type { SettingsPage } from '../../shell/routes.ts';
import type { Messages } from './words/en.ts';

interface PageFacts {
  title: TextKey<Messages>;
  /** What it is about: one site, where one is chosen if there are several; the whole business; or whoever is signed in. */
  group: 'ofSite' | 'ofBusiness' | 'yours';
  /** For who answers: who only reads has no use for it. */
  isOfAnswers?: true;
  /** It is about sharing the work: out of sight for who is alone. */
  isOfSeveral?: true;
  /** Out of sight while this part of the desk is switched off. */
  part?: keyof Switches;
}

/** The pages of the settings, in their order. */
export const PAGES: Readonly<Record<SettingsPage, PageFacts>> = {
  site: { title: 'setSite', group: 'ofSite' },
  install: { title: 'setInstall', group: 'ofSite' },
  identity: { title: 'setIdentity', group: 'ofSite' },
  webhooks: { title: 'setWebhooks', group: 'ofSite' },
  'mail-in': { title: 'setMailIn', group: 'ofSite' },
  waiting: { title: 'setWaiting', group: 'ofSite' },
  notices: { title: 'setNotices', group: 'ofSite' },
  routing: { title: 'setRouting', group: 'ofSite', isOfSeveral: true },
  ratings: { title: 'setRatings', group: 'ofSite' },
  script: { title: 'setScript', group: 'ofSite' },
  spam: { title: 'setSpam', group: 'ofSite' },
  privacy: { title: 'setPrivacy', group: 'ofSite' },
  customers: { title: 'setCustomers', group: 'ofBusiness' },
  services: { title: 'setServices', group: 'ofBusiness', part: 'booking' },
  staff: { title: 'setStaff', group: 'ofBusiness', part: 'booking' },
  agents: { title: 'setAgents', group: 'ofBusiness' },
  telegram: { title: 'setTelegram', group: 'ofBusiness' },
  sms: { title: 'setSms', group: 'ofBusiness' },
  telephone: { title: 'setTelephone', group: 'ofBusiness' },
  mail: { title: 'setMail', group: 'ofBusiness' },
  imports: { title: 'setImports', group: 'ofBusiness' },
  integrations: { title: 'setIntegrations', group: 'ofBusiness' },
  audit: { title: 'setAudit', group: 'ofBusiness' },
  doctor: { title: 'setDoctor', group: 'ofBusiness' },
  profile: { title: 'setProfile', group: 'yours' },
  told: { title: 'setTold', group: 'yours' },
  security: { title: 'setSecurity', group: 'yours' },
  sessions: { title: 'setSessions', group: 'yours' },
  replies: { title: 'setReplies', group: 'yours', isOfAnswers: true },
};

export const GROUPS = ['ofSite', 'ofBusiness', 'yours'] as const;

const NAMES = Object.keys(PAGES) as SettingsPage[];

/** Whose settings they are. */
export interface Desk {
  role: Agent['role'];
  /** More than one could answer. */
  areSeveral: boolean;
  /** What is switched on. */
  switches: Switches;
}

/** The pages of a group that somebody may set. */
export function pagesOf(group: PageFacts['group'], { role, areSeveral, switches }: Desk): SettingsPage[] {
  return NAMES.filter(name => {
    const page = PAGES[name];
    if (page.group !== group || (page.isOfAnswers && role === 'reader')) return false;
    if (page.part && !switches[page.part]) return false;
    return areSeveral || !page.isOfSeveral;
  });
}
