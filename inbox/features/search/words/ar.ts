import type { Messages } from './en.ts';

export default {
  searchLabel: 'البحث عن أشخاص ورسائل',
  searchClear: 'مسح البحث',
} satisfies Messages;
