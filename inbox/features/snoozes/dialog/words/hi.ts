import type { Messages } from './en.ts';

export default {
  soon: '3 घंटे बाद',
  tomorrow: 'कल सुबह',
  monday: 'सोमवार को',
  untilWritten: 'उनके लिखने तक',
  other: 'कोई और समय, आपकी घड़ी से',
  snooze: 'टालें',
  past: 'यह समय बीत चुका है। आगे का समय चुनें।',
  hint: 'बातचीत अपने आप लौटेगी, और उनके लिखते ही तुरंत।',
} satisfies Messages;
