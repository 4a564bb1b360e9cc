import type { TextKey } from '../../shell/locale.ts';
import type { SettingsPage } from '../../shell/routes.ts';
import type { Messages } from './words/en.ts';

interface PageFacts {
  title: TextKey<Messages>;
  /** Who may set it: the owners, or everybody for themselves. */
  group: 'owners' | 'yours';
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
  spam: { title: 'setSpam', group: 'owners', isOfSite: true },
  profile: { title: 'setProfile', group: 'yours', isOfSite: false },
  sessions: { title: 'setSessions', group: 'yours', isOfSite: false },
  replies: { title: 'setReplies', group: 'yours', isOfSite: false },
};

export const GROUPS = ['owners', 'yours'] as const;

const NAMES = Object.keys(PAGES) as SettingsPage[];

export const pagesOf = (group: PageFacts['group']): SettingsPage[] => NAMES.filter(page => PAGES[page].group === group);
