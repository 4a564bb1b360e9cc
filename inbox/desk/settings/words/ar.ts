import type { Messages } from './en.ts';

export default {
  settings: 'الإعدادات',
  ofSite: 'الموقع',
  ofBusiness: 'المؤسسة',
  yours: 'أنت',
  setSite: 'عام',
  setInstall: 'التثبيت',
  setAgents: 'الموظفون',
  setIdentity: 'التحقق من الهوية',
  setWebhooks: 'إشعارات الويب',
  setSpam: 'الرسائل المزعجة',
  setMailIn: 'البريد الوارد',
  setWaiting: 'الانتظار',
  setRouting: 'التوزيع',
  setRatings: 'التقييمات',
  setScript: 'الردود الجاهزة',
  setPrivacy: 'الخصوصية',
  setProfile: 'الملف الشخصي',
  setSessions: 'الجلسات',
  setSecurity: 'الأمان',
  setMail: 'البريد',
  setAudit: 'سجل الإجراءات',
  setReplies: 'الردود المحفوظة',
  untrustedProxy:
    'يمرّر وسيط عنوانه {address} طلبات زوارك، وهذا الخادم لا يعرفه: فتعدّ القيود كل من خلفه شخصًا واحدًا. شغّل Deskbell مع TRUST_PROXY={address}.',
} satisfies Messages;
