import type { Messages } from './en.ts';

export default {
  teams: 'ቡድኖች',
  teamsLead: 'በማንኛውም ድረ ገጽ ለአንድ ጉዳይ አብረው የሚመልሱ ወኪሎች።',
  newTeam: 'አዲስ ቡድን',
  teamName: 'ስም',
  members: 'አባላት',
  membersNone: 'እስካሁን ማንም የለም',
  teamIsUsed: 'የ{site} ደንብ ሰዎችን ለ{team} ይሰጣል። መጀመሪያ ያንን ደንብ ይቀይሩ ወይም ያስወግዱ።',
  didRemoveTeam: 'ተወግዷል፦ {team}',
} satisfies Messages;
