import type { Messages } from './en.ts';

export default {
  gone: { one: '{n} отменена', few: '{n} отменены', many: '{n} отменено', other: '{n} отменено' },
  reason: 'Причина отмены',
  reasonHint: 'По желанию. Видна только сотрудникам.',
  takeBack: 'Вернуть запись',
  prepaid: 'Оплачено',
  pay_asking: 'Спрашиваем об оплате',
  pay_awaited: 'Оплатить до: {time}',
  pay_paid: 'Оплачено заранее',
  pay_unasked: 'Об оплате спросить не удалось',
  pay_lapsed: 'Вовремя не оплачено',
} satisfies Messages;
