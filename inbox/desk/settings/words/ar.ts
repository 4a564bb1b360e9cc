import type { Messages } from './en.ts';

export default {
  settings: 'الإعدادات',
  owners: 'الموقع',
  yours: 'أنت',
  setSite: 'عام',
  setInstall: 'التثبيت',
  setAgents: 'الموظفون',
  setIdentity: 'التحقق من الهوية',
  setWebhooks: 'إشعارات الويب',
  setProfile: 'الملف الشخصي',
  setSessions: 'الجلسات',
  setReplies: 'الردود المحفوظة',
} satisfies Messages;
