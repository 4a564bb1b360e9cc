import type { Messages } from './en.ts';

export default {
  asked: 'कॉल का अनुरोध',
  pending: 'तय: {time}',
  late: 'देर: {time}',
  reached: 'बात हुई',
  wrongNumber: 'ग़लत नंबर',
  cancelled: 'रद्द',
  missed: 'संपर्क नहीं हुआ',
  tries: { one: '{n} प्रयास', other: '{n} प्रयास' },
} satisfies Messages;
