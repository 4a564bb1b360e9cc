import type { MessagesOf } from '../../shell/locale.ts';

const en = {
  views: 'Views',
  desk: 'Desk',
  settings: 'Settings',
  allSites: 'All sites',
  site: 'Site',
  skipToThread: 'Skip to the conversation',
  viewWithCount: { one: '{view}, {n} conversation', other: '{view}, {n} conversations' },
  shortcuts: 'Shortcuts',
  linkLost: 'The connection is lost. It comes back by itself; what you write is kept and sent then.',
  outdated: 'Deskbell has been updated. Reload this page; what you wrote is kept.',
  reload: 'Reload',
  linkBack: 'Connected again.',
  storeAway: 'Deskbell can not save anything right now. What you write is kept here and sent as soon as it can.',
  notDurable: 'This browser keeps nothing on disk. Do not close the page while a message is being sent.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
