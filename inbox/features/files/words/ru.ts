import type { Messages } from './en.ts';

export default {
  attach: 'Прикрепить файлы',
  remove: 'Убрать {name}',
  uploading: 'Загружается {name}',
  uploaded: 'Файл {name} загружен',
  photo: 'Фото',
  photoOf: 'Фото: {name}',
  fileOf: 'Файл: {name}',
  unkept: 'Браузер не может сохранить файлы: не закрывайте страницу, пока они не отправятся.',
  tooLarge: 'Слишком большой файл. Не больше {size}.',
  tooMany: 'Слишком много файлов для одного сообщения. Не больше {n}.',
  wrongKind: 'Файлы такого вида здесь не принимаются.',
  full: 'Места для файлов здесь сейчас нет.',
  off: 'Файлы здесь не принимаются.',
  lost: 'Этого файла больше нет в браузере. Выберите его снова.',
  kilobytes: '{n} КБ',
  megabytes: '{n} МБ',
  waits: 'Ждёт связи',
} satisfies Messages;
