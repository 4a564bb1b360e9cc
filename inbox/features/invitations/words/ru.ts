import type { Messages } from './en.ts';

export default {
  inviteOwnerTitle: 'Настройка рабочего места',
  inviteOwnerLead: 'По этой ссылке вы станете владельцем этого Deskbell. Она сработает один раз.',
  inviteAgentTitle: 'Приглашение',
  inviteAgentLead: 'Вас пригласили отвечать посетителям. Ваш логин: {email}.',
  createAccount: 'Создать учётную запись',
  toSignIn: 'Перейти ко входу',
  inviteAgent: 'Пригласить',
  inviteEmail: 'Почта нового оператора',
  inviteMade: 'Ссылка для {email}. Она видна только сейчас и сработает один раз. Срок: {time}.',
  inviteMailed: 'Ссылка отправлена и письмом на {email}.',
  inviteNoMail: 'Почта на этом сервере не настроена: передайте ссылку сами.',
  invitesOpen: 'Ещё не приняты',
  inviteUntil: 'от {name}, действует до {time}',
  inviteWithdraw: 'Отозвать',
  inviteWithdrawOf: 'Отозвать приглашение для {email}',
  inviteWithdrawn: 'Ссылка для {email} больше не работает',
} satisfies Messages;
