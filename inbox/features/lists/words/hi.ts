import type { Messages } from './en.ts';

export default {
  left: 'ख़राब सेवा से नाराज़ होकर गए',
  hot: 'ख़रीदने ही वाले',
  short_hot: 'ख़रीदने ही वाले',
  short_left: 'हमें छोड़ गए',
  comes_back: 'वापस आएँगे',
  thinks: 'सोच रहे हैं',
  no_answer: 'जवाब नहीं',
  never: 'फिर कभी नहीं',
  given_up: 'छोड़ दिया',
  rung: '“{list}” सूची से कॉल',
  again: 'अगली कॉल {time}',
  coupon: 'कूपन {code}',
  couponUsed: 'कूपन {code}, इस्तेमाल हो चुका',
  redeem: 'कूपन भुनाएँ…',
} satisfies Messages;
