import type { Messages } from './en.ts';

const ar: Messages = {
  hint: 'إن كان الرقم أو البريد معروفًا من قبل فُتحت بطاقة صاحبه.',
  wanted: 'يلزم رقم أو بريد إلكتروني.',
};
export default ar;
