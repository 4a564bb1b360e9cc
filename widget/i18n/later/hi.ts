import type { LaterMessages } from '../index.ts';

export default {
  tooLong: 'एक संदेश के लिए {n} अक्षर ज़्यादा हैं।',
  inParts: '{n} हिस्सों में भेजें',
} satisfies LaterMessages;
