import type { Messages } from './en.ts';

export default {
  asked: 'Просьба перезвонить',
  pending: 'обещано: {time}',
  late: 'опоздали: {time}',
  reached: 'поговорили',
  wrongNumber: 'неверный номер',
  cancelled: 'отменено',
  missed: 'не дозвонились',
  tries: { one: '{n} попытка', few: '{n} попытки', many: '{n} попыток', other: '{n} попытки' },
} satisfies Messages;
