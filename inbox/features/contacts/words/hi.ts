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
} satisfies Messages;
