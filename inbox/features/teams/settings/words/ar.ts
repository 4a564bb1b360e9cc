import type { Messages } from './en.ts';

export default {
  teams: 'الفرق',
  teamsLead: 'موظفون يتولون معًا أمرًا واحدًا، في أي موقع.',
  newTeam: 'فريق جديد',
  teamName: 'الاسم',
  members: 'الأعضاء',
  membersNone: 'لا أحد بعد',
  teamIsUsed: 'هناك قاعدة في {site} تُسند الناس إلى {team}. غيّر تلك القاعدة أو احذفها أولًا.',
  didRemoveTeam: 'حُذف: {team}',
} satisfies Messages;
