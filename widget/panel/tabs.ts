import type { Channel } from '../../protocol/channels.ts';
import { desk } from './site.ts';
import { view } from './view.ts';

const TABS = ['chat', 'callback', 'contact'] as const satisfies Channel[];
export type Tab = (typeof TABS)[number];

/** The tabs that the site offers; all of them while it is not known. */
export function offered(): readonly Tab[] {
  const { site } = desk.now;
  return site ? TABS.filter(tab => site.channels.includes(tab)) : TABS;
}

/** The tab to show: the one that is wanted, if the site offers it. */
export function shown(): Tab {
  const tabs = offered();
  return tabs.find(tab => tab === view.now.tab) ?? tabs[0]!;
}
