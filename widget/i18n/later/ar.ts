import type { LaterMessages } from '../index.ts';

export default {
  tooLong: 'النص أطول من رسالة واحدة، الحروف الزائدة: {n}.',
  inParts: 'إرسال على أجزاء، عددها {n}',
} satisfies LaterMessages;
