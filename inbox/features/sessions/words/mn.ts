import type { Messages } from './en.ts';

export default {
  signIn: 'Нэвтрэх',
  signInLead: 'Сайтынхаа зочдод хариулаарай.',
  sessionsLead: 'Таны нэвтэрсэн газрууд. Танихгүй нэвтрэлтээ дуусгаарай.',
  thisSession: 'энэ',
  sessionSeen: 'Сүүлд ашигласан: {time}',
  sessionBegun: 'Нэвтэрсэн: {time}',
  endSession: 'Дуусгах',
  endOthers: 'Бусдыг бүгдийг дуусгах',
  endAll: 'Энийг оролцуулаад бүгдийг дуусгах',
  sessionEnded: 'Дууслаа',
  othersEnded: 'Бусад бүх нэвтрэлт дууслаа',
} satisfies Messages;
