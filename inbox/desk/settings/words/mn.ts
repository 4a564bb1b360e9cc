import type { Messages } from './en.ts';

export default {
  settings: 'Тохиргоо',
  owners: 'Вэб сайт',
  yours: 'Та',
  setSite: 'Ерөнхий',
  setInstall: 'Суулгах',
  setAgents: 'Операторууд',
  setIdentity: 'Хэн болохыг батлах',
  setWebhooks: 'Вебхүүк',
  setProfile: 'Хувийн мэдээлэл',
  setSessions: 'Нэвтрэлтүүд',
  setReplies: 'Бэлэн хариулт',
} satisfies Messages;
