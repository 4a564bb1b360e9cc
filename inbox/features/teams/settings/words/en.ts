import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  teams: 'Teams',
  teamsLead: 'Agents who answer for one thing together, on any site.',
  newTeam: 'New team',
  teamName: 'Name',
  members: 'Members',
  membersNone: 'Nobody yet',
  teamIsUsed: 'A rule of {site} gives people to {team}. Change or remove that rule first.',
  didRemoveTeam: 'Removed: {team}',
};
export default en;
export type Messages = MessagesOf<typeof en>;
