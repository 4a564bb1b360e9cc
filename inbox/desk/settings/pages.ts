import type { Agent } from '../../../protocol/agents.ts';
import type { TextKey } from '../../shell/locale.ts';
import type { SettingsPage } from '../../shell/routes.ts';
import type { Messages } from './words/en.ts';

interface PageFacts {
  title: TextKey<Messages>;
  /** Who may set it: the owners, or everybody for themselves. */
  group: 'owners' | 'yours';
  /** For who answers: who only reads has no use for it. */
  isOfAnswers?: true;
  /** It is about sharing the work: out of sight for who is alone. */
  isOfSeveral?: true;
  /** It is about one site: where there are several, one is chosen. */
  isOfSite: boolean;
}

/** The pages of the settings, in their order. */
export const PAGES: Readonly<Record<SettingsPage, PageFacts>> = {
  site: { title: 'setSite', group: 'owners', isOfSite: true },
  install: { title: 'setInstall', group: 'owners', isOfSite: true },
  agents: { title: 'setAgents', group: 'owners', isOfSite: false },
  identity: { title: 'setIdentity', group: 'owners', isOfSite: true },
  webhooks: { title: 'setWebhooks', group: 'owners', isOfSite: true },
  waiting: { title: 'setWaiting', group: 'owners', isOfSite: true },
  routing: { title: 'setRouting', group: 'owners', isOfSite: true, isOfSeveral: true },
  ratings: { title: 'setRatings', group: 'owners', isOfSite: true },
  script: { title: 'setScript', group: 'owners', isOfSite: true },
  spam: { title: 'setSpam', group: 'owners', isOfSite: true },
  audit: { title: 'setAudit', group: 'owners', isOfSite: false },
  privacy: { title: 'setPrivacy', group: 'owners', isOfSite: true },
  profile: { title: 'setProfile', group: 'yours', isOfSite: false },
  security: { title: 'setSecurity', group: 'yours', isOfSite: false },
  sessions: { title: 'setSessions', group: 'yours', isOfSite: false },
  replies: { title: 'setReplies', group: 'yours', isOfSite: false, isOfAnswers: true },
};

export const GROUPS = ['owners', 'yours'] as const;

const NAMES = Object.keys(PAGES) as SettingsPage[];

/** The pages of a group that somebody of this role may set. @param areSeveral more than one could answer */
export function pagesOf(group: PageFacts['group'], role: Agent['role'], areSeveral: boolean): SettingsPage[] {
  return NAMES.filter(name => {
    const page = PAGES[name];
    if (page.group !== group || (page.isOfAnswers && role === 'reader')) return false;
    return areSeveral || !page.isOfSeveral;
  });
}
