import type { Messages } from './en.ts';

export default {
  repliesLead: 'Хариу бичихдээ / болон эхний үсгүүдийг дарж бэлэн хариултыг оруулна.',
  repliesNone: 'Бэлэн хариулт алга. Нэг зүйлийг хоёр дахь удаагаа бичихдээ энд хадгалаарай.',
  newReply: 'Шинэ бэлэн хариулт',
  shortcut: 'Товчлол',
  shortcutHint: 'Нэг үг, налуу зураасын ард бичнэ.',
  answerText: 'Бичвэр',
  didRemove: 'Устгалаа: /{shortcut}',
} satisfies Messages;
