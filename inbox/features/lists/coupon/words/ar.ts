import type { Messages } from './en.ts';

export default {
  title: 'استعمال قسيمة',
  code: 'الرمز',
  codeHint: 'كما يقوله العميل، مثل BACK-7Q2K.',
  find: 'ابحث عنه',
  unknown: 'لم يُعطَ هذا الرمز لأحد، أو أنه ليس ظاهرًا لكم.',
  percent: 'خصم {percent} %',
  whose: 'لمن',
  what: 'مقابل',
  when: 'متى',
  goodUntil: 'صالحة حتى {date}',
  ranOut: 'انتهت في {date}',
  usedOn: 'استُعملت في {date}',
  usedOnBy: 'استُعملت في {date}، {name}',
  markUsed: 'وضع علامة "مستعملة"',
  didUse: 'استُعملت القسيمة: {code}',
  usedBefore: 'سبق استعمالها. لم يتغير شيء.',
} satisfies Messages;
