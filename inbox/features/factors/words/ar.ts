import type { Messages } from './en.ts';

export default {
  code: 'الرمز',
  codeHint: 'الأرقام الستة التي يعرضها تطبيقك الآن.',
  recoveryCode: 'رمز الاسترداد',
  useRecovery: 'استخدام رمز استرداد بدلًا منه',
  useApp: 'استخدام رمز التطبيق بدلًا منه',
} satisfies Messages;
