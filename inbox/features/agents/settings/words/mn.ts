import type { Messages } from './en.ts';

export default {
  agentsLead: 'Хариулдаг бүх хүн. Урилга бол нэг удаа ажилладаг холбоос.',
  role: 'Үүрэг',
  roleOwner: 'Эзэмшигч',
  roleAgent: 'Оператор',
  roleReader: 'Уншигч',
  capacity: 'Нэгэн зэрэг',
  capacityHint: 'Энэ операторт хамгийн ихдээ ийм тооны нээлттэй яриа оногдоно.',
  capacityWanted: '0-ээс {max} хүртэлх бүхэл тоо хэрэгтэй. Хуучнаараа үлдлээ.',
  sees: 'Харах сайт',
  seesAll: 'Бүх сайт',
  didDisable: '{name} нэвтрэх боломжгүй боллоо',
  youMark: '(та)',
  changePassword: 'Нууц үг солих',
  currentPassword: 'Одоогийн нууц үг',
  newPassword: 'Шинэ нууц үг',
  passwordChanged: 'Нууц үг солигдлоо.',
  errorPasswordWrong: 'Энэ таны одоогийн нууц үг биш байна.',
} satisfies Messages;
