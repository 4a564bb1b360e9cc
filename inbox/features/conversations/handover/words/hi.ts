import type { Messages } from './en.ts';

export default {
  title: 'बातचीत सौंपें',
  to: 'किसे',
  note: 'उन्हें क्या जानना चाहिए',
  noteHint: 'इसे सहकर्मी देखते हैं, आगंतुक कभी नहीं। Ctrl+Enter से सौंपें।',
  handOver: 'सौंपें',
} satisfies Messages;
