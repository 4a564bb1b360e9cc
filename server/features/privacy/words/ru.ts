import type { ExportWords } from './en.ts';

export const ru: ExportWords = {
  title: 'Что «{site}» хранит о вас',
  made: 'По состоянию на {time}. То же самое для программ — в файле с окончанием .jsonl.',
  contacts: 'Кто вы',
  contactMerges: 'Как узнали, что это один и тот же человек',
  importPeople: 'Что о вас пришло из файла',
  visitors: 'Ваши браузеры и открытые в них страницы',
  conversations: 'Что было сказано',
  files: 'Файлы',
  callbacks: 'Звонки, о которых вы просили',
  mails: 'Ваши письма целиком',
  ratings: 'Как вы это оценили',
  deliveries: 'Что ждёт передачи другим программам «{site}»',
  nothing: 'Ничего.',
  you: 'Вы',
  system: 'Автоматически',
  note: 'Заметка для коллег',
};
