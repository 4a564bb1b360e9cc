/** What the inbox says, all rooms in one: what tests look for on its pages. */

import arDesk from '../../inbox/desk/words/ar.ts';
import enDesk from '../../inbox/desk/words/en.ts';
import arAgentsSettings from '../../inbox/features/agents/settings/words/ar.ts';
import enAgentsSettings from '../../inbox/features/agents/settings/words/en.ts';
import arCallbacks from '../../inbox/features/callbacks/words/ar.ts';
import enCallbacks from '../../inbox/features/callbacks/words/en.ts';
import arContactsDetails from '../../inbox/features/contacts/details/words/ar.ts';
import enContactsDetails from '../../inbox/features/contacts/details/words/en.ts';
import arContactsEdit from '../../inbox/features/contacts/edit/words/ar.ts';
import enContactsEdit from '../../inbox/features/contacts/edit/words/en.ts';
import arContacts from '../../inbox/features/contacts/words/ar.ts';
import enContacts from '../../inbox/features/contacts/words/en.ts';
import arConversations from '../../inbox/features/conversations/words/ar.ts';
import enConversations from '../../inbox/features/conversations/words/en.ts';
import arInvitations from '../../inbox/features/invitations/words/ar.ts';
import enInvitations from '../../inbox/features/invitations/words/en.ts';
import arSessions from '../../inbox/features/sessions/words/ar.ts';
import enSessions from '../../inbox/features/sessions/words/en.ts';
import arShortcutsHelp from '../../inbox/features/shortcuts/help/words/ar.ts';
import enShortcutsHelp from '../../inbox/features/shortcuts/help/words/en.ts';
import arSitesSettings from '../../inbox/features/sites/settings/words/ar.ts';
import enSitesSettings from '../../inbox/features/sites/settings/words/en.ts';
import arSnoozeDialog from '../../inbox/features/snoozes/dialog/words/ar.ts';
import enSnoozeDialog from '../../inbox/features/snoozes/dialog/words/en.ts';
import arSnoozes from '../../inbox/features/snoozes/words/ar.ts';
import enSnoozes from '../../inbox/features/snoozes/words/en.ts';
import arViews from '../../inbox/features/views/words/ar.ts';
import enViews from '../../inbox/features/views/words/en.ts';
import arShell from '../../inbox/shell/words/ar.ts';
import enShell from '../../inbox/shell/words/en.ts';

export const en = {
  ...enShell,
  ...enDesk,
  ...enAgentsSettings,
  ...enCallbacks,
  ...enContacts,
  ...enContactsEdit,
  ...enContactsDetails,
  ...enConversations,
  ...enInvitations,
  ...enSessions,
  ...enShortcutsHelp,
  ...enSitesSettings,
  ...enSnoozes,
  ...enSnoozeDialog,
  ...enViews,
};

export type InboxWords = { [Key in keyof typeof en]: (typeof en)[Key] extends string ? string : object };

export const ar: InboxWords = {
  ...arShell,
  ...arDesk,
  ...arAgentsSettings,
  ...arCallbacks,
  ...arContacts,
  ...arContactsEdit,
  ...arContactsDetails,
  ...arConversations,
  ...arInvitations,
  ...arSessions,
  ...arShortcutsHelp,
  ...arSitesSettings,
  ...arSnoozes,
  ...arSnoozeDialog,
  ...arViews,
};
