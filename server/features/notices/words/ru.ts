import type { Messages } from './en.ts';

export const ru: Messages = {
  message: 'ждёт ответа',
  form: 'новая форма',
  callback: 'просит позвонить',
  callbackDue: 'пора звонить',
  late: 'ждёт слишком долго',
  mention: 'Вас упоминает {by}',
  rating: 'низкая оценка',
  handover: '{by} передаёт вам этот диалог',
  woken: 'отложенный диалог вернулся',
  failed: 'ответ не доставлен',
  visitor: 'Посетитель',
  many: {
    one: 'Вас ждёт {n} диалог',
    few: 'Вас ждут {n} диалога',
    many: 'Вас ждут {n} диалогов',
    other: 'Вас ждут {n} диалога',
  },
  others: { one: 'и ещё {n}', few: 'и ещё {n}', many: 'и ещё {n}', other: 'и ещё {n}' },
  testBody: 'Так вы будете получать уведомления.',
};
