import type { Messages } from './en.ts';

export default {
  browser: 'ब्राउज़र',
  cameBy: 'कहाँ से आए',
  direct: 'सीधे या बुकमार्क से',
  lastPage: 'आख़िरी पेज',
  page: 'इस पेज पर',
  phone: 'फ़ोन',
  theirTime: 'उनका समय',
  visits: 'देखे गए पेज',
  before: 'पहले',
  attributes: 'साइट से',
} satisfies Messages;
