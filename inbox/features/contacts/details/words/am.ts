import type { Messages } from './en.ts';

export default {
  browser: 'አሳሽ',
  cameBy: 'የመጡበት',
  direct: 'በቀጥታ ወይም በዕልባት',
  lastPage: 'የመጨረሻ ገጽ',
  page: 'ያሉበት ገጽ',
  phone: 'ስልክ',
  theirTime: 'የጎብኚው ሰዓት',
  visits: 'ያዩዋቸው ገጾች',
  before: 'ከዚህ በፊት',
  attributes: 'ከድረ-ገጹ',
} satisfies Messages;
