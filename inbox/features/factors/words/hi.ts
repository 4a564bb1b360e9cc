import type { Messages } from './en.ts';

export default {
  code: 'कोड',
  codeHint: 'छह अंक, जो आपका ऐप अभी दिखा रहा है।',
  recoveryCode: 'रिकवरी कोड',
  useRecovery: 'इसके बजाय रिकवरी कोड डालें',
  useApp: 'इसके बजाय ऐप का कोड डालें',
} satisfies Messages;
