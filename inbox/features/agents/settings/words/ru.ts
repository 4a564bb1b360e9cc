import type { Messages } from './en.ts';

export default {
  agentsLead: 'Все, кто отвечает. Приглашение — это ссылка, она срабатывает один раз.',
  role: 'Роль',
  roleOwner: 'Владелец',
  roleAgent: 'Оператор',
  roleReader: 'Читатель',
  capacity: 'Одновременно',
  capacityHint: 'Больше открытых диалогов сразу этому оператору не назначается.',
  capacityWanted: 'Нужно целое число от 0 до {max}. Осталось как было.',
  sees: 'Видит',
  seesAll: 'Все сайты',
  didDisable: 'Вход закрыт: {name}',
  youMark: '(вы)',
  changePassword: 'Сменить пароль',
  currentPassword: 'Текущий пароль',
  newPassword: 'Новый пароль',
  passwordChanged: 'Пароль изменён.',
  errorPasswordWrong: 'Это не ваш текущий пароль.',
} satisfies Messages;
