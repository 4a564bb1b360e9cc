import type { Messages } from './en.ts';

export default {
  callMoveTo: 'الموعد الجديد بتوقيتك',
  callMoveSave: 'تغيير موعد المكالمة',
  callInMinutes: 'بعد {time}',
  callPast: 'يرجى اختيار وقت لم يمضِ بعد.',
} satisfies Messages;
