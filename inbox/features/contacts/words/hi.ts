import type { Messages } from './en.ts';

export default {
  visitor: 'आगंतुक',
  visitorFrom: '{city} से आगंतुक',
  personOf: '{name} के बारे में',
  person: 'व्यक्ति',
  firstTime: 'यहाँ पहली बार',
  timesBefore: { one: 'पहले {n} बातचीत', other: 'पहले {n} बातचीत' },
  verified: 'साइट ने पहचान की पुष्टि की है',
  factTyped: 'लिखा हुआ, पुष्टि नहीं',
  alsoTyped: 'यह भी लिखा: {value}',
  phone: 'फ़ोन',
  theirTime: 'उनका समय',
  page: 'इस पेज पर',
  lastPage: 'आख़िरी पेज',
  cameBy: 'कहाँ से आए',
  direct: 'सीधे या बुकमार्क से',
  browser: 'ब्राउज़र',
  visits: 'देखे गए पेज',
  before: 'पहले',
  attributes: 'साइट से',
} satisfies Messages;
