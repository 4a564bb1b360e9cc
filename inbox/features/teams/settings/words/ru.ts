import type { Messages } from './en.ts';

export default {
  teams: 'Команды',
  teamsLead: 'Операторы, которые вместе отвечают за что-то одно, на любом сайте.',
  newTeam: 'Новая команда',
  teamName: 'Название',
  members: 'Участники',
  membersNone: 'Пока никого',
  teamIsUsed: 'Правило сайта {site} направляет людей в команду {team}. Сначала измените или удалите это правило.',
  didRemoveTeam: 'Удалено: {team}',
} satisfies Messages;
