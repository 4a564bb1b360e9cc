import type { Messages } from './en.ts';

export default {
  askedChat: 'Чат ямар байсныг асуув: {name}',
  askedCall: 'Дуудлага ямар байсныг асуув: {name}',
  rated: '5-аас {score}: {name}',
  told: 'эзэн {names} мэдэгдэл авлаа',
  declined: 'Үнэлгээ өгөхийг хүссэнгүй',
  lowFrom: 'Доогуур үнэлгээ: {name}',
  lowSpoken: 'Доогуур үнэлгээ: {name}.',
} satisfies Messages;
