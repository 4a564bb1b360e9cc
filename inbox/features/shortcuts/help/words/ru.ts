import type { Messages } from './en.ts';

export default {
  shortcuts: 'Горячие клавиши',
  shortcutsOn: 'Горячие клавиши из одной буквы включены',
  thenKey: 'затем',
  settings: 'Настройки',
  keyNext: 'Следующий диалог',
  keyPrevious: 'Предыдущий диалог',
  keyOpen: 'Открыть выделенное',
  keyReply: 'Ответить',
  keyNote: 'Заметка для своих',
  keyClaim: 'Взять себе',
  keyAssign: 'Назначить',
  keyClose: 'Закрыть или открыть снова',
  keySpam: 'Спам или не спам',
  keyTag: 'Метки',
  keySnooze: 'Отложить или вернуть',
  keyPresence: 'Отойти или вернуться',
  keyUndo: 'Отменить действие',
  keySearch: 'Поиск',
  keyHelp: 'Этот список',
  keyBack: 'Выйти из поля, закрыть, назад к списку',
} satisfies Messages;
