import type { Messages } from './en.ts';

export default {
  code: 'Код',
  codeHint: 'Шесть цифр, которые сейчас показывает приложение.',
  recoveryCode: 'Резервный код',
  useRecovery: 'Ввести резервный код',
  useApp: 'Ввести код из приложения',
} satisfies Messages;
