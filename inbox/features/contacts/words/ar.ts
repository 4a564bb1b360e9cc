import type { Messages } from './en.ts';

export default {
  visitor: 'زائر',
  visitorFrom: 'زائر من {city}',
  personOf: 'عن {name}',
  person: 'عن الشخص',
  firstTime: 'أول مرة هنا',
  timesBefore: {
    zero: 'لا محادثات سابقة',
    one: 'محادثة سابقة واحدة',
    two: 'محادثتان سابقتان',
    few: '{n} محادثات سابقة',
    many: '{n} محادثة سابقة',
    other: '{n} محادثة سابقة',
  },
  verified: 'هوية أكّدها الموقع',
  factTyped: 'مكتوب وغير مؤكد',
  alsoTyped: 'كُتب أيضًا: {value}',
} satisfies Messages;
