import type { Messages } from './en.ts';

export const hi: Messages = {
  ask: 'आप इससे संतुष्ट नहीं थे: {about}।\n\nहमने यह किया: {done}\n\nक्या यह ठीक हो गया? यहाँ एक बार दबाकर बताएँ: {link}',
};
