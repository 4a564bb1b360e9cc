import type { Messages } from './en.ts';

export default {
  teams: 'Багууд',
  teamsLead: 'Нэг зүйлийг хамтран хариуцдаг операторууд, аль ч сайтад.',
  newTeam: 'Шинэ баг',
  teamName: 'Нэр',
  members: 'Гишүүд',
  membersNone: 'Одоохондоо хэн ч алга',
  teamIsUsed: '{site} сайтын дүрэм {team} багт хүн оноодог. Эхлээд тэр дүрмийг өөрчил эсвэл устга.',
  didRemoveTeam: 'Устгасан: {team}',
} satisfies Messages;
