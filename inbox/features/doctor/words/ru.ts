import type { Messages } from './en.ts';

export default {
  lead: 'Раз в день проверяет всё, без чего сообщения не дойдут. О поломках узнают владельцы.',
  checkAgain: 'Проверить снова',
  checking: 'Проверяется…',
  since: 'с {time}',
  fine: 'В порядке',
  broken: 'Исправить',
  off: 'Не проверено',
  openSettings: 'Открыть настройки',
  broke: '{what}: что-то сломалось. Что делать, сказано в «Настройки → Доктор».',
  mended: '{what}: снова работает',
  late: 'Что уходит с опозданием',
  lateLead: 'Пока не принято; попытки повторяются сами.',
} satisfies Messages;
