import type { Messages } from './en.ts';

const hi: Messages = {
  hint: 'नंबर या ई-मेल पहले से पता हो तो उसी व्यक्ति का कार्ड खुलता है।',
  wanted: 'नंबर या ई-मेल चाहिए।',
};
export default hi;
