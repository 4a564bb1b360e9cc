import type { Messages } from './en.ts';

export default {
  savedAnswers: 'Готовые ответы',
  savedAnswersNone: 'Нет готового ответа с таким началом. Добавьте его в настройках.',
} satisfies Messages;
