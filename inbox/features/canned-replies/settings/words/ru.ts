import type { Messages } from './en.ts';

export default {
  repliesLead: 'Наберите в ответе / и первые буквы, чтобы вставить готовый.',
  repliesNone: 'Готовых ответов пока нет. Когда напишете одно и то же во второй раз, сохраните это здесь.',
  newReply: 'Новый готовый ответ',
  shortcut: 'Сокращение',
  shortcutHint: 'Одно слово, оно набирается после косой черты.',
  answerText: 'Текст',
  didRemove: 'Удалено: /{shortcut}',
} satisfies Messages;
