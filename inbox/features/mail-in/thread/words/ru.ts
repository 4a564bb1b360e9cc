import type { Messages } from './en.ts';

export default {
  noSubject: '(без темы)',
  knownAddress: 'Этот адрес нам знаком, но что это тот же человек, не подтверждено.',
  leftOut: 'Здесь не принято: {names}',
  whole: 'Письмо целиком',
  wholeFailed: 'Не удалось загрузить письмо.',
  cut: 'Дальше есть ещё; сохранено только начало.',
  returned: 'Ответ не дошёл до {address}: письмо вернулось',
  returnedNobody: 'Ответ не дошёл: письмо вернулось',
  automatic: 'За {from} ответила программа: {subject}',
} satisfies Messages;
