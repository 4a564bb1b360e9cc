/** What the visitor looks at: whether the panel is open, and at which of its tabs. */
import type { OfferedChannel } from '../../protocol/channels.ts';
import type { Tab } from '../options.ts';
import { desk } from './site.ts';
import { createValue } from './value.ts';

export const view = createValue({ isOpen: false, tab: 'chat' as Tab });

/** The tabs in their order, with what the server calls them: here alone the names of pages meet those of the wire. */
const CHANNELS: Record<Tab, OfferedChannel> = {
  chat: 'chat',
  callback: 'callback',
  contact: 'form',
  booking: 'booking',
};
const TABS = Object.keys(CHANNELS) as Tab[];

/** Whether the site offers the tab: all that most sites have while it is not known, none where nothing is taken. */
export function isOffered(tab: Tab): boolean {
  return desk.now.site?.channels.includes(CHANNELS[tab]) ?? (tab !== 'booking' && !desk.now.isRefused);
}

export function offered(): Tab[] {
  return TABS.filter(isOffered);
}

/** The tab to show: the one that is wanted, if the site offers it. */
export function shown(): Tab | undefined {
  const { tab } = view.now;
  return isOffered(tab) ? tab : offered()[0];
}
