import type { LaterMessages } from '../index.ts';

export default {
  tooLong: 'ለአንድ መልእክት በ{n} ቁምፊዎች ይረዝማል።',
  inParts: 'በ{n} ክፍል ይላኩ',
  night: 'ሌሊት',
  morning: 'ጠዋት',
  afternoon: 'ከሰዓት በኋላ',
  evening: 'ምሽት',
  yours: 'በእርስዎ ሰዓት',
  city: '{time} በ{city}',
  calendar: 'ወደ ቀን መቁጠሪያ ያክሉ',
  move: 'ሰዓቱን ይቀይሩ',
  moveTo: 'ወደ {time} ይቀይሩ',
  cancel: 'ጥሪውን ይሰርዙ',
  sure: 'ጥሪው ይሰረዝ?',
  keep: '{time} ይቆይ',
  answer: 'በ{reach} እንመልሳለን',
  another: 'እንደገና ይጻፉ',
  leave: '{when}። ይጻፉልን፣ እንመልሳለን',
  unkept: 'ይህ አሳሽ የጻፉትን ማስቀመጥ አይችልም፤ እስኪላክ ገጹን አይዝጉ።',
  unset: 'በዚህ ድረ-ገጽ ላይ ቻቱ ገና አልተዘጋጀም',
  CALLBACK_PENDING: 'የተያዘ ጥሪ አለዎት። ያዛውሩት ወይም ይሰርዙት',
} satisfies LaterMessages;
