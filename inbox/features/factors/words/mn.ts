import type { Messages } from './en.ts';

export default {
  code: 'Код',
  codeHint: 'Аппын одоо харуулж буй зургаан орон.',
  recoveryCode: 'Нөөц код',
  useRecovery: 'Оронд нь нөөц код ашиглах',
  useApp: 'Оронд нь аппын код ашиглах',
} satisfies Messages;
