import type { Messages } from './en.ts';

export default {
  teams: 'टीमें',
  teamsLead: 'किसी भी साइट पर एक ही काम के लिए साथ जवाब देने वाले एजेंट।',
  newTeam: 'नई टीम',
  teamName: 'नाम',
  members: 'सदस्य',
  membersNone: 'अभी कोई नहीं',
  teamIsUsed: '{site} का एक नियम लोगों को {team} को देता है। पहले वह नियम बदलें या हटाएँ।',
  didRemoveTeam: 'हटाया: {team}',
} satisfies Messages;
