import type { Messages } from './en.ts';

export default {
  settings: 'Тохиргоо',
  ofSite: 'Вэб сайт',
  ofBusiness: 'Байгууллага',
  yours: 'Та',
  setSite: 'Ерөнхий',
  setInstall: 'Суулгах',
  setAgents: 'Операторууд',
  setIdentity: 'Хэн болохыг батлах',
  setWebhooks: 'Вебхүүк',
  setSpam: 'Спам',
  setMailIn: 'Ирсэн захидал',
  setWaiting: 'Хүлээлт',
  setRouting: 'Хуваарилалт',
  setRatings: 'Үнэлгээ',
  setScript: 'Автомат хариулт',
  setPrivacy: 'Нууцлал',
  setProfile: 'Хувийн мэдээлэл',
  setSessions: 'Нэвтрэлтүүд',
  setSecurity: 'Аюулгүй байдал',
  setMail: 'Захидал',
  setAudit: 'Үйлдлийн бүртгэл',
  setReplies: 'Бэлэн хариулт',
  untrustedProxy:
    '{address} хаягтай прокси зочдын хүсэлтийг дамжуулж байгаа ч энэ сервер түүнийг танихгүй: хязгаарлалт түүний цаадах бүх хүнийг нэг гэж тоолно. Deskbell-ийг TRUST_PROXY={address} тохиргоотой эхлүүлнэ үү.',
} satisfies Messages;
