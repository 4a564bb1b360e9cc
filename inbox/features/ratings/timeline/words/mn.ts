import type { Messages } from './en.ts';

export default {
  ratedChat: 'Чатыг үнэлсэн: 5-аас {score}',
  ratedCall: 'Дуудлагыг үнэлсэн: 5-аас {score}',
  ratedVisit: 'Үйлчилгээг үнэлсэн: 5-аас {score}',
  low: 'муу',
  with: 'ажилтан: {name}',
} satisfies Messages;
